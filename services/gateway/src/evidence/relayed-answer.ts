import type { Response } from 'express';
import type { Dispatcher } from 'undici';
import { noAnswer } from '../http/subgraph-failure.ts';

/** Large enough for a piece of evidence as JSON, or a problem. */
const LARGEST_ANSWER = 256 * 1024;
const RELAYED = new Set([200, 201, 204, 400, 403, 404, 409, 412, 413, 415, 422, 503, 504]);
/** What an upload that goes on is told by, beside the body. */
const UPLOAD_HEADERS = ['location', 'tus-resumable', 'tus-version', 'upload-offset', 'upload-length'] as const;

/** An answer of credentials that is read whole. */
export interface ReadAnswer {
  status: number;
  contentType: string;
  retryAfter?: string | undefined;
  /** Of an upload that goes on. */
  upload: Record<string, string>;
  body: Buffer;
}

/** Reads a small answer; one that tells of our own fault throws. */
export async function readAnswer(answer: Dispatcher.ResponseData): Promise<ReadAnswer> {
  const { statusCode: status, headers } = answer;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > LARGEST_ANSWER) break;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw noAnswer('credentials', cause, status < 400);
  }
  if (size > LARGEST_ANSWER) throw new Error('credentials answered too much');
  if (!RELAYED.has(status)) throw new Error(`credentials answered ${status}`);
  return {
    status,
    contentType: String(headers['content-type'] ?? 'application/json'),
    retryAfter: headers['retry-after']?.toString(),
    upload: Object.fromEntries(
      UPLOAD_HEADERS.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])),
    ),
    body: Buffer.concat(chunks),
  };
}

/** Passes it on. */
export function relay(res: Response, { status, contentType, retryAfter, upload, body }: ReadAnswer): void {
  if (retryAfter) res.set('retry-after', retryAfter);
  res.set(upload);
  res.status(status).set({ 'content-type': contentType, 'cache-control': 'no-store' }).end(body);
}
