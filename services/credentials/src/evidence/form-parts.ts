import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Dicer } from '@fastify/busboy';
import { ContentType } from '@remix-run/headers';
import { partNames } from './part-names.ts';

/** One part of a form, on its way. */
export interface FormPart {
  name: string | undefined;
  /** Undefined where the part is a field. */
  fileName: string | undefined;
  bytes: Readable;
}

const MOST_PARTS = 110;
/** It ends by itself only when its parts have: Node is not to end it before. */
const PARSING = { autoDestroy: false, maxHeaderPairs: 50, maxHeaderSize: 8_192 };

/**
 * Reads a request's multipart/form-data to its end and hands over each part as it begins; rejects where the form breaks
 * off, is none or is given up, the rest then read and thrown away. A part that breaks off fails by itself as well.
 */
export async function readFormParts(
  request: IncomingMessage,
  take: (part: FormPart) => void,
  signal: AbortSignal,
): Promise<void> {
  const { mediaType, boundary } = ContentType.from(request.headers['content-type'] ?? '');
  if (mediaType?.toLowerCase() !== 'multipart/form-data' || !boundary) throw new Error('no form');
  const parser = new Dicer({ boundary, ...PARSING });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const underWay = new Set<Readable>();
  let parts = 0;
  parser.on('part', (bytes) => {
    parts += 1;
    if (parts > MOST_PARTS) reject(new Error('too many parts'));
    underWay.add(bytes);
    // It may fail before anybody reads it; whoever does read it then hears of it.
    bytes.on('error', () => {}).once('end', () => underWay.delete(bytes));
    bytes.once('header', (headers: Record<string, string[]>) => {
      const names = partNames(headers['content-disposition']?.[0] ?? '');
      if (names) take({ ...names, bytes });
      else bytes.resume();
    });
  });
  parser.on('finish', resolve).on('error', reject);
  const giveUp = () => request.complete || reject(new Error('the sender went away'));
  request.once('close', giveUp).once('error', giveUp);
  signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  request.pipe(parser);
  try {
    await promise;
  } catch (error) {
    for (const part of underWay) part.destroy(error as Error);
    throw error;
  } finally {
    request.unpipe(parser).off('close', giveUp).off('error', giveUp);
    // Read on and thrown away: behind what nobody reads, the connection's next request would wait in vain.
    request.resume();
  }
}
