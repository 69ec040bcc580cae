import pg from 'pg';
import { createTestDatabase, runtimeUrlOf } from '../testing.ts';
import { fillAsVersion, type KeptVersion, tablesOf } from './kept-version.ts';
import { schemaText } from './schema-text.ts';

interface Named {
  name: string;
}

/** The kit by which services migrate. */
interface Migrating<Known extends Named> {
  migrateDatabase(database: { url: string; ownerUrl: string; migrations: Known[] }): Promise<void>;
  migrateBack(database: { url: string; ownerUrl: string; migrations: Known[] }, last: string): Promise<string[]>;
}

/** What an upgrade came to. */
export interface Upgrade {
  /** What the migrations of before make today, and did not make then, or the other way round. */
  otherSchema: string[];
  /** What was asked meanwhile and not answered within what a service waits for a lock. */
  waited: string[];
  /** Tables of which a row, in the columns of before, is gone or another. */
  changed: string[];
  /** Statements of the version before that mean nothing any more. */
  refused: string[];
  /** Columns that the version before does not fill, and has to. */
  needed: string[];
  /** Migrations that were not taken back. */
  left: string[];
  /** What is otherwise than before once they were. */
  otherAfterwards: string[];
  changedAfterwards: string[];
}

/** An upgrade of which nothing is to be told. */
export const WELL: Upgrade = {
  otherSchema: [],
  waited: [],
  changed: [],
  refused: [],
  needed: [],
  left: [],
  otherAfterwards: [],
  changedAfterwards: [],
};

/** As DATABASE_WAITS has it. */
const LOCK_WITHIN = '3s';
const READ_FOR_S = 0.3;

/**
 * Upgrades a database full of what the version before left in it, while that goes on asking, and takes the upgrade back.
 * `look` looks at it in between.
 */
export async function tryUpgrade<Known extends Named>(
  kept: KeptVersion,
  migrations: Known[],
  { migrateDatabase, migrateBack }: Migrating<Known>,
  look: (url: string) => Promise<void> = async () => {},
): Promise<Upgrade> {
  await using database = await createTestDatabase();
  const { url: ownerUrl } = database;
  const url = runtimeUrlOf(ownerUrl);
  const [known, since] = [true, false].map((is) =>
    migrations.filter(({ name }) => kept.migrations.includes(name) === is),
  );
  await migrateDatabase({ url, ownerUrl, migrations: known ?? [] });
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const otherSchema = apart(kept.schema, await schemaText(client));
    await fillAsVersion(client, kept);
    const columns = await columnsOf(client);
    const before = await contentOf(client, columns);
    const load = openLoad(ownerUrl, columns);
    await migrateDatabase({ url, ownerUrl, migrations }).finally(() => load.stop());
    const waited = await load.refused;
    const changed = missing(before, await contentOf(client, columns));
    const refused = await refusedOf(client, kept.statements);
    const needed = await neededOf(client, columns);
    await look(ownerUrl);
    const last = known?.at(-1)?.name ?? '';
    const taken = await migrateBack({ url, ownerUrl, migrations }, last);
    return {
      otherSchema,
      waited,
      changed,
      refused,
      needed,
      left: (since ?? []).map(({ name }) => name).filter((name) => !taken.includes(name)),
      otherAfterwards: apart(kept.schema, await schemaText(client)),
      changedAfterwards: differing(before, await contentOf(client, columns)),
    };
  } finally {
    await client.end();
  }
}

type Columns = ReadonlyMap<string, readonly string[]>;

/** Of each table its columns that somebody fills. */
async function columnsOf(client: pg.Client): Promise<Columns> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `select attrelid::regclass::text as table, array_agg(attname::text order by attnum) as columns from pg_attribute
     where attrelid = any($1::regclass[]) and attnum > 0 and not attisdropped and attgenerated = '' group by 1`,
    [await tablesOf(client)],
  );
  return new Map(rows.map(({ table, columns }) => [table, columns]));
}

type Content = ReadonlyMap<string, readonly string[]>;

/** A hash of each row of each table. */
async function contentOf(client: pg.Client, tables: Columns): Promise<Content> {
  const content = new Map<string, string[]>();
  for (const [table, columns] of tables) {
    const row = `row(${columns.map((column) => pg.escapeIdentifier(column)).join()})::text`;
    const { rows } = await client.query<{ hash: string }>(`select md5(${row}) as hash from ${table} order by 1`);
    content.set(
      table,
      rows.map(({ hash }) => hash),
    );
  }
  return content;
}

/** Tables of which a row is gone or another; a migration may put rows beside them. */
function missing(before: Content, after: Content): string[] {
  return [...before].filter(([table, rows]) => !areAmong(rows, after.get(table) ?? [])).map(([table]) => table);
}

function differing(before: Content, after: Content): string[] {
  return [...before].filter(([table, rows]) => rows.join() !== after.get(table)?.join()).map(([table]) => table);
}

/** Both in order; what is there twice is to be there twice. */
function areAmong(some: readonly string[], all: readonly string[]): boolean {
  let found = 0;
  for (const one of all) if (one === some[found]) found += 1;
  return found === some.length;
}

function apart(one: readonly string[], other: readonly string[]): string[] {
  return [
    ...one.filter((line) => !other.includes(line)).map((line) => `- ${line}`),
    ...other.filter((line) => !one.includes(line)).map((line) => `+ ${line}`),
  ];
}

/** Reads and changes every table, by turns, as a service does: a statement at a time, and in transactions that take a while. */
function openLoad(url: string, tables: Columns): { stop(): void; refused: Promise<string[]> } {
  const refused: string[] = [];
  let over = false;
  const turns = async (statementOf: (table: string, column: string) => string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`set lock_timeout = '${LOCK_WITHIN}'`);
    while (!over) {
      for (const [table, [column = '']] of tables) {
        if (over) break;
        const statement = statementOf(table, pg.escapeIdentifier(column));
        await client.query(statement).catch((error: Error) => refused.push(`${error.message}: ${statement}`));
      }
    }
    await client.end();
  };
  const running = Promise.all([
    turns((table, column) => `select ${column} from ${table} limit 1`),
    turns((table, column) => `update ${table} set ${column} = default where false`),
    turns(
      (table, column) => `do $$ begin perform ${column} from ${table} limit 1; perform pg_sleep(${READ_FOR_S}); end $$`,
    ),
  ]);
  return {
    stop: () => {
      over = true;
    },
    refused: running.then(() => refused),
  };
}

/** Each is read and planned, and none is done. */
async function refusedOf(client: pg.Client, statements: readonly string[]): Promise<string[]> {
  const refused: string[] = [];
  for (const statement of statements) {
    await client
      .query(`explain (generic_plan) ${statement}`)
      .catch((error: Error) => refused.push(`${error.message}: ${statement.slice(0, 200)}`));
  }
  return refused;
}

async function neededOf(client: pg.Client, before: Columns): Promise<string[]> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `select attrelid::regclass::text as table, attname as column from pg_attribute
     where attrelid = any($1::regclass[]) and attnum > 0 and not attisdropped and attnotnull and not atthasdef
       and attidentity = ''`,
    [[...before.keys()]],
  );
  return rows
    .filter(({ table, column }) => !before.get(table)?.includes(column))
    .map(({ table, column }) => `${table}.${column}`);
}
