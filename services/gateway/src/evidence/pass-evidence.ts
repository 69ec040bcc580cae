import { EVIDENCE_MAX_BYTES } from '@portal/domain';
import type { Request } from 'express';
import { answerTo, type CredentialsFiles, type FileCaller } from './credentials-files.ts';
import { FILE_PROBLEMS, FileRefused } from './problems.ts';
import { type ReadAnswer, readAnswer } from './relayed-answer.ts';

/** The largest file with a form around it. */
const LARGEST_EVIDENCE_REQUEST = EVIDENCE_MAX_BYTES + 256 * 1024;

/**
 * Passes an upload on as it comes: what is in the form is read by credentials alone, whose answer may come before the
 * end. Whatever goes wrong here (too large, a client that leaves) breaks off the request behind, which then keeps nothing.
 */
export async function passEvidence(req: Request, files: CredentialsFiles, caller: FileCaller): Promise<ReadAnswer> {
  const { 'content-type': contentType = '', 'content-length': length } = req.headers;
  if (!/^multipart\/form-data\b/i.test(contentType)) throw new FileRefused(FILE_PROBLEMS.notMultipart);
  if (Number(length) > LARGEST_EVIDENCE_REQUEST) throw new FileRefused(FILE_PROBLEMS.tooLarge);
  const accessRequest = encodeURIComponent(String(req.query.accessRequest ?? ''));
  const behind = await files.open('POST', `/internal/evidence?accessRequest=${accessRequest}`, caller, {
    'content-type': contentType,
    ...(length !== undefined && { 'content-length': length }),
  });
  const { promise, resolve, reject } = Promise.withResolvers<ReadAnswer>();
  answerTo(behind).then(readAnswer).then(resolve, reject);
  let size = 0;
  const count = (chunk: Buffer) => {
    size += chunk.length;
    if (size <= LARGEST_EVIDENCE_REQUEST) return;
    reject(new FileRefused(FILE_PROBLEMS.tooLarge));
    // At once: this piece may be the last, with which credentials would have the whole.
    req.unpipe(behind);
    behind.destroy();
  };
  const left = () => {
    if (!req.complete) reject(new FileRefused(FILE_PROBLEMS.badForm));
  };
  req.on('data', count).once('close', left);
  req.pipe(behind);
  // It may have left while it was looked at who it is.
  if (req.destroyed) left();
  try {
    return await promise;
  } finally {
    req.off('data', count).off('close', left).unpipe(behind);
    // Credentials must not take what came so far for the whole.
    if (!behind.writableEnded) behind.destroy();
  }
}
