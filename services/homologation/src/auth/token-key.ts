import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { NotOpened, type Sealing } from '@portal/service-kit';
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';

/** What tokens are signed and checked with. */
export interface TokenKey {
  kid: string;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
}

const ALG = 'RS256';

/** The key of all that run on this database: the first made it, sealed. One that is sealed by another key is made anew. */
export async function openTokenKey(orm: MikroORM, sealing: Sealing): Promise<TokenKey> {
  const em = orm.em.fork();
  const kept = await read(em, sealing).catch((error: unknown) => {
    if (!(error instanceof NotOpened)) throw error;
    return 'SEALED_BY_ANOTHER' as const;
  });
  if (kept !== undefined && kept !== 'SEALED_BY_ANOTHER') return imported(kept);
  const sealed = await sealing.seal(JSON.stringify(await newKey()));
  // As the RNDS names its own.
  const kid = `rnds auth homologacao ${new Date().toISOString().slice(0, 10)}`;
  await em.execute(
    kept === undefined
      ? 'insert into token_key (kid, sealed) values (?, ?) on conflict do nothing'
      : 'update token_key set kid = ?, sealed = ?',
    [kid, sealed],
  );
  const made = await read(em, sealing);
  if (!made) throw new Error('the key of tokens is neither there nor made');
  return imported(made);
}

interface KeptKey {
  kid: string;
  jwk: JWK;
}

async function read(em: EntityManager, sealing: Sealing): Promise<KeptKey | undefined> {
  const [row] = await em.execute<{ kid: string; sealed: string }[]>('select kid, sealed from token_key');
  return row && { kid: row.kid, jwk: JSON.parse(await sealing.unseal(row.sealed)) as JWK };
}

async function imported({ kid, jwk }: KeptKey): Promise<TokenKey> {
  const { kty = '', n = '', e = '' } = jwk;
  const [privateKey, publicKey] = await Promise.all([importJWK(jwk, ALG), importJWK({ kty, n, e }, ALG)]);
  if (privateKey instanceof Uint8Array || publicKey instanceof Uint8Array) {
    throw new Error('the key of tokens is no RSA key');
  }
  return { kid, privateKey, publicKey };
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALG, { extractable: true });
  return exportJWK(privateKey);
}
