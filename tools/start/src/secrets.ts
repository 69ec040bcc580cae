import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { makeAuthority } from './authority.ts';

/** What the services of one machine trust each other by. */
export interface Secrets {
  gatewaySigningKey: JWK;
  credentialsSigningKey: JWK;
  homologationSigningKey: JWK;
  /** Key and certificate of the homologation environment's authority, in PEM. */
  homologationAuthority: string;
  oidcClientSecret: string;
  /** Wraps the keys by which what is held of people is sealed. */
  personalDataKeys: string;
}

const MAKERS: { [Name in keyof Secrets]: () => Promise<Secrets[Name]> } = {
  gatewaySigningKey: () => signingKey('gateway'),
  credentialsSigningKey: () => signingKey('credentials'),
  homologationSigningKey: () => signingKey('homologation'),
  homologationAuthority: makeAuthority,
  oidcClientSecret: async () => randomBytes(32).toString('base64url'),
  personalDataKeys: async () => `${new Date().toISOString().slice(0, 10)}:${randomBytes(32).toString('base64url')}`,
};

/** The secrets of this data folder, made at the first start and readable by its owner alone. */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, 'secrets.json');
  const kept = await readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as Partial<Secrets>,
    () => ({}),
  );
  // A folder of an earlier version lacks what came since.
  const secrets = await makeSecrets(kept);
  if (Object.keys(secrets).length === Object.keys(kept).length) return secrets;
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

/** Secrets: those that are there, and new ones in the place of those that are not. */
export async function makeSecrets(kept: Partial<Secrets> = {}): Promise<Secrets> {
  const missing = Object.entries(MAKERS).filter(([name]) => !(name in kept));
  const made = missing.map(async ([name, make]) => [name, await make()] as const);
  return { ...kept, ...Object.fromEntries(await Promise.all(made)) } as Secrets;
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
