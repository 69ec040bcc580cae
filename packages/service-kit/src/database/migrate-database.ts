import { setTimeout as pause } from 'node:timers/promises';
import type { Constructor, MigrationObject } from '@mikro-orm/core';
import { type Migration, Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { DatabaseUnavailable } from './database-unavailable.ts';
import { databaseName } from './database-url.ts';
import { ensureDatabase, withMigrationLock } from './ensure-database.ts';
import { grantTo, type TableRights } from './roles.ts';
import { statementLogger } from './statements.ts';

/** What a database is made and migrated with. */
export interface MigrationOptions {
  /** Names the database, and the user that the service works as. */
  url: string;
  /** Of the user that owns the database and its tables; absent where the service works as that user. */
  ownerUrl?: string | undefined;
  /** In order. They run under an advisory lock, so that services may start at once. */
  migrations: (Constructor<Migration> | MigrationObject)[];
  /** Where the user that the service works as, if it is not the owner, may do less than read and write. */
  rights?: TableRights | undefined;
}

const MAY_NOT = '42501';
const NOT_GIVEN = '55P03';
/**
 * Who waits for a table's lock keeps all waiting who come after: a migration waits less than a service does, and makes way
 * before it asks again.
 */
const LOCK_WITHIN_MS = 1_000;
const AGAIN_AFTER_MS = 1_000;
const GIVEN_UP_AFTER_MS = 10 * 60_000;

/**
 * Makes and migrates a database as its owner, and gives the user that the service works as what it needs, no more.
 * Refused in a line: a database that a newer version migrated, and one that lacks something the user may not make.
 */
export async function migrateDatabase({ url, ownerUrl, migrations, rights }: MigrationOptions): Promise<void> {
  const byUrl = ownerUrl ?? url;
  if (databaseName(byUrl) !== databaseName(url)) {
    throw new DatabaseUnavailable(
      `The owner's URL names the database "${databaseName(byUrl)}" and the service's "${databaseName(url)}": name one`,
    );
  }
  const executed = new Set(await ensureDatabase(byUrl));
  // Most starts find nothing to do: that is seen on one connection.
  const pending =
    executed.size === 0 || executed.size !== migrations.length || migrations.some(({ name }) => !executed.has(name));
  if (!pending && ownerUrl === undefined) return;
  await withMigrationLock(byUrl, async () => {
    if (pending) {
      await withMigrator(byUrl, migrations, (orm) => makingWay(databaseName(url), () => orm.migrator.up()));
    }
    if (ownerUrl !== undefined) await grantTo(ownerUrl, url, rights);
  });
}

/**
 * Takes back what was made after a migration, the newest first, so that the version that knows no newer one starts again. What
 * only the newer one keeps goes with it. Gives their names.
 */
export async function migrateBack(
  { url, ownerUrl = url, migrations }: MigrationOptions,
  last: string | undefined,
): Promise<string[]> {
  const executed = await ensureDatabase(ownerUrl);
  if (last === undefined || !executed.includes(last)) {
    throw new DatabaseUnavailable(`Name the last migration that is to stay, one of: ${executed.toSorted().join(', ')}`);
  }
  return withMigrationLock(ownerUrl, () =>
    withMigrator(ownerUrl, migrations, async (orm) => {
      const taken = await makingWay(databaseName(url), () => orm.migrator.down({ to: last }));
      return taken.map(({ name }) => name);
    }),
  );
}

async function withMigrator<Result>(
  url: string,
  known: MigrationOptions['migrations'],
  work: (orm: MikroORM) => Promise<Result>,
): Promise<Result> {
  // On connections of its own: what changes a full table takes as long as it takes.
  const orm = await MikroORM.init({
    clientUrl: url,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    // Each in a transaction of its own: what one locks, nobody waits for while another works.
    migrations: {
      migrationsList: known.map(thatMakesWay),
      snapshot: false,
      snapshotOnMigrate: false,
      silent: true,
      allOrNothing: false,
    },
    pool: { min: 0, max: 2 },
    loggerFactory: () => statementLogger,
    forceUtcTimezone: true,
  });
  try {
    await refuseNewer(orm, known, databaseName(url));
    return await work(orm);
  } catch (error) {
    if (!hasState(error, MAY_NOT)) throw error;
    throw new DatabaseUnavailable(
      `The database "${databaseName(url)}" lacks migrations that its user may not make: run them as its owner; docs/operation.md says how`,
      { cause: error },
    );
  } finally {
    await orm.close(true);
  }
}

async function refuseNewer(orm: MikroORM, known: MigrationOptions['migrations'], database: string): Promise<void> {
  const names = new Set(known.map(({ name }) => name));
  const newer = (await orm.migrator.getExecuted()).map(({ name }) => name).filter((name) => !names.has(name));
  if (newer.length === 0) return;
  throw new DatabaseUnavailable(
    `The database "${database}" was migrated by a newer version (${newer.join(', ')}): start that version, or restore a copy from before`,
  );
}

/** Again and again, until what is waited for is free: what was done before stays, and the rest is done then. */
async function makingWay<Done>(database: string, work: () => Promise<Done>): Promise<Done> {
  for (const begun = performance.now(); ; await pause(AGAIN_AFTER_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!hasState(error, NOT_GIVEN)) throw error;
      if (performance.now() - begun < GIVEN_UP_AFTER_MS) continue;
      throw new DatabaseUnavailable(
        `The database "${database}" cannot be migrated while somebody holds what is to be changed: end what has been under way for minutes (pg_stat_activity), and begin again`,
        { cause: error },
      );
    }
  }
}

/** Of the same name; what it changes in a transaction waits for nobody's lock longer than others can bear to wait behind it. */
function thatMakesWay(known: MigrationOptions['migrations'][number]): MigrationObject {
  const { name, class: Known } = 'class' in known ? known : { name: known.name, class: known };
  abstract class MakesWay extends (Known as Constructor<Migration>) {
    override getQueries() {
      const queries = super.getQueries();
      // What builds an index concurrently keeps nobody waiting, and waits for transactions of any length.
      return this.isTransactional() ? [`set local lock_timeout = ${LOCK_WITHIN_MS}`, ...queries] : queries;
    }
  }
  // What is abstract to the compiler alone stands in the one that it extends.
  return { name, class: MakesWay as unknown as Constructor<Migration> };
}

function hasState(error: unknown, state: string): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if ((at as { code?: unknown }).code === state) return true;
  return false;
}
