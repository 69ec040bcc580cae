import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pdf } from '../testing/attach.ts';
import { EvidenceCase } from '../testing/evidence-case.ts';
import { startS3Server } from '../testing/s3-server.ts';
import { startService, type TestService } from '../testing/service.ts';
import { openEvidenceBucket } from './bucket.ts';
import { moveEvidence } from './move-evidence.ts';
import { type EvidenceStorage, openEvidenceDirectory } from './storage.ts';

let opened: AsyncDisposableStack;
let service: TestService;
let directory: EvidenceStorage;
let bucket: EvidenceStorage;
let ids: string[];
beforeEach(async () => {
  opened = new AsyncDisposableStack();
  service = opened.use(await startService());
  const folder = await mkdtemp(join(tmpdir(), 's3-'));
  opened.defer(() => rm(folder, { recursive: true }));
  const server = opened.use(await startS3Server(folder));
  bucket = opened.use(openEvidenceBucket({ region: 'sa-east-1', url: server.url, encryption: 'AES256' }));
  directory = await openEvidenceDirectory(service.evidenceDirectory);
  const one = await EvidenceCase.draft(service);
  ids = [];
  for (const text of ['a', 'b', 'c']) ids.push((await one.attach(pdf(text))).id);
});
afterEach(() => opened.disposeAsync());

const move = (from = directory, to = bucket) => moveEvidence(service.orm.em.fork(), from, to);
const hashIn = async (store: EvidenceStorage, id = '') =>
  createHash('sha256')
    .update(await buffer(await store.open(id)))
    .digest('hex');
const sinceIn = async (store: EvidenceStorage) => {
  const found: unknown[] = [];
  for await (const one of store.quarantined()) found.push(one);
  return found;
};

test('all of a store is in the other afterwards, as it was uploaded, and in the first as well', async () => {
  const [aside, since] = [randomUUID(), new Date('2026-11-01T00:00:00Z')];
  await writeFile(join(service.evidenceDirectory, 'kept', aside), 'nobody knows it');
  await directory.quarantine(aside, since);
  await directory.noteErased(aside);
  expect(await move()).toEqual({ moved: 4, there: 0, changed: [] });
  for (const id of ids) expect(await hashIn(bucket, id)).toBe(await hashIn(directory, id));
  for (const store of [directory, bucket]) expect(await sinceIn(store)).toEqual([{ key: aside, since }]);
  expect(await bucket.readId()).toBe(await directory.readId());
  // And back, into a directory of its own.
  const folder = await mkdtemp(join(tmpdir(), 'evidence-'));
  opened.defer(() => rm(folder, { recursive: true }));
  const back = await openEvidenceDirectory(folder);
  expect(await move(bucket, back)).toMatchObject({ moved: 4 });
  expect((await readdir(join(folder, 'kept'))).toSorted()).toEqual(ids.toSorted());
  expect(await readdir(join(folder, 'erased'))).toEqual([aside]);
});

test('one that was cut off is gone on with: what is there and right is passed over, what is not is copied again', async () => {
  const { receive } = bucket;
  vi.spyOn(bucket, 'receive').mockImplementationOnce(receive).mockRejectedValueOnce(new Error('the line went dead'));
  await expect(move()).rejects.toThrow('the line went dead');
  expect(await bucket.readId()).toBeNull();
  const there: string[] = [];
  for (const id of ids) if (await bucket.has(id)) there.push(id);
  expect(there).toHaveLength(1);
  const spoilt = ids.find((id) => !there.includes(id)) ?? '';
  await using wrong = await bucket.receive(
    (async function* () {
      yield Buffer.from('wrong');
    })(),
  );
  await wrong.keep(spoilt);
  expect(await move()).toEqual({ moved: 2, there: 1, changed: [] });
  expect(await hashIn(bucket, spoilt)).toBe(await hashIn(directory, spoilt));
  expect(await move()).toEqual({ moved: 0, there: 3, changed: [] });
});

test('what is not what was uploaded is told and not moved, and the other store does not become the database’s', async () => {
  await writeFile(join(service.evidenceDirectory, 'kept', ids[0] ?? ''), 'changed');
  expect(await move()).toEqual({ moved: 2, there: 0, changed: [ids[0]] });
  expect([await bucket.has(ids[0] ?? ''), await bucket.readId()]).toEqual([false, null]);
});

test('a store that is not the database’s is neither read nor written', async () => {
  await expect(move(bucket, directory)).rejects.toThrow('EVIDENCE_S3_URL does not belong to the database');
  await bucket.writeId(randomUUID());
  await expect(move()).rejects.toThrow(/^Configuration: EVIDENCE_S3_URL .* belongs to another database$/);
});
