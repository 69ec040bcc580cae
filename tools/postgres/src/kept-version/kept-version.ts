import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { schemaText } from './schema-text.ts';

/** What a version made of a database: its schema, rows, and what it asked. */
export interface KeptVersion {
  /** The migrations that made the schema, in the order they ran. */
  migrations: string[];
  schema: string[];
  /** Of each table its rows, as JSON has them. */
  rows: Record<string, object[]>;
  /** Of each shape of statement that the version sent, one. */
  statements: string[];
}

const ROWS_AT_ONCE = 500;

/** Reads a database in one snapshot. */
export async function readVersion(url: string, statements: string[]): Promise<KeptVersion> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const ran = await client.query<{ name: string }>('select name from mikro_orm_migrations order by id');
    const rows: KeptVersion['rows'] = {};
    for (const table of await tablesOf(client)) {
      const found = await client.query<{ row: object }>(
        `select to_jsonb(t) - (select coalesce(array_agg(attname::text), '{}') from pg_attribute
           where attrelid = $1::regclass and attgenerated <> '') as row from ${pg.escapeIdentifier(table)} t`,
        [pg.escapeIdentifier(table)],
      );
      rows[table] = found.rows.map(({ row }) => row);
    }
    return { migrations: ran.rows.map(({ name }) => name), schema: await schemaText(client), rows, statements };
  } finally {
    await client.end();
  }
}

/** Puts the rows of a version into its schema, made just now. By a superuser: what triggers did was done by that version. */
export async function fillAsVersion(client: pg.Client, { rows }: KeptVersion): Promise<void> {
  await client.query('begin');
  await client.query('set local session_replication_role = replica');
  for (const [table, all] of Object.entries(rows)) {
    const name = pg.escapeIdentifier(table);
    // What its migrations put in is in the rows as well.
    await client.query(`delete from ${name}`);
    const [first] = all;
    if (!first) continue;
    const columns = Object.keys(first).map((column) => pg.escapeIdentifier(column));
    for (let from = 0; from < all.length; from += ROWS_AT_ONCE) {
      await client.query(
        `insert into ${name} (${columns.join()}) overriding system value
         select ${columns.join()} from jsonb_populate_recordset(null::${name}, $1::jsonb)`,
        [JSON.stringify(all.slice(from, from + ROWS_AT_ONCE))],
      );
    }
  }
  await client.query('commit');
}

/** The tables of a database, but that of its migrations. */
export async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
       and relname <> 'mikro_orm_migrations' order by relname`,
  );
  return rows.map(({ name }) => name);
}

export async function writeKept(file: string, kept: KeptVersion): Promise<void> {
  await writeFile(file, gzipSync(JSON.stringify(kept), { level: 9 }));
}

export async function readKept(file: string): Promise<KeptVersion> {
  return JSON.parse(gunzipSync(await readFile(file)).toString()) as KeptVersion;
}
