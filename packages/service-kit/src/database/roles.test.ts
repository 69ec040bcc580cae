import { randomBytes } from 'node:crypto';
import { Migration } from '@mikro-orm/migrations';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { databaseName, databaseOn } from './database-url.ts';
import { type MigrationOptions, migrateDatabase } from './migrate-database.ts';

class Things extends Migration {
  override up(): void {
    this.addSql('create table thing (id int primary key)');
    this.addSql('create table record (id int primary key)');
    this.addSql('create sequence thing_number');
  }
}

class More extends Migration {
  override up(): void {
    this.addSql('create table more (id int primary key)');
  }
}

let ownerUrl: string;
let url: string;

const server = process.env.TEST_DATABASE_URL ?? '';

beforeEach(async () => {
  ownerUrl = databaseOn(server, `test_${randomBytes(8).toString('hex')}`);
  url = Object.assign(new URL(ownerUrl), { username: 'test_runtime', password: 'test_runtime' }).href;
});
afterEach(() => as(server, `drop database if exists "${databaseName(ownerUrl)}" with (force)`));

const migrated = (options: Partial<MigrationOptions> = {}) =>
  migrateDatabase({ url, ownerUrl, migrations: [Things], rights: { record: ['SELECT', 'INSERT'] }, ...options });

async function as(connectionString: string, sql: string): Promise<string> {
  const client = new pg.Client({ connectionString });
  try {
    await client.connect();
    return String((await client.query(sql)).command);
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  } finally {
    await client.end();
  }
}

const DENIED = '42501';

test('the user of a service reads and writes rows, and has no word in what the tables are', async () => {
  await migrated();
  const allowed = [
    'insert into thing values (1)',
    'update thing set id = 2',
    'select * from thing for update',
    'delete from thing',
    "select nextval('thing_number')",
    'insert into record values (1)',
    'select * from record',
    'select * from mikro_orm_migrations',
  ];
  for (const sql of allowed) expect([sql, await as(url, sql)]).toEqual([sql, expect.stringMatching(/^[A-Z]+$/)]);
  const denied = [
    'truncate thing',
    'drop table thing',
    'alter table thing add column x int',
    'create table x (id int)',
    'create schema x',
    'create temporary table x (id int)',
    'create role x',
    'create database x',
    "set session_replication_role = 'replica'",
    'update record set id = 2',
    'delete from record',
    'truncate record',
    'alter table record disable trigger all',
    'insert into mikro_orm_migrations (name) values (1)',
  ];
  for (const sql of denied) expect([sql, await as(url, sql)]).toEqual([sql, DENIED]);
});

test('what a later migration makes is the user’s to work with too, and what it may do less stays less', async () => {
  await migrated();
  await migrated({ migrations: [Things, More] });
  expect(await as(url, 'insert into more values (1)')).toBe('INSERT');
  expect(await as(url, 'delete from record')).toBe(DENIED);
});

test('another service’s user cannot even connect', async () => {
  await migrated();
  const other = Object.assign(new URL(url), { username: `other_${crypto.randomUUID()}` });
  await as(ownerUrl, `create role "${other.username}" login password '${other.password}'`);
  expect(await as(other.href, 'select 1')).toBe(DENIED);
  await as(ownerUrl, `drop role "${other.username}"`);
});

test('services that start at once make the user and migrate once', async () => {
  const user = `both_${crypto.randomUUID()}`;
  url = Object.assign(new URL(ownerUrl), { username: user }).href;
  await Promise.all([migrated(), migrated(), migrated()]);
  expect(await as(url, 'insert into thing values (1)')).toBe('INSERT');
  await as(ownerUrl, `drop owned by "${user}"; drop role "${user}"`);
});

test('without the owner a migrated database is worked with, and one that lacks something is refused in a line', async () => {
  await migrated();
  await migrateDatabase({ url, migrations: [Things] });
  await expect(migrateDatabase({ url, migrations: [Things, More] })).rejects.toThrow(
    /^The database ".*" lacks migrations that its user may not make: run them as its owner; /,
  );
});

test.each(['with an owner', 'by one user'])(
  'a database that a newer version migrated is refused in a line, %s',
  async (how) => {
    const owner = how === 'with an owner' ? ownerUrl : undefined;
    await migrated({ migrations: [Things, More] });
    await expect(migrated({ ownerUrl: owner })).rejects.toThrow(
      /^The database "test_[0-9a-f]+" was migrated by a newer version \(More\): start that version, or restore a copy from before$/,
    );
  },
);

test('an owner’s URL that names another database, or a user who may do all, is refused in a line', async () => {
  await expect(migrated({ ownerUrl: databaseOn(ownerUrl, 'another') })).rejects.toThrow(
    /names the database "another" and the service's "test_/,
  );
  await expect(migrated({ url: ownerUrl })).rejects.toThrow(/"postgres" may do all that the owner may/);
});
