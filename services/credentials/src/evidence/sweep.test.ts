import { randomUUIDv7 } from 'node:crypto';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { download } from '../testing/attach.ts';
import { EvidenceCase } from '../testing/evidence-case.ts';
import { ana } from '../testing/people.ts';
import { startService, type TestService } from '../testing/service.ts';
import { sweepReporter } from './report-sweep.ts';
import { type EvidenceStorage, openEvidenceDirectory } from './storage.ts';
import { sweepEvidence } from './sweep.ts';

const DAY_MS = 24 * 3_600_000;

let service: TestService;
let storage: EvidenceStorage;
let one: EvidenceCase;

beforeEach(async () => {
  service = await startService();
  storage = await openEvidenceDirectory(service.evidenceDirectory);
  one = await EvidenceCase.draft(service);
});
afterEach(() => service[Symbol.asyncDispose]());

const sweep = (now = new Date()) => sweepEvidence(service.orm.em, storage, now);
const filesIn = (folder: 'kept' | 'quarantine') => readdir(join(service.evidenceDirectory, folder));

/** Makes kept files as old as those that no upload is still about to commit. */
async function age(...keys: string[]): Promise<void> {
  const anHourAgo = new Date(Date.now() - 3_600_000);
  for (const key of keys) await utimes(join(service.evidenceDirectory, 'kept', key), anHourAgo, anHourAgo);
}

/** Files in the store that no row speaks of. */
async function orphans(count: number): Promise<string[]> {
  const keys = Array.from({ length: count }, () => randomUUIDv7());
  for (const key of keys) await writeFile(join(service.evidenceDirectory, 'kept', key), key);
  return keys;
}

test('old bytes that no row speaks of are put aside, and nothing else', async () => {
  const attached = await one.attach();
  const [old = '', fresh = ''] = await orphans(2);
  await age(old, attached.id);
  expect(await sweep()).toMatchObject({ files: 2, orphans: 1, stopped: false, quarantined: 1 });
  expect((await filesIn('kept')).toSorted()).toEqual([fresh, attached.id].toSorted());
  expect(await filesIn('quarantine')).toEqual([old]);
});

test('bytes in quarantine are deleted after thirty days, not a day before', async () => {
  const [old = ''] = await orphans(1);
  await age(old);
  const now = new Date();
  await sweep(now);
  expect(await sweep(new Date(now.getTime() + 29 * DAY_MS))).toMatchObject({ deleted: 0, quarantined: 1 });
  expect(await sweep(new Date(now.getTime() + 30 * DAY_MS))).toMatchObject({ deleted: 1, quarantined: 0 });
  expect(await filesIn('quarantine')).toEqual([]);
});

test('bytes whose row comes back, as with a newer copy of the database, are taken back, by the next sweep or reading', async () => {
  const [swept, read] = [await one.attach(), await one.attach()];
  for (const { id } of [swept, read]) await storage.quarantine(id, new Date());
  expect((await download(service, ana, read.id)).status).toBe(200);
  expect(await filesIn('quarantine')).toEqual([swept.id]);
  expect(await sweep(new Date(Date.now() + 60 * DAY_MS))).toMatchObject({ released: 1, deleted: 0, quarantined: 0 });
  expect((await download(service, ana, swept.id)).status).toBe(200);
});

test('more than a small share without a row is touched by no sweep, and told by log and metric', async () => {
  const keys = await orphans(6);
  await age(...keys);
  const registry = new Registry();
  const report = sweepReporter(registry);
  const stopped = await sweep();
  report(stopped);
  expect(stopped).toMatchObject({ files: 6, orphans: 6, stopped: true, quarantined: 0 });
  expect((await filesIn('kept')).toSorted()).toEqual(keys.toSorted());
  expect(await registry.metrics()).toMatch(/^evidence_sweep_stopped 1$/m);
  expect(await registry.metrics()).toMatch(/^evidence_files_without_row 6$/m);

  await Promise.all(keys.slice(0, 5).map((key) => storage.remove(key)));
  report(await sweep());
  expect(await registry.metrics()).toMatch(/^evidence_sweep_stopped 0$/m);
  expect(await registry.metrics()).toMatch(/^evidence_files_in_quarantine 1$/m);
});

test('bytes whose row was deleted here are deleted without a quarantine, though the act was cut off before it did', async () => {
  const { id } = await one.attach();
  await service.orm.em.fork().execute('delete from evidence where id = ?', [id]);
  expect(await filesIn('kept')).toEqual([id]);
  expect(await sweep()).toMatchObject({ discarded: 1, orphans: 0, quarantined: 0 });
  expect(await filesIn('kept')).toEqual([]);
  expect(await sweep()).toMatchObject({ discarded: 0 });
});

test('a store that was put in the place of another is not swept', async () => {
  const keys = await orphans(1);
  await age(...keys);
  await writeFile(join(service.evidenceDirectory, 'store-id'), `${randomUUIDv7()}\n`);
  await expect(sweep()).rejects.toThrow('does not belong to this database');
  expect(await filesIn('kept')).toEqual(keys);
});

test('a start sweeps nothing, and shows what sweeps find among its metrics', async () => {
  const keys = await orphans(1);
  await age(...keys);
  await using again = await startService(service);
  expect(await (await again.fetch('/metrics')).text()).toMatch(/^evidence_sweep_stopped 0$/m);
  expect(await filesIn('kept')).toEqual(keys);
  expect(await readFile(join(service.evidenceDirectory, 'store-id'), 'utf8')).toMatch(/^[0-9a-f-]{36}\n$/);
});
