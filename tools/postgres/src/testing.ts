import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** The URL by which a service under test works on a database: as a user who does not own it. */
export function runtimeUrlOf(url: string): string {
  return Object.assign(new URL(url), { username: 'test_runtime', password: 'test_runtime' }).href;
}

/** A database of one test's own, dropped when disposed. */
export interface TestDatabase extends AsyncDisposable {
  url: string;
}

/** Makes an empty database on the PostgreSQL that the test run booted (TEST_DATABASE_URL). */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error('TEST_DATABASE_URL is missing: run the tests through the root vitest.config.ts.');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(
    server,
    // Copied as files, not page by page through the log: a third of the work.
    `create database ${name} template template0 encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8' strategy file_copy`,
  );
  return {
    url: Object.assign(new URL(server), { pathname: `/${name}` }).href,
    [Symbol.asyncDispose]: () => onServer(server, `drop database if exists ${name} with (force)`),
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
