import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** What the services of one machine trust each other by. */
export interface Secrets {
  gatewaySigningKey: JWK;
  credentialsSigningKey: JWK;
  homologationSigningKey: JWK;
  oidcClientSecret: string;
}

/** The secrets of this data folder, made at the first start and readable by its owner alone. */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, 'secrets.json');
  const kept = await readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as Partial<Secrets>,
    () => ({}),
  );
  // A folder of an earlier version lacks what came since.
  const secrets = { ...(await makeSecrets()), ...kept };
  if (Object.keys(secrets).length === Object.keys(kept).length) return secrets;
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

/** New secrets. */
export async function makeSecrets(): Promise<Secrets> {
  return {
    gatewaySigningKey: await signingKey('gateway'),
    credentialsSigningKey: await signingKey('credentials'),
    homologationSigningKey: await signingKey('homologation'),
    oidcClientSecret: randomBytes(32).toString('base64url'),
  };
}

/** The public halves, as the JWKS that subgraphs check internal tokens by. */
export function publicKeys(secrets: Secrets): { keys: JWK[] } {
  const { gatewaySigningKey, credentialsSigningKey, homologationSigningKey } = secrets;
  const keys = [gatewaySigningKey, credentialsSigningKey, homologationSigningKey];
  return { keys: keys.map(({ d: _private, ...key }) => key) };
}

async function signingKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('Ed25519', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg: 'EdDSA' };
}
