import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { evidenceFileName } from './file-name.ts';
import { verifiedBytes } from './verified-bytes.ts';

/** What is told of a file that is sent. */
export interface SentFile {
  /** The key of its bytes. */
  id: string;
  fileName: string;
  mediaType: string;
  size: number;
  sha256: string;
}

/** Sends a file's bytes, held against their hash on the way. */
export async function sendFile(file: SentFile, bytes: Readable, res: Response): Promise<void> {
  const verified = verifiedBytes(file.id, bytes, file);
  // A small file is known to be right or wrong by now, and a wrong one is answered as our fault.
  const first = await verified.next();
  // Files of before have the name that they came with.
  res.attachment(evidenceFileName(file.fileName, file.mediaType));
  res.set({
    'content-type': file.mediaType,
    'content-length': String(file.size),
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  });
  await pipeline(Readable.from(whole(first, verified)), res);
}

async function* whole(first: IteratorResult<Uint8Array>, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (!first.done) yield first.value;
  yield* rest;
}
