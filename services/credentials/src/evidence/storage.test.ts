import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EvidenceStorage, openEvidenceDirectory } from './storage.ts';

let directory: string;
let storage: EvidenceStorage;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'evidence-'));
  storage = await openEvidenceDirectory(directory);
});

afterEach(() => rm(directory, { recursive: true }));

async function* pieces(...chunks: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

function filesIn(folder: 'partial' | 'kept'): Promise<string[]> {
  return readdir(join(directory, folder));
}

test('content kept under a key is read back byte for byte, with its size and hash', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 6 }), async (chunks) => {
      const whole = Buffer.concat(chunks);
      const key = randomUUID();
      await using content = await storage.receive(pieces(...chunks));
      expect(content.size).toBe(whole.length);
      expect(content.sha256).toBe(createHash('sha256').update(whole).digest('hex'));
      await content.keep(key);
      expect(await buffer(await storage.open(key))).toEqual(whole);
    }),
    { numRuns: 25 },
  );
  expect(await filesIn('partial')).toEqual([]);
});

test('a source that fails leaves nothing behind', async () => {
  async function* broken() {
    yield Buffer.from('half');
    throw new Error('the line went dead');
  }
  await expect(storage.receive(broken())).rejects.toThrow('the line went dead');
  expect(await filesIn('partial')).toEqual([]);
});

test('content that is not kept is gone once let go of', async () => {
  {
    await using content = await storage.receive(pieces(Buffer.from('never kept')));
    expect(content.size).toBe(10);
    expect(await filesIn('partial')).toHaveLength(1);
  }
  expect(await filesIn('partial')).toEqual([]);
  expect(await filesIn('kept')).toEqual([]);
});

test('removed content cannot be opened; removing it again is quiet', async () => {
  const key = randomUUID();
  await using content = await storage.receive(pieces(Buffer.from('x')));
  await content.keep(key);
  await storage.remove(key);
  await storage.remove(key);
  await expect(storage.open(key)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a key cannot lead out of the directory', async () => {
  await expect(storage.open('../../etc/passwd')).rejects.toThrow('Not a key');
  await expect(storage.remove('../partial')).rejects.toThrow('Not a key');
});

test('only what was written before the moment is listed, and old partial content is removed', async () => {
  const [old, fresh] = [randomUUID(), randomUUID()];
  for (const key of [old, fresh]) {
    await using content = await storage.receive(pieces(Buffer.from(key)));
    await content.keep(key);
  }
  await using abandoned = await storage.receive(pieces(Buffer.from('abandoned')));
  expect(abandoned.size).toBe(9);
  const anHourAgo = new Date(Date.now() - 3_600_000);
  await utimes(join(directory, 'kept', old), anHourAgo, anHourAgo);
  for (const name of await filesIn('partial')) await utimes(join(directory, 'partial', name), anHourAgo, anHourAgo);

  const keys: string[] = [];
  for await (const key of storage.keysWrittenBefore(new Date(Date.now() - 60_000))) keys.push(key);
  expect(keys).toEqual([old]);
  expect(await filesIn('partial')).toEqual([]);
});

test('what took long to be kept is as young as if it had just been written', async () => {
  const key = randomUUID();
  await using content = await storage.receive(pieces(Buffer.from('x')));
  const anHourAgo = new Date(Date.now() - 3_600_000);
  for (const name of await filesIn('partial')) await utimes(join(directory, 'partial', name), anHourAgo, anHourAgo);
  await content.keep(key);
  for await (const old of storage.keysWrittenBefore(new Date(Date.now() - 60_000))) expect(old).not.toBe(key);
});
