import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const CHUNK = 1024 * 1024;

/** What was copied. */
export interface Copied {
  size: number;
  sha256: string;
}

/** Copies a file as it is read, and says what was read; undefined where it has gone, as files of a running server do. */
export async function copyFile(from: string, to: string): Promise<Copied | undefined> {
  const source = await open(from).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!source) return undefined;
  await using _source = source;
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await using target = await open(to, 'wx', 0o600);
  // Awaited here: what is returned as it is would outlive the files.
  return await copyBytes(source, target);
}

/** What was written is on the disk: once for all files, for once a file takes longer than copying it. */
export async function onDisk(): Promise<void> {
  await promisify(execFile)('sync');
}

async function copyBytes(source: FileHandle, target: FileHandle): Promise<Copied> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(CHUNK);
  let size = 0;
  for (;;) {
    const { bytesRead } = await source.read(buffer, 0, CHUNK);
    if (bytesRead === 0) return { size, sha256: hash.digest('hex') };
    const chunk = buffer.subarray(0, bytesRead);
    hash.update(chunk);
    await target.writeFile(chunk);
    size += bytesRead;
  }
}
