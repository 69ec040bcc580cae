import { PassThrough } from 'node:stream';
import { EVIDENCE_MAX_BYTES } from '@portal/domain';
import type { Request } from 'express';
import { FILE_PROBLEMS, FileRefused } from '../http/problem-json.ts';
import { Patience } from './patience.ts';
import { type ReadAnswer, readAnswer } from './relayed-answer.ts';
import type { FileCaller, FileRequest, ServiceFiles } from './service-files.ts';

/** The largest file with a form around it. */
const LARGEST_EVIDENCE_REQUEST = EVIDENCE_MAX_BYTES + 256 * 1024;
/** So long may credentials neither take the next piece nor answer to the last. */
const MOVES_WITHIN_MS = 30_000;

/** Passes the form of an upload on: what is in it is read by credentials alone. */
export function passUpload(req: Request, path: string, files: ServiceFiles, caller: FileCaller): Promise<ReadAnswer> {
  const { 'content-type': contentType = '' } = req.headers;
  if (!/^multipart\/form-data\b/i.test(contentType)) throw new FileRefused(FILE_PROBLEMS.notMultipart);
  const accessRequest = encodeURIComponent(String(req.query.accessRequest ?? ''));
  const to = { method: 'POST' as const, path: `${path}?accessRequest=${accessRequest}`, headers: {} };
  return passBody(req, to, files, caller);
}

/**
 * Passes a body on as it comes to credentials, whose answer may come before the end. Whatever goes wrong here (too large,
 * a client that leaves) breaks off the request behind, which so knows that it has not the whole.
 */
export async function passBody(
  req: Request,
  to: Pick<FileRequest, 'method' | 'path'> & { headers: Record<string, string> },
  files: ServiceFiles,
  caller: FileCaller,
): Promise<ReadAnswer> {
  const { 'content-type': contentType = '', 'content-length': length } = req.headers;
  if (Number(length) > LARGEST_EVIDENCE_REQUEST) throw new FileRefused(FILE_PROBLEMS.tooLarge);
  using patience = new Patience(MOVES_WITHIN_MS);
  const body = new PassThrough();
  // What becomes of it is told by the answer, or its absence.
  body.on('error', () => {}).on('drain', () => patience.stop());
  const { promise, resolve, reject } = Promise.withResolvers<ReadAnswer>();
  const asked = files.ask(
    {
      ...to,
      headers: {
        ...to.headers,
        'content-type': contentType,
        ...(length !== undefined && { 'content-length': length }),
      },
      body,
      signal: patience.signal,
      // What did not come whole was not passed on whole, and so not taken.
      changes: () => req.complete,
    },
    caller,
  );
  asked.then(readAnswer).then(resolve, reject);
  let size = 0;
  const count = (chunk: Buffer) => {
    size += chunk.length;
    if (size <= LARGEST_EVIDENCE_REQUEST) return;
    reject(new FileRefused(FILE_PROBLEMS.tooLarge));
    // At once: this piece may be the last, with which credentials would have the whole.
    req.unpipe(body);
    body.destroy();
  };
  const passed = () => {
    if (body.writableNeedDrain) patience.start();
  };
  const ended = () => patience.start();
  const left = () => {
    if (!req.complete) reject(new FileRefused(FILE_PROBLEMS.badForm));
  };
  req.on('data', count).once('close', left);
  req.pipe(body);
  req.on('data', passed).once('end', ended);
  // It may have left while it was looked at who it is.
  if (req.destroyed) left();
  try {
    return await promise;
  } finally {
    req.off('data', count).off('data', passed).off('end', ended).off('close', left).unpipe(body);
    // Credentials must not take what came so far for the whole.
    if (!body.readableEnded) body.destroy();
  }
}
