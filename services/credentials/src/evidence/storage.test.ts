import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type S3Server, startS3Server } from '../testing/s3-server.ts';
import { openEvidenceBucket } from './bucket.ts';
import { type EvidenceStorage, openEvidenceDirectory } from './storage.ts';

type Folder = 'partial' | 'kept';

/** A store that is tried, and what is seen of it from behind. */
interface Tried {
  storage: EvidenceStorage;
  names(folder: Folder): Promise<string[]>;
  setWritten(folder: Folder, name: string, at: Date): Promise<void>;
}

let opened: AsyncDisposableStack;
let directory: string;
let server: S3Server;
let storage: EvidenceStorage;
let tried: Tried;

beforeEach(async () => {
  opened = new AsyncDisposableStack();
  directory = await mkdtemp(join(tmpdir(), 'evidence-'));
  opened.defer(() => rm(directory, { recursive: true, force: true }));
});
afterEach(() => opened.disposeAsync());

async function openDirectory(): Promise<Tried> {
  return {
    storage: await openEvidenceDirectory(directory),
    names: (folder) => readdir(join(directory, folder)),
    setWritten: (folder, name, at) => utimes(join(directory, folder, name), at, at),
  };
}

async function openBucket(): Promise<Tried> {
  server = opened.use(await startS3Server(directory));
  const bucket = opened.use(openEvidenceBucket({ region: 'sa-east-1', url: server.url, encryption: 'AES256' }));
  return {
    storage: bucket,
    async names(folder) {
      const names = await readdir(join(directory, 'evidence/portal', folder)).catch(() => []);
      return [...new Set(names.map((name) => name.replace(/[.]_S3rver.*/, '')))];
    },
    setWritten: (folder, name, at) => server.setWritten(`${folder}/${name}`, at),
  };
}

async function* pieces(...chunks: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

async function keepIn(store: EvidenceStorage, bytes: Uint8Array, key: string = randomUUID()): Promise<string> {
  await using content = await store.receive(pieces(bytes));
  await content.keep(key);
  return key;
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const anHourAgo = () => new Date(Date.now() - 3_600_000);

describe.each([
  ['a directory', openDirectory],
  ['a bucket', openBucket],
])('evidence in %s', (_name, open) => {
  beforeEach(async () => {
    tried = await open();
    ({ storage } = tried);
  });

  test('kept under a key is read back byte for byte, with its size and hash', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 6 }), async (chunks) => {
        const bytes = Buffer.concat(chunks);
        const key = randomUUID();
        await using content = await storage.receive(pieces(...chunks));
        expect(content.size).toBe(bytes.length);
        expect(content.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
        await content.keep(key);
        expect(await buffer(await storage.open(key))).toEqual(bytes);
      }),
      { numRuns: 15 },
    );
    expect(await tried.names('partial')).toEqual([]);
  });

  test('of more than one part is whole', async () => {
    const bytes = randomBytes(11 * 1024 * 1024 + 3);
    const key = randomUUID();
    await using content = await storage.receive(pieces(bytes.subarray(0, 7_000_001), bytes.subarray(7_000_001)));
    expect(content.size).toBe(bytes.length);
    await content.keep(key);
    expect((await buffer(await storage.open(key))).equals(bytes)).toBe(true);
  });

  test('whose source fails leaves nothing behind', async () => {
    async function* broken() {
      yield randomBytes(6 * 1024 * 1024);
      throw new Error('the line went dead');
    }
    await expect(storage.receive(broken())).rejects.toThrow('the line went dead');
    expect(await tried.names('partial')).toEqual([]);
  });

  test('that is not kept is gone once let go of', async () => {
    {
      await using content = await storage.receive(pieces(Buffer.from('never kept')));
      expect(content.size).toBe(10);
      expect(await tried.names('partial')).toHaveLength(1);
    }
    expect(await tried.names('partial')).toEqual([]);
    expect(await storage.isEmpty()).toBe(true);
  });

  test('that was removed cannot be opened; removing it again is quiet', async () => {
    const key = await keepIn(storage, Buffer.from('x'));
    expect([await storage.has(key), await storage.isEmpty()]).toEqual([true, false]);
    await storage.remove(key);
    await storage.remove(key);
    expect([await storage.has(key), await storage.isEmpty()]).toEqual([false, true]);
    await expect(storage.open(key)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('is under no key that leads elsewhere', async () => {
    await expect(storage.open('../../etc/passwd')).rejects.toThrow('Not a key');
    await expect(storage.remove('../partial')).rejects.toThrow('Not a key');
  });

  test('in quarantine is listed since when, taken back by who asks for it, and removed with it', async () => {
    const since = new Date('2026-11-01T10:20:30Z');
    const [asked, released, gone] = [1, 2, 3].map(String).map((text) => keepIn(storage, Buffer.from(text)));
    const keys = [await asked, await released, await gone] as string[];
    for (const key of keys) await storage.quarantine(key, since);
    await storage.quarantine(randomUUID(), since);
    expect((await all(storage.quarantined())).sort((a, b) => a.key.localeCompare(b.key))).toEqual(
      [...keys].sort().map((key) => ({ key, since })),
    );
    expect([await all(storage.keys()), await storage.has(keys[0] ?? ''), await storage.isEmpty()]).toEqual([
      [],
      true,
      false,
    ]);
    expect(String(await buffer(await storage.open(keys[0] ?? '')))).toBe('1');
    await storage.release(keys[1] ?? '');
    await storage.release(randomUUID());
    await storage.remove(keys[2] ?? '');
    expect((await all(storage.keys())).sort()).toEqual(keys.slice(0, 2).sort());
    expect(await all(storage.quarantined())).toEqual([]);
  });

  test('is listed by when it was written, and what never got a key is removed once it is old', async () => {
    const [old, fresh] = [await keepIn(storage, Buffer.from('old')), await keepIn(storage, Buffer.from('fresh'))];
    await using abandoned = await storage.receive(pieces(Buffer.from('abandoned')));
    expect(abandoned.size).toBe(9);
    await tried.setWritten('kept', old, anHourAgo());
    for (const name of await tried.names('partial')) await tried.setWritten('partial', name, anHourAgo());
    expect(await all(storage.keysWrittenBefore(new Date(Date.now() - 60_000)))).toEqual([old]);
    expect(await tried.names('partial')).toEqual([]);
    expect((await all(storage.keys())).sort()).toEqual([old, fresh].sort());
  });

  test('that took long to be kept is as young as if it had just been written', async () => {
    const key = randomUUID();
    await using content = await storage.receive(pieces(Buffer.from('x')));
    for (const name of await tried.names('partial')) await tried.setWritten('partial', name, anHourAgo());
    await content.keep(key);
    expect(await all(storage.keysWrittenBefore(new Date(Date.now() - 60_000)))).toEqual([]);
  });

  test('remembers who was erased, once each, beside what it holds', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    for (const id of [one, other, one]) await storage.noteErased(id);
    const found: string[] = [];
    for await (const id of storage.erased()) found.push(id);
    expect(found.toSorted()).toEqual([one, other].toSorted());
    expect(await storage.isEmpty()).toBe(true);
    await expect(storage.noteErased('../kept')).rejects.toThrow('Not a key');
  });

  test('has an id once, for good', async () => {
    const id = randomUUID();
    expect(await storage.readId()).toBeNull();
    await storage.writeId(id);
    expect(await storage.readId()).toBe(id);
    await expect(storage.writeId(randomUUID())).rejects.toThrow();
    expect(await storage.readId()).toBe(id);
  });
});

