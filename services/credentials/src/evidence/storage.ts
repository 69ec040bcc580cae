import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** Where the bytes of evidence are. A key names one piece of content, which never changes. */
export interface EvidenceStorage {
  /** Takes the content whole, aside: nothing can be read under a key before `keep`. Rejects, leaving nothing, when the source fails. */
  receive(source: AsyncIterable<Uint8Array>): Promise<ReceivedContent>;
  /** Rejects with ENOENT when there is no such content. */
  open(key: string): Promise<Readable>;
  /** Quiet when it is gone already. */
  remove(key: string): Promise<void>;
  /** Keys of what was last written before that moment; abandoned content that never got a key is removed on the way. */
  keysWrittenBefore(moment: Date): AsyncIterable<string>;
}

/** Content that is stored but has no key yet: keep it or discard it. */
export interface ReceivedContent extends AsyncDisposable {
  readonly size: number;
  /** In hexadecimal. */
  readonly sha256: string;
  /** Makes it readable under the key, durably. */
  keep(key: string): Promise<void>;
}

const KEY = /^[0-9a-f-]{36}$/;

/** Files of a directory: `partial/` while they come in, moved to `kept/` in one step. */
export async function openEvidenceDirectory(directory: string): Promise<EvidenceStorage> {
  const partial = join(directory, 'partial');
  const kept = join(directory, 'kept');
  await Promise.all([partial, kept].map((path) => mkdir(path, { recursive: true, mode: 0o700 })));

  function pathOf(key: string): string {
    if (!KEY.test(key)) throw new Error('Not a key of the evidence storage');
    return join(kept, key);
  }

  return {
    async receive(source) {
      const path = join(partial, randomUUID());
      try {
        return received(path, await writeDurably(path, source), async (key) => {
          // From now on it counts as written: what came after it in the form may have taken its time.
          const now = new Date();
          await utimes(path, now, now);
          await rename(path, pathOf(key));
          await syncDirectory(kept);
        });
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
    },

    async open(key) {
      const file = await open(pathOf(key), 'r');
      return file.createReadStream();
    },

    async remove(key) {
      await rm(pathOf(key), { force: true });
    },

    async *keysWrittenBefore(moment) {
      for await (const name of writtenBefore(partial, moment)) await rm(join(partial, name), { force: true });
      for await (const name of writtenBefore(kept, moment)) if (KEY.test(name)) yield name;
    },
  };
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

async function* writtenBefore(directory: string, moment: Date): AsyncGenerator<string> {
  for (const name of await readdir(directory)) {
    const found = await stat(join(directory, name)).catch(() => null);
    if (found && found.mtimeMs < moment.getTime()) yield name;
  }
}
