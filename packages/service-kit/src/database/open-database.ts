import 'reflect-metadata';
import { once } from 'node:events';
import type { Constructor, MigrationObject } from '@mikro-orm/core';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { type Migration, Migrator } from '@mikro-orm/migrations';
import { type EntityClass, MikroORM } from '@mikro-orm/postgresql';
import { ensureDatabase, withMigrationLock } from './ensure-database.ts';
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

/** Opens a service's database, made and migrated; `close()` it at the end, which lets statements under way end first. */
export async function openDatabase(options: DatabaseOptions): Promise<MikroORM> {
  await ensureDatabase(options.url);
  const orm = await MikroORM.init({
    clientUrl: options.url,
    entities: options.entities,
    metadataProvider: ReflectMetadataProvider,
    metadataCache: { enabled: false },
    extensions: [Migrator],
    migrations: { migrationsList: options.migrations, snapshot: false, snapshotOnMigrate: false, silent: true },
    pool: { min: 0, max: options.connections ?? 10 },
    // A batch UPDATE drops the check of `version`: a lost update was seen.
    useBatchUpdates: false,
    loggerFactory: () => statementLogger,
    forceUtcTimezone: true,
  });
  const close = orm.close.bind(orm);
  orm.close = async (force) => {
    await statementsEnded(orm);
    await close(force);
  };
  try {
    await withMigrationLock(options.url, () => orm.migrator.up());
  } catch (error) {
    await orm.close(true);
    throw error;
  }
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
