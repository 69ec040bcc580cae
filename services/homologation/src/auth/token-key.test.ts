import { createTestDatabase, runtimeUrlOf } from '@portal/postgres/testing';
import { migrateDatabase, openDatabase, Sealing } from '@portal/service-kit';
import { expect, onTestFinished, test } from 'vitest';
import { MIGRATIONS } from '../migrations/index.ts';
import { openTokenKey } from './token-key.ts';

async function database() {
  const { url, ...made } = await createTestDatabase();
  await migrateDatabase({ url: runtimeUrlOf(url), ownerUrl: url, migrations: MIGRATIONS });
  const orm = await openDatabase({ url: runtimeUrlOf(url), entities: [], migrations: MIGRATIONS });
  onTestFinished(async () => {
    await orm.close(true);
    await made[Symbol.asyncDispose]();
  });
  return orm;
}

const jwkOf = async ({ publicKey }: Awaited<ReturnType<typeof openTokenKey>>) =>
  crypto.subtle.exportKey('jwk', publicKey);

test('all that start on a database have one key, also those that start at once', async () => {
  const orm = await database();
  const sealing = new Sealing({ d: 'one' }, 'token-key');
  const keys = await Promise.all(Array.from({ length: 4 }, () => openTokenKey(orm, sealing)));
  expect(new Set((await Promise.all(keys.map(jwkOf))).map(({ n }) => n)).size).toBe(1);
});

test('where the signing key was replaced another is made, and stays', async () => {
  const orm = await database();
  const before = await openTokenKey(orm, new Sealing({ d: 'one' }, 'token-key'));
  const other = new Sealing({ d: 'other' }, 'token-key');
  const after = await openTokenKey(orm, other);
  expect(await jwkOf(after)).not.toEqual(await jwkOf(before));
  expect(await jwkOf(await openTokenKey(orm, other))).toEqual(await jwkOf(after));
});

test('it is not kept as it is', async () => {
  const orm = await database();
  await openTokenKey(orm, new Sealing({ d: 'one' }, 'token-key'));
  const [row] = await orm.em.fork().execute<{ sealed: string }[]>('select sealed from token_key');
  expect(row?.sealed).not.toContain('"d"');
  expect(row?.sealed.split('.')).toHaveLength(5);
});
