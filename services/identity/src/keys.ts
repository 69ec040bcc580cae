import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** What the issuer signs with: its ID tokens, and its cookies. */
export interface IssuerKeys {
  jwks: { keys: JWK[] };
  cookies: string[];
}

/** The keys that the file keeps, made at the first start: the same after a restart, so that nobody's cached set is old. */
export async function loadKeys(file: string | undefined): Promise<IssuerKeys> {
  const kept = file && (await readFile(file, 'utf8').catch(() => undefined));
  if (kept) return JSON.parse(kept) as IssuerKeys;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const keys: IssuerKeys = {
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'identity', alg: 'RS256', use: 'sig' }] },
    cookies: [crypto.randomUUID()],
  };
  if (file) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(keys), { mode: 0o600 });
  }
  return keys;
}
