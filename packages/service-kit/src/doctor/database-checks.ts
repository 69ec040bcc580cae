import pg from 'pg';
import { OLDEST_POSTGRESQL } from '../database/ensure-database.ts';
import type { Check, Finding } from './examine.ts';
import { reasonOf } from './examine.ts';

/** A service's database, and what it is to be like. */
export interface ExaminedDatabase {
  url: string;
  /** Past a pooler, where there is one. */
  directUrl?: string | undefined;
  /** Whether somebody else owns it, as it should be for real. */
  ownerUrl?: string | undefined;
  /** By name, in order. */
  migrations: readonly { name: string }[];
}

const MOST_APART_MS = 5_000;

/** Whether it answers, is new enough, has its migrations and the right users, and shares this machine's time. */
export function databaseChecks({ url, directUrl, migrations }: ExaminedDatabase): Check[] {
  return [
    { name: 'database', look: () => lookAtServer(url) },
    { name: 'database, clock', look: () => lookAtClock(url) },
    { name: 'database, migrations', look: () => lookAtMigrations(url, migrations) },
    { name: 'database, user', look: () => lookAtUser(url) },
    { name: 'database, connections', look: () => lookAtConnections(url) },
    ...(directUrl ? [{ name: 'database, direct', look: () => lookAtServer(directUrl) }] : []),
  ];
}

async function lookAtServer(url: string): Promise<Finding> {
  const asked = performance.now();
  const [row] = await ask<{ major: number; version: string }>(
    url,
    `select current_setting('server_version_num')::int / 10000 as major, current_setting('server_version') as version`,
  );
  const { major = 0, version = '' } = row ?? {};
  const said = `PostgreSQL ${version} at ${new URL(url).host} answers in ${Math.round(performance.now() - asked)} ms`;
  if (major >= OLDEST_POSTGRESQL) return { verdict: 'ok', said };
  return { verdict: 'wrong', said, mend: `PostgreSQL ${OLDEST_POSTGRESQL} or newer is needed.` };
}

async function lookAtClock(url: string): Promise<Finding> {
  const before = Date.now();
  const [row] = await ask<{ at: number }>(url, 'select (extract(epoch from clock_timestamp()) * 1000)::float8 as at');
  const at = row?.at ?? 0;
  // Between the question and the answer it may be any time.
  const apart = Math.max(0, before - at, at - Date.now());
  if (apart <= MOST_APART_MS) return { verdict: 'ok', said: 'agrees with that of this machine' };
  return {
    verdict: 'wrong',
    said: `is ${Math.round(apart / 1000)} s away from that of this machine`,
    mend: 'Services believe no token of each other’s then: let both machines take their time from NTP.',
  };
}

async function lookAtMigrations(url: string, migrations: ExaminedDatabase['migrations']): Promise<Finding> {
  const rows = await ask<{ name: string }>(url, 'select name from mikro_orm_migrations');
  const done = new Set(rows.map(({ name }) => name));
  const missing = migrations.filter(({ name }) => !done.has(name)).length;
  const newer = [...done].filter((name) => !migrations.some((one) => one.name === name));
  if (newer.length > 0) {
    const mend = 'A newer version migrated it: start that version, or restore a copy from before.';
    return {
      verdict: 'wrong',
      said: `has ${newer.length} that this version does not know (${newer.join(', ')})`,
      mend,
    };
  }
  if (missing === 0) return { verdict: 'ok', said: `all ${migrations.length} are there` };
  return {
    verdict: 'wrong',
    said: `${missing} are missing`,
    mend: 'Run `migrate` with the owner’s URL: docs/operation.md.',
  };
}

async function lookAtUser(url: string): Promise<Finding> {
  const [row] = await ask<{ name: string; mighty: boolean }>(
    url,
    `select current_user as name, rolsuper or exists (
       select from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind = 'r' and pg_has_role(c.relowner, 'member')
     ) as mighty from pg_roles where rolname = current_user`,
  );
  const said = `works as "${row?.name}"`;
  if (!row?.mighty) return { verdict: 'ok', said: `${said}, who owns nothing` };
  return {
    verdict: 'look',
    said: `${said}, who owns the tables and could change the audit log`,
    mend: 'Give the service a user of its own: docs/operation.md, "Users of the database".',
  };
}

const FULL = 0.8;

async function lookAtConnections(url: string): Promise<Finding> {
  const [row] = await ask<{ used: number; most: number }>(
    url,
    `select (select sum(numbackends)::int from pg_stat_database) as used,
       current_setting('max_connections')::int as most`,
  );
  const { used = 0, most = 0 } = row ?? {};
  const said = `${used} of ${most} are taken`;
  if (used < most * FULL) return { verdict: 'ok', said };
  return { verdict: 'look', said, mend: 'Raise max_connections, or lower DATABASE_CONNECTIONS of the services.' };
}

/** What a database answers, by a connection of its own; the error names the database and no value. */
export async function ask<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, query_timeout: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query<Row>(sql)).rows;
  } catch (error) {
    const { host, pathname } = new URL(url);
    throw new Error(`${host}${pathname} cannot be asked (${reasonOf(error)})`);
  } finally {
    await client.end().catch(() => {});
  }
}
