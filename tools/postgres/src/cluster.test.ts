import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { startPostgres } from './cluster.ts';
import { createTestDatabase } from './testing.ts';

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return Object.values((await client.query(sql)).rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

test('a test database folds the case of accented letters and knows unaccent', async () => {
  await using database = await createTestDatabase();
  await ask(database.url, 'create extension unaccent');
  expect(await ask(database.url, "select lower('ÁGUA')")).toBe('água');
  expect(await ask(database.url, "select unaccent('Saúde')")).toBe('Saude');
});

test('what was written is there after a restart, even in a folder that only root may enter', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'portal-restart-'));
  const options = { dataDir: join(folder, 'postgres'), port: 0 };
  let dataDir: string;
  {
    await using first = await startPostgres(options);
    dataDir = first.dataDir;
    await ask(first.url, 'create table kept (n int)');
    await ask(first.url, 'insert into kept values (7)');
  }
  {
    await using second = await startPostgres(options);
    expect(await ask(second.url, 'select n from kept')).toBe(7);
    await expect(startPostgres(options)).rejects.toThrow('in use by another running portal');
  }
  for (const place of [folder, dataDir, `${dataDir}.password`]) await rm(place, { recursive: true, force: true });
});
