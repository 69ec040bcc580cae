import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { KEY } from './storage-key.ts';
import { readStoreId, writeStoreId } from './store-id.ts';

/** Where the bytes of evidence are. A key names one piece of content, which never changes. */
export interface EvidenceStorage {
  /** The variable that names it. */
  readonly setting: string;
  /** Where it is, for operators. */
  readonly place: string;
  /** Which store it is; null for one that was never bound. Rejects with a `ConfigError` where it has an id that cannot be read. */
  readId(): Promise<string | null>;
  /** Gives it an id; rejects where it has one. */
  writeId(id: string): Promise<void>;
  /** Whether it holds no content at all, in quarantine or not. */
  isEmpty(): Promise<boolean>;
  /** Whether it holds that content, in quarantine or not. */
  has(key: string): Promise<boolean>;
  /** Takes the content whole, aside: nothing can be read under a key before `keep`. Rejects, leaving nothing, when the source fails. */
  receive(source: AsyncIterable<Uint8Array>): Promise<ReceivedContent>;
  /** Rejects with ENOENT when there is no such content. What is in quarantine is taken back: it is asked for. */
  open(key: string): Promise<Readable>;
  /** Deletes it, in quarantine or not; quiet when it is gone already. */
  remove(key: string): Promise<void>;
  /** Puts it aside, from that moment on; quiet when it is gone. */
  quarantine(key: string, since: Date): Promise<void>;
  /** Takes it back; quiet when it is not there. */
  release(key: string): Promise<void>;
  /** What is in quarantine, and since when. */
  quarantined(): AsyncIterable<{ key: string; since: Date }>;
  /** Keys of all that is kept, without what is in quarantine. */
  keys(): AsyncIterable<string>;
  /** Keys of what was last written before that moment; abandoned content that never got a key is removed on the way. */
  keysWrittenBefore(moment: Date): AsyncIterable<string>;
  /** Remembers that a person was erased, beside the database, which may be restored as it was before; quiet when it does already. */
  noteErased(personId: string): Promise<void>;
  /** Who was erased. */
  erased(): AsyncIterable<string>;
}

/** Content that is stored but has no key yet: keep it or discard it. */
export interface ReceivedContent extends AsyncDisposable {
  readonly size: number;
  /** In hexadecimal. */
  readonly sha256: string;
  /** Makes it readable under the key, durably. */
  keep(key: string): Promise<void>;
}

/** Files of a directory: `partial/` while they come in, moved to `kept/` in one step, to `quarantine/` before they are deleted; `erased/` names people. */
export async function openEvidenceDirectory(directory: string): Promise<EvidenceStorage> {
  const folders = ['partial', 'kept', 'quarantine', 'erased'].map((name) => join(directory, name)) as Folders;
  const [partial, kept, aside, erased] = folders;
  await Promise.all(folders.map((path) => mkdir(path, { recursive: true, mode: 0o700 })));

  async function release(key: string): Promise<void> {
    await rename(pathOf(aside, key), pathOf(kept, key)).catch(unlessAbsent);
  }

  return {
    setting: 'EVIDENCE_DIR',
    place: directory,
    readId: () => readStoreId(directory),
    async writeId(id) {
      await writeStoreId(directory, id);
      await syncDirectory(directory);
    },

    async isEmpty() {
      const names = await Promise.all([kept, aside].map((path) => readdir(path)));
      return !names.flat().some((name) => KEY.test(name));
    },

    async has(key) {
      const found = await Promise.all([kept, aside].map((path) => stat(pathOf(path, key)).catch(unlessAbsent)));
      return found.some(Boolean);
    },

    async receive(source) {
      const path = join(partial, randomUUID());
      try {
        return received(path, await writeDurably(path, source), async (key) => {
          // From now on it counts as written: what came after it in the form may have taken its time.
          const now = new Date();
          await utimes(path, now, now);
          await rename(path, pathOf(kept, key));
          await syncDirectory(kept);
        });
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
    },

    async open(key) {
      const path = pathOf(kept, key);
      if (!(await stat(path).catch(unlessAbsent))) await release(key);
      const file = await open(path, 'r');
      return file.createReadStream();
    },

    async remove(key) {
      for (const path of [kept, aside]) await rm(pathOf(path, key), { force: true });
    },

    async quarantine(key, since) {
      // In this order: one that is cut off leaves a file that is young, never one whose time is over.
      await utimes(pathOf(kept, key), since, since).catch(unlessAbsent);
      await rename(pathOf(kept, key), pathOf(aside, key)).catch(unlessAbsent);
    },

    release,

    async *quarantined() {
      for await (const { name, at } of filesOf(aside)) if (KEY.test(name)) yield { key: name, since: at };
    },

    async *keys() {
      for await (const { name } of filesOf(kept)) if (KEY.test(name)) yield name;
    },

    async *keysWrittenBefore(moment) {
      for await (const { name, at } of filesOf(partial)) {
        if (at < moment) await rm(join(partial, name), { force: true });
      }
      for await (const { name, at } of filesOf(kept)) if (at < moment && KEY.test(name)) yield name;
    },

    async noteErased(personId) {
      await (await open(pathOf(erased, personId), 'a', 0o600)).close();
      await syncDirectory(erased);
    },

    async *erased() {
      for (const name of await readdir(erased)) if (KEY.test(name)) yield name;
    },
  };
}

type Folders = [partial: string, kept: string, aside: string, erased: string];

function pathOf(folder: string, key: string): string {
  if (!KEY.test(key)) throw new Error('Not a key of the evidence storage');
  return join(folder, key);
}

function unlessAbsent(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

interface Written {
  size: number;
  sha256: string;
}

function received(path: string, written: Written, keep: (key: string) => Promise<void>): ReceivedContent {
  return {
    ...written,
    keep,
    // After `keep` there is nothing left at this path.
    async [Symbol.asyncDispose]() {
      await rm(path, { force: true });
    },
  };
}

async function writeDurably(path: string, source: AsyncIterable<Uint8Array>): Promise<Written> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of source) {
      hash.update(chunk);
      size += chunk.length;
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { size, sha256: hash.digest('hex') };
}

/** A rename is durable only once its directory is. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function* filesOf(folder: string): AsyncGenerator<{ name: string; at: Date }> {
  for (const name of await readdir(folder)) {
    const found = await stat(join(folder, name)).catch(unlessAbsent);
    if (found) yield { name, at: found.mtime };
  }
}
