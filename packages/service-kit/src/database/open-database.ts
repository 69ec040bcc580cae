import 'reflect-metadata';
import { once } from 'node:events';
import type { Constructor, MigrationObject } from '@mikro-orm/core';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import type { Migration } from '@mikro-orm/migrations';
import { type EntityClass, MikroORM } from '@mikro-orm/postgresql';
import { migrateDatabase } from './migrate-database.ts';
import { statementLogger } from './statements.ts';

/** What a database is opened with. */
export interface DatabaseOptions {
  /** Names the database; it is made where it is absent. */
  url: string;
  entities: EntityClass[];
  /** In order. They run under an advisory lock, so that services may start at once. */
  migrations: (Constructor<Migration> | MigrationObject)[];
  /** At most so many connections; 10 where nothing is said. */
  connections?: number;
}

/** How long the end waits for statements under way. */
const STATEMENTS_END_WITHIN_MS = 5_000;

/**
 * Opens a service's database, made and migrated where that was not done by its owner; `close()` it at the end, which lets
 * statements under way end first.
 */
export async function openDatabase(options: DatabaseOptions): Promise<MikroORM> {
  await migrateDatabase(options);
  const orm = await MikroORM.init({
    clientUrl: options.url,
    entities: options.entities,
    metadataProvider: ReflectMetadataProvider,
    metadataCache: { enabled: false },
    // Made above.
    ensureDatabase: false,
    pool: { min: 0, max: options.connections ?? 10 },
    // A batch UPDATE drops the check of `version`: a lost update was seen.
    useBatchUpdates: false,
    loggerFactory: () => statementLogger,
    forceUtcTimezone: true,
  });
  // A first statement, so that what is asked from here on is seen by whoever waits for its end.
  await orm.em.fork().execute('select 1');
  const close = orm.close.bind(orm);
  orm.close = async (force) => {
    await statementsEnded(orm);
    await close(force);
  };
  return orm;
}

/** Closed while a connection is being made, Kysely neither uses it nor gives it back, and its pool waits for it for ever. */
async function statementsEnded(orm: MikroORM): Promise<void> {
  const pool = await orm.em.getConnection().getNativeClient();
  const signal = AbortSignal.timeout(STATEMENTS_END_WITHIN_MS);
  while ((pool.waitingCount > 0 || pool.idleCount < pool.totalCount) && !signal.aborted) {
    await once(pool, 'release', { signal }).catch(() => {});
  }
}
