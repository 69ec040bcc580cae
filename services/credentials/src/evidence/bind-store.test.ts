import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '@portal/postgres/testing';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { download } from '../testing/attach.ts';
import { EvidenceCase } from '../testing/evidence-case.ts';
import { ana } from '../testing/people.ts';
import { type Places, startService, type TestService } from '../testing/service.ts';

let whole: AsyncDisposableStack;

beforeEach(() => {
  whole = new AsyncDisposableStack();
});
afterEach(() => whole.disposeAsync());

async function emptyStore(): Promise<string> {
  return whole.adopt(await mkdtemp(join(tmpdir(), 'evidence-')), (path) => rm(path, { recursive: true }));
}

async function emptyPlaces(): Promise<Places> {
  return { databaseUrl: whole.use(await createTestDatabase()).url, evidenceDirectory: await emptyStore() };
}

/** A database and a store that belong together, with one file; the service that made them has ended. */
async function fullPlaces(): Promise<Places & { file: string }> {
  const places = await emptyPlaces();
  await using service = await startService(places);
  const one = await EvidenceCase.draft(service);
  return { ...places, file: (await one.attach()).id };
}

const idFile = ({ evidenceDirectory }: Places) => join(evidenceDirectory, 'store-id');

/** Starts on these places, reads the file and stops. */
async function readsFile(places: Places, file: string): Promise<boolean> {
  await using service = await startService(places);
  return (await download(service, ana, file)).ok;
}

test('a start with another database beside a full store is refused in a line, and every file stays', async () => {
  const full = await fullPlaces();
  const other = await emptyPlaces();
  const wrong = { ...full, databaseUrl: other.databaseUrl };
  await expect(startService(wrong)).rejects.toThrow(
    /^Configuration: EVIDENCE_DIR \(.*\) holds files, and the database "test_[0-9a-f]+" knows of no evidence: check /,
  );
  await (await startService(other))[Symbol.asyncDispose]();
  await expect(startService(wrong)).rejects.toThrow(/EVIDENCE_DIR \(.*\) belongs to another database/);
  expect(await readdir(join(full.evidenceDirectory, 'kept'))).toEqual([full.file]);
  expect(await readsFile(full, full.file)).toBe(true);
});

test('a full database beside a store that is new and empty is refused: its volume may not be there', async () => {
  const full = await fullPlaces();
  const moved = { ...full, evidenceDirectory: await emptyStore() };
  await expect(startService(moved)).rejects.toThrow(/holds none of the files that the database ".*" speaks of/);
  expect(await readdir(moved.evidenceDirectory)).not.toContain('store-id');

  // An operator who has lost the files for good says so.
  await writeFile(idFile(moved), await readFile(idFile(full)));
  expect(await readsFile(moved, full.file)).toBe(false);
});

test('a store and a database from before they were bound are recognised by one file that both know', async () => {
  const full = await fullPlaces();
  const id = await readFile(idFile(full), 'utf8');
  await rm(idFile(full));
  expect(await readsFile(full, full.file)).toBe(true);
  expect(await readFile(idFile(full), 'utf8')).toBe(id);

  await unbind(full);
  expect(await readsFile(full, full.file)).toBe(true);
  expect(await readFile(idFile(full), 'utf8')).toBe(id);

  await rm(idFile(full));
  await unbind(full);
  expect(await readsFile(full, full.file)).toBe(true);
});

test.each([
  ['is empty', '', /holds no id of a store/],
  ['holds something else', '%PDF-1.7', /holds no id of a store/],
  ['cannot be read', null, /store-id cannot be read \(EISDIR\)/],
])('a store whose id file %s is refused, and left as it is', async (_how, content, line) => {
  const full = await fullPlaces();
  await rm(idFile(full));
  await (content === null ? mkdir(idFile(full)) : writeFile(idFile(full), content));
  await expect(startService(full)).rejects.toThrow(line);
  expect(await readdir(join(full.evidenceDirectory, 'kept'))).toEqual([full.file]);
});

test('services that start at once on a new store and one database bind it once', async () => {
  const places = await emptyPlaces();
  const services = await Promise.all([1, 2, 3].map(() => startService(places)));
  for (const service of services) whole.use(service);
  const [bound] = await (services[0] as TestService).orm.em
    .fork()
    .execute<{ id: string }[]>('select id from evidence_store');
  expect(await readFile(idFile(places), 'utf8')).toBe(`${bound?.id}\n`);
});

test('of two databases that start at once on one new store only one gets it', async () => {
  const places = await emptyPlaces();
  const other = await emptyPlaces();
  const starts = await Promise.allSettled([
    startService(places),
    startService({ ...other, evidenceDirectory: places.evidenceDirectory }),
  ]);
  for (const start of starts) if (start.status === 'fulfilled') whole.use(start.value);
  expect(starts.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

async function unbind({ databaseUrl }: Places): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('delete from evidence_store');
  await client.end();
}
