import type { Opt } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Migration } from '@mikro-orm/migrations';
import type { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { DatabaseUnavailable } from './database-unavailable.ts';
import { databaseName, databaseOn } from './database-url.ts';
import { withMigrationLock } from './ensure-database.ts';
import { migrateDatabase } from './migrate-database.ts';
import { openDatabase } from './open-database.ts';
import { recordStatements } from './statements.ts';

@Entity({ tableName: 'thing' })
class Thing {
  @PrimaryKey({ type: 'integer' })
  id!: number;

  @Property({ type: 'text' })
  cpf!: string;

  @Property({ type: 'integer', version: true })
  version: Opt<number> = 1;
}

class Things extends Migration {
  override up(): void {
    this.addSql('create table thing (id int primary key, cpf text not null unique, version int not null default 1)');
  }
}

const server = process.env.TEST_DATABASE_URL ?? '';
const opened: MikroORM[] = [];
const made = new Set<string>();

/** A name that no database has yet; what is made of it is dropped at the end. */
function absentDatabase(): string {
  const url = databaseOn(server, `kit_${crypto.randomUUID()}`);
  made.add(url);
  return url;
}

async function open(url: string): Promise<MikroORM> {
  const orm = await openDatabase({ url, entities: [Thing], migrations: [Things] });
  opened.push(orm);
  return orm;
}

async function onServer(sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((orm) => orm.close()));
  for (const url of made) await onServer(`drop database if exists ${pg.escapeIdentifier(databaseName(url))}`);
  made.clear();
});

test('a database that is absent is made, with a locale that is the same on every machine, and migrated', async () => {
  const url = absentDatabase();
  const orm = await open(url);
  expect(await orm.em.fork().count(Thing)).toBe(0);
  const { rows } = await onServer(
    `select datlocprovider, datlocale from pg_database where datname = '${databaseName(url)}'`,
  );
  expect(rows).toEqual([{ datlocprovider: 'b', datlocale: 'C.UTF-8' }]);
});

test('services that open a database at once make and migrate it once', async () => {
  const url = absentDatabase();
  const orms = await Promise.all([open(url), open(url), open(url), open(url)]);
  for (const orm of orms) expect(await orm.em.fork().count(Thing)).toBe(0);
});

class Indexed extends Migration {
  override isTransactional(): boolean {
    return false;
  }
  override up(): void {
    this.addSql('select pg_sleep(0.5)');
    this.addSql('create index concurrently thing_cpf on thing (cpf)');
  }
}

test('an index is built concurrently, also while others wait for the migration to end', async () => {
  const url = absentDatabase();
  const migrations = [Things, Indexed];
  const orms = await Promise.all([1, 2, 3].map(() => openDatabase({ url, entities: [Thing], migrations })));
  opened.push(...orms);
  const valid = await orms[0]?.em.execute("select indisvalid from pg_index where indexrelid = 'thing_cpf'::regclass");
  expect(valid).toEqual([{ indisvalid: true }]);
});

class Wider extends Migration {
  override up(): void {
    this.addSql("alter table thing add column name text not null default ''");
  }
}

test('a migration that waits for who is at work makes way for who comes after, and is done once it can be', async () => {
  const url = absentDatabase();
  await open(url);
  const clients = [1, 2, 3].map(() => new pg.Client({ connectionString: url }));
  const [long, other, watch] = clients as [pg.Client, pg.Client, pg.Client];
  await Promise.all(clients.map((client) => client.connect()));
  try {
    await long.query('begin');
    await long.query('select from thing');
    const migrating = migrateDatabase({ url, migrations: [Things, Wider] });
    const waits = async () => {
      const { rows } = await watch.query(
        "select from pg_locks where relation = 'thing'::regclass and mode = 'AccessExclusiveLock' and not granted",
      );
      return rows.length;
    };
    // As a service bounds what it waits for.
    await other.query("set lock_timeout = '3s'");
    for (const tries of [1, 2]) {
      await expect.poll(waits, { message: `try ${tries}` }).toBe(1);
      expect((await other.query('select from thing')).rows).toEqual([]);
      await expect.poll(waits, { message: `after try ${tries}` }).toBe(0);
    }
    await long.query('commit');
    await migrating;
    expect((await other.query('select name from thing')).rows).toEqual([]);
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
});

test('a start that finds nothing to migrate does not wait for who migrates', async () => {
  const url = absentDatabase();
  await open(url);
  const orm = await withMigrationLock(url, () => open(url));
  expect(await orm.em.fork().count(Thing)).toBe(0);
});

test('two changed rows in one flush are both checked for their version', async () => {
  const orm = await open(absentDatabase());
  await orm.em.fork().insertMany(Thing, [
    { id: 1, cpf: 'a' },
    { id: 2, cpf: 'b' },
  ]);
  const [mine, theirs] = [orm.em.fork(), orm.em.fork()];
  const things = await mine.find(Thing, {});
  await theirs.nativeUpdate(Thing, { id: 2 }, { cpf: 'c', version: 2 });
  for (const thing of things) thing.cpf += '!';
  await expect(mine.flush()).rejects.toThrow(/optimistic lock/);
  expect(await orm.em.fork().find(Thing, {}, { orderBy: { id: 'asc' } })).toMatchObject([{ cpf: 'a' }, { cpf: 'c' }]);
});

test('statements are recorded without their values, and counted without transaction control', async () => {
  const orm = await open(absentDatabase());
  using recorded = recordStatements();
  await orm.em.fork().transactional(async (em) => {
    await em.insert(Thing, { id: 1, cpf: '52998224725' });
    await em.find(Thing, { cpf: '52998224725' });
  });
  expect(recorded.count).toBe(2);
  expect(recorded.statements[0]).toBe('begin');
  expect(recorded.statements.join()).not.toContain('52998224725');
});

test('a server that does not answer is one line that says what to do, without the password', async () => {
  const failed = await openDatabase({
    url: 'postgres://portal:hunter2@localhost:1/x',
    entities: [Thing],
    migrations: [],
  }).catch((error: Error) => error);
  expect(failed).toBeInstanceOf(DatabaseUnavailable);
  expect((failed as Error).message).toBe(
    'The database server at localhost:1 does not answer (ECONNREFUSED): start it, or check the database URL',
  );
});

test('a server that refuses the sign-in is told so', async () => {
  const url = new URL(databaseOn(server, 'postgres'));
  url.username = 'nobody_of_that_name';
  const failed = await openDatabase({ url: url.href, entities: [Thing], migrations: [] }).catch(
    (error: Error) => error,
  );
  expect(failed).toBeInstanceOf(DatabaseUnavailable);
  expect((failed as Error).message).toMatch(/refuses the connection \(28\w{3}\): check user and password/);
});

test('its end waits for statements under way, also for one whose connection is still being made', async () => {
  const orm = await open(absentDatabase());
  const [first, second] = [1, 2].map((id) =>
    orm.em.fork().execute<{ id: number }[]>(`select ${id} as id from pg_sleep(0.05)`),
  );
  await orm.close();
  expect(await Promise.all([first, second])).toEqual([[{ id: 1 }], [{ id: 2 }]]);
});
