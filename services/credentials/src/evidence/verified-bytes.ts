import { createHash } from 'node:crypto';

/** What a piece of evidence was when it was taken. */
export interface Expected {
  sha256: string;
  size: number;
}

/** The stored bytes are not those that were taken. */
export class EvidenceChanged extends Error {
  constructor(readonly key: string) {
    super('evidence is not what was stored');
  }
}

/**
 * The bytes as they are read, held against their hash on the way. The last ones come only once all are known to be those
 * that were taken: of changed ones the reader gets less than was announced, and an error.
 */
export async function* verifiedBytes(
  key: string,
  source: AsyncIterable<Uint8Array>,
  { sha256, size }: Expected,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let read = 0;
  let held: Uint8Array | undefined;
  for await (const chunk of source) {
    hash.update(chunk);
    read += chunk.length;
    if (read > size) throw new EvidenceChanged(key);
    if (held) yield held;
    held = chunk;
  }
  if (read !== size || hash.digest('hex') !== sha256) throw new EvidenceChanged(key);
  if (held) yield held;
}
