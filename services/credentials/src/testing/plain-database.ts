import type { MikroORM } from '@mikro-orm/postgresql';
import { migrateCredentials, openCredentialsDatabase } from '../database.ts';
import { testKeys } from './sealing.ts';

/** A database as one is that a version wrote which sealed nothing of people. */
export async function openPlainDatabase(url: string): Promise<MikroORM> {
  await migrateCredentials(url, undefined, testKeys.sealing);
  const orm = await openCredentialsDatabase(url, testKeys);
  await orm.em.fork().execute('update personal_sealing set since = null, done_at = null');
  await orm.close(true);
  return openCredentialsDatabase(url, testKeys);
}
