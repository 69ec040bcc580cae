import { type MikroORM } from '@mikro-orm/postgresql';
import type { Sealing } from '@portal/service-kit';
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';

/** What tokens are signed and checked with. */
export interface TokenKey {
  kid: string;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
}

const ALG = 'RS256';

/** The key of all that run on this database: the first made it, sealed. */
export async function openTokenKey(orm: MikroORM, sealing: Sealing): Promise<TokenKey> {
  const em = orm.em.fork();
  const read = () => em.execute<{ kid: string; sealed: string }[]>('select kid, sealed from token_key');
  let [row] = await read();
  if (!row) {
    await em.execute('insert into token_key (kid, sealed) values (?, ?) on conflict do nothing', [
      // As the RNDS names its own.
      `rnds auth homologacao ${new Date().toISOString().slice(0, 10)}`,
      await sealing.seal(JSON.stringify(await newKey())),
    ]);
    [row] = await read();
  }
  if (!row) throw new Error('the key of tokens is neither there nor made');
  const { kty, n, e, ...rest } = JSON.parse(await sealing.unseal(row.sealed)) as JWK;
  const [privateKey, publicKey] = await Promise.all([
    importJWK({ kty, n, e, ...rest } as JWK, ALG),
    importJWK({ kty, n, e } as JWK, ALG),
  ]);
  if (privateKey instanceof Uint8Array || publicKey instanceof Uint8Array)
    throw new Error('the key of tokens is no RSA key');
  return { kid: row.kid, privateKey, publicKey };
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALG, { extractable: true });
  return exportJWK(privateKey);
}