describe('a bucket', () => {
  test('is asked to encrypt whatever is written, and is told a checksum of each part', async () => {
    ({ storage } = await openBucket());
    const key = await keepIn(storage, randomBytes(6 * 1024 * 1024));
    await keepIn(storage, Buffer.from('small'));
    await storage.quarantine(key, new Date());
    await storage.writeId(randomUUID());
    const begins = server.asked.filter(({ method, url }) => method === 'PUT' || url?.includes('?uploads'));
    const parts = begins.filter(({ url }) => url?.includes('partNumber'));
    const wholes = begins.filter((one) => !parts.includes(one));
    expect([parts.length, wholes.length]).toEqual([2, 6]);
    for (const { headers } of wholes) expect(headers['x-amz-server-side-encryption']).toBe('AES256');
    for (const { headers } of parts) expect(headers['x-amz-checksum-sha256']).toMatch(/^[\w+/]{43}=$/);
  });

  test('with a key of one’s own is asked for that, and may be left to encrypt as it does by itself', async () => {
    ({ storage } = await openBucket());
    using sealed = openEvidenceBucket({
      region: 'sa-east-1',
      url: server.url,
      encryption: 'aws:kms',
      kmsKey: 'alias/portal',
    });
    using plain = openEvidenceBucket({ region: 'sa-east-1', url: server.url, encryption: null });
    await keepIn(sealed, Buffer.from('x'));
    await keepIn(plain, Buffer.from('x'));
    const asked = server.asked
      .filter(({ method }) => method === 'PUT')
      .map(({ headers }) => [
        headers['x-amz-server-side-encryption'],
        headers['x-amz-server-side-encryption-aws-kms-key-id'],
      ]);
    const [kms, none] = [
      ['aws:kms', 'alias/portal'],
      [undefined, undefined],
    ];
    expect(asked).toEqual([kms, kms, none, none]);
  });

  test('that is not there is a failure, and no evidence that is gone', async () => {
    await openBucket();
    using elsewhere = openEvidenceBucket({
      region: 'sa-east-1',
      url: server.url.replace('/evidence/', '/nothing/'),
      encryption: null,
    });
    await expect(elsewhere.open(randomUUID())).rejects.toMatchObject({ name: 'NoSuchBucket' });
    await expect(elsewhere.readId()).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });
});
