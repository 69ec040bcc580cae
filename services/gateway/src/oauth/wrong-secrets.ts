import type { MikroORM } from '@mikro-orm/postgresql';
import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible';

/** So many wrong ones in a minute: of a client from one address, and of an address. */
export const OF_CLIENT = { points: 20, duration: 60 };
export const OF_ADDRESS = { points: 200, duration: 60 };

/** Counts wrong secrets. */
export interface WrongSecrets {
  ofClient: Pick<RateLimiterMemory, 'get' | 'penalty'>;
  ofAddress: Pick<RateLimiterMemory, 'get' | 'penalty'>;
}

/** Counts for all gateways, in the database `gateway`; while it does not answer, each for itself. */
export function wrongSecretsOf(orm: MikroORM): WrongSecrets {
  // Unnamed: a named statement stays with a connection, which a pooler before the database may give to another.
  const storeClient = {
    async query({ text, values }: { text: string; values: unknown[] }) {
      const client = await (await orm.em.getConnection().getNativeClient()).connect();
      try {
        return await client.query(text, values);
      } finally {
        client.release();
      }
    },
  };
  const counter = (keyPrefix: string, limit: typeof OF_CLIENT) =>
    new RateLimiterPostgres({
      ...limit,
      keyPrefix,
      storeClient,
      storeType: 'client',
      tableName: 'wrong_secrets',
      tableCreated: true,
      insuranceLimiter: new RateLimiterMemory({ ...limit, keyPrefix }),
    });
  return { ofClient: counter('client', OF_CLIENT), ofAddress: counter('address', OF_ADDRESS) };
}
