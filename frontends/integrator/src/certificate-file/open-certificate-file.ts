import { CertificateFileError } from '@portal/certificate-file/certificate-file-error';
import { CERTIFICATE_MAX_BYTES } from '@portal/domain';
import type { Answered, Asked } from './certificate.worker.ts';

/** What a file is opened with. */
export interface OpenCertificateFile {
  /** Of a PFX, empty for one without; absent while its owner has not been asked. */
  password?: string | undefined;
  /** Aborting it ends the work and rejects with an AbortError. */
  signal: AbortSignal;
  /** Told from time to time how much of a password's work is done, from 0 to 1. */
  onProgress: (fraction: number) => void;
}

/** The reader could not be loaded, or broke off. */
export class NoReader extends Error {
  override readonly name = 'NoReader';
}

/**
 * Reads a certificate's file beside the page, so that the page stays alive: the public certificate and its chain, as PEM.
 * File and password go to the worker and nowhere else, and are gone with it. Rejects with a CertificateFileError, NoReader
 * or an AbortError. The reader is loaded by the first call.
 */
export async function openCertificateFile(file: File, options: OpenCertificateFile): Promise<string> {
  if (file.size > CERTIFICATE_MAX_BYTES) throw new CertificateFileError('TOO_LARGE');
  const asked: Asked = { file: new Uint8Array(await file.arrayBuffer()), password: options.password };
  options.signal.throwIfAborted();
  const worker = new Worker(new URL('./certificate.worker.ts', import.meta.url), { type: 'module' });
  try {
    return await answerOf(worker, asked, options);
  } finally {
    worker.terminate();
  }
}

function answerOf(worker: Worker, asked: Asked, { signal, onProgress }: OpenCertificateFile): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  worker.addEventListener('error', (event) => reject(new NoReader(event.message)));
  worker.addEventListener('message', ({ data }: MessageEvent<Answered>) => {
    if ('progress' in data) onProgress(data.progress);
    else if ('pem' in data) resolve(data.pem);
    else reject(new CertificateFileError(data.fault));
  });
  worker.postMessage(asked);
  return promise;
}
