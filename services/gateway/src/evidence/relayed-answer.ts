import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';

/** Large enough for a piece of evidence as JSON, or a problem. */
const LARGEST_ANSWER = 256 * 1024;
const RELAYED = new Set([200, 201, 400, 403, 404, 409, 413, 415, 422]);

/** An answer of credentials that is read whole. */
export interface ReadAnswer {
  status: number;
  contentType: string;
  body: Buffer;
}

/** Reads a small answer; one that tells of our own fault throws. */
export async function readAnswer(answer: IncomingMessage): Promise<ReadAnswer> {
  const status = answer.statusCode ?? 0;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_ANSWER) throw new Error('credentials answered too much');
    chunks.push(chunk);
  }
  if (!RELAYED.has(status)) throw new Error(`credentials answered ${status}`);
  return { status, contentType: answer.headers['content-type'] ?? 'application/json', body: Buffer.concat(chunks) };
}

/** Passes it on. */
export function relay(res: Response, { status, contentType, body }: ReadAnswer): void {
  res.status(status).set({ 'content-type': contentType, 'cache-control': 'no-store' }).end(body);
}
