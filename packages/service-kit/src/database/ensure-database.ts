import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { DatabaseUnavailable } from './database-unavailable.ts';
import { databaseName, databaseOn } from './database-url.ts';

/** The oldest PostgreSQL that has all that is used: uuidv7() and the builtin locale provider. */
export const OLDEST_POSTGRESQL = 18;

const NO_SUCH_DATABASE = '3D000';
const MADE_MEANWHILE = ['42P04', '23505'];
const MIGRATION_LOCK = 7_264_109_331;
const TRY_AGAIN_MS = 200;

/**
 * Makes the database that the URL names where the server has none of that name; refuses a server that is too old. Gives the
 * names of the migrations that were run on it, as far as its user may see them.
 */
export async function ensureDatabase(url: string): Promise<string[]> {
  try {
    return await onClient(url, async (client) => {
      await checkVersion(client);
      return executedMigrations(client);
    });
  } catch (error) {
    if (sqlState((error as Error).cause) !== NO_SUCH_DATABASE) throw error;
    await onClient(databaseOn(url, 'postgres'), async (client) => {
      await checkVersion(client);
      await createDatabase(client, databaseName(url));
    });
    return [];
  }
}

async function executedMigrations(client: pg.Client): Promise<string[]> {
  const { rows: seen } = await client.query<{ may: boolean | null }>(
    `SELECT has_table_privilege(to_regclass('mikro_orm_migrations'), 'SELECT') AS may`,
  );
  if (!seen[0]?.may) return [];
  const { rows } = await client.query<{ name: string }>('SELECT name FROM mikro_orm_migrations');
  return rows.map(({ name }) => name);
}

async function createDatabase(client: pg.Client, name: string): Promise<void> {
  try {
    await client.query(
      `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'`,
    );
  } catch (error) {
    if (MADE_MEANWHILE.includes(sqlState(error))) return;
    throw new DatabaseUnavailable(`The database ${name} cannot be made (${sqlState(error)}): make it, or name another`);
  }
}

/**
 * Runs `work` while no other process migrates this database. The lock has a connection of its own, and is a transaction's: a
 * session's would stay behind with a pooler's connection. It is asked for again and again: a statement that waits for it has
 * a snapshot, for whose end an index that is built concurrently would wait in its turn, for ever.
 */
export async function withMigrationLock<Result>(url: string, work: () => Promise<Result>): Promise<Result> {
  return onClient(url, async (client) => {
    await client.query('BEGIN');
    // Nothing is asked on it for as long as a migration takes.
    await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    await client.query('SET LOCAL transaction_timeout = 0');
    await client.query('SET LOCAL statement_timeout = 0');
    await client.query('SET LOCAL lock_timeout = 0');
    while (!(await tryLock(client))) await setTimeout(TRY_AGAIN_MS);
    const result = await work();
    await client.query('COMMIT');
    return result;
  });
}

async function tryLock(client: pg.Client): Promise<boolean> {
  // Without a parameter: what has one keeps its portal, and with it a snapshot, until the next statement.
  const { rows } = await client.query<{ taken: boolean }>(
    `SELECT pg_try_advisory_xact_lock(${MIGRATION_LOCK}) AS taken`,
  );
  return rows[0]?.taken ?? false;
}

async function checkVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ major: number }>(
    `SELECT current_setting('server_version_num')::int / 10000 AS major`,
  );
  const major = rows[0]?.major ?? 0;
  if (major < OLDEST_POSTGRESQL) {
    throw new DatabaseUnavailable(
      `The database server is PostgreSQL ${major}: PostgreSQL ${OLDEST_POSTGRESQL} or newer is needed`,
    );
  }
}

async function onClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // Without a listener, a connection that breaks between two queries would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (cause) {
    throw new DatabaseUnavailable(notConnected(new URL(url), sqlState(cause)), { cause });
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function notConnected({ hostname, port }: URL, code: string): string {
  const server = `The database server at ${hostname}:${port || 5432}`;
  if (/^57P0[1-3]$/.test(code)) return `${server} is starting or ending (${code}): wait until it takes connections`;
  if (code === '53300')
    return `${server} has no connection left (${code}): raise its max_connections, or ask for fewer`;
  // Only a server that answered gives a SQLSTATE.
  if (/^[0-9A-Z]{5}$/.test(code)) return `${server} refuses the connection (${code}): check user and password`;
  return `${server} does not answer (${code}): start it, or check the database URL`;
}

function sqlState(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : 'no code';
}
