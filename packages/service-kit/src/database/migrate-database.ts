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
    if (pending) await migrate(byUrl, migrations);
    if (ownerUrl !== undefined) await grantTo(ownerUrl, url, rights);
  });
}

async function migrate(url: string, known: MigrationOptions['migrations']): Promise<void> {
  // On connections of its own: what changes a full table takes as long as it takes.
  const orm = await MikroORM.init({
    clientUrl: url,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    // Each in a transaction of its own: what one locks, nobody waits for while another works.
    migrations: { migrationsList: known, snapshot: false, snapshotOnMigrate: false, silent: true, allOrNothing: false },
    pool: { min: 0, max: 2 },
    loggerFactory: () => statementLogger,
    forceUtcTimezone: true,
  });
  try {
    await migrateBy(orm, known, databaseName(url));
  } finally {
    await orm.close(true);
  }
}

async function migrateBy(orm: MikroORM, known: MigrationOptions['migrations'], database: string): Promise<void> {
  try {
    const names = new Set(known.map(({ name }) => name));
    const newer = (await orm.migrator.getExecuted()).map(({ name }) => name).filter((name) => !names.has(name));
    if (newer.length > 0) {
      throw new DatabaseUnavailable(
        `The database "${database}" was migrated by a newer version (${newer.join(', ')}): start that version, or restore a copy from before`,
      );
    }
    await orm.migrator.up();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new DatabaseUnavailable(
      `The database "${database}" lacks migrations that its user may not make: run them as its owner; docs/operation.md says how`,
      { cause: error },
    );
  }
}

function isRefusal(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if ((at as { code?: unknown }).code === MAY_NOT) return true;
  return false;
}
