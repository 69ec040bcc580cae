import type { DetailedError, UploadOptions } from 'tus-js-client';
import type { Session } from '../session.ts';
import { HttpProblem, noAnswer, problemOf } from './http-problem.ts';
import { forget, type KeptUpload, keep, keptFor, type UploadPurpose, whileSending } from './kept-uploads.ts';

/** How a file is sent, and what is heard of it. */
export interface Transfer {
  /** From 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
  /** The connection was lost, and it waits to go on; or it goes on again. */
  readonly onWaiting?: (waiting: boolean) => void;
  /** Aborted with `PAUSED` it stops and goes on there the next time; aborted otherwise it is given up. */
  readonly signal?: AbortSignal;
}

/** What a file is sent for, and how. */
export interface Sending extends Transfer {
  readonly purpose: UploadPurpose;
  readonly accessRequest: string;
  readonly requirements?: readonly string[];
}

/** Why a file that was stopped is to be gone on with. */
export const PAUSED = Symbol('paused');

/** No piece of it moved for so long: the connection is taken for lost, though nobody said so. */
const STALLED_MS = 35_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/** Asks nothing of a page of another origin. */
const OWN = { 'apollo-require-preflight': 'true' };

/** That it failed, and whether it may go on by itself. */
class Stopped extends Error {
  constructor(
    readonly problem: HttpProblem,
    readonly goesOn: boolean,
  ) {
    super(problem.detail);
  }
}

/**
 * Sends a file to its end, however often the connection is lost and though the session ends meanwhile: the same file goes
 * on where it stopped. Rejects with an HttpProblem where it is refused, and an AbortError where it is stopped.
 */
export async function sendResumably(session: Session, file: File, sending: Sending): Promise<unknown> {
  const { purpose, accessRequest, requirements = [], signal } = sending;
  const person = 'viewer' in session.state ? session.state.viewer.id : '';
  let kept = await keptFor(file, { person, purpose, accessRequest, requirements });
  const became = async (address: string) => {
    kept = { ...kept, address };
    await keep(kept);
  };
  return whileSending(kept, async () => {
    try {
      const answer = await untilDone(session, sending, (transfer) => attempt(kept, became, transfer));
      await forget(kept);
      return answer;
    } catch (cause) {
      if (signal?.aborted && signal.reason !== PAUSED) await giveUp(kept);
      // Of what is refused nothing can go on; what failed on our side can.
      else if (cause instanceof HttpProblem && cause.status >= 400 && cause.status < 500) await forget(kept);
      throw cause;
    }
  });
}

async function untilDone(
  session: Session,
  { onWaiting, onProgress, signal }: Transfer,
  send: (transfer: Transfer) => Promise<unknown>,
): Promise<unknown> {
  for (let failed = 0; ; failed += 1) {
    try {
      return await send({
        ...(signal && { signal }),
        onProgress(fraction) {
          failed = 0;
          onProgress?.(fraction);
        },
      });
    } catch (cause) {
      signal?.throwIfAborted();
      if (!(cause instanceof Stopped)) throw cause;
      const { problem, goesOn } = cause;
      if (problem.status === 401 && session.state.status !== 'anonymous') {
        session.end();
        await Promise.race([session.resumed(), aborted(signal)]);
      } else if (goesOn) {
        onWaiting?.(true);
        await anotherChance(failed, signal);
        onWaiting?.(false);
      } else throw problem;
    }
  }
}

/** Sends what is still to be sent, and has the whole made of it what it is for. */
async function attempt(
  kept: KeptUpload,
  became: (address: string) => Promise<void>,
  transfer: Transfer,
): Promise<unknown> {
  const address = await sendBytes(kept, became, transfer);
  const answer = await fetch(`${address}/finish`, {
    method: 'POST',
    headers: OWN,
    signal: transfer.signal ?? null,
  }).catch(() => {
    throw new Stopped(noAnswer(), true);
  });
  const text = await answer.text();
  if (!answer.ok) throw stoppedBy(problemOf(answer.status, text));
  return JSON.parse(text);
}

/** The rest of the file by tus; gives its address. */
async function sendBytes(
  { file, address, purpose, accessRequest, requirements }: KeptUpload,
  became: (address: string) => Promise<void>,
  { onProgress, signal }: Transfer,
): Promise<string> {
  // It comes by the first file that is sent.
  const { Upload } = await import('tus-js-client').catch(() => {
    throw new Stopped(noAnswer(), true);
  });
  const done = Promise.withResolvers<void>();
  const moves = new Stall(() => done.reject(new Stopped(noAnswer(), true)));
  const stop = () => done.reject(new DOMException('The upload was stopped', 'AbortError'));
  const lost = () => done.reject(new Stopped(noAnswer(), true));
  const options: UploadOptions = {
    endpoint: '/uploads',
    headers: OWN,
    metadata: { filename: file.name, purpose, accessRequest, requirements: requirements.join(',') },
    retryDelays: null,
    storeFingerprintForResuming: false,
    onProgress: (sent, total) => {
      moves.moved();
      onProgress?.(sent / total);
    },
    onUploadUrlAvailable: () => became(pathOf(upload.url)),
    onSuccess: () => done.resolve(),
    onError: (cause) => done.reject(stoppedByTus(cause)),
    ...(address !== undefined && { uploadUrl: address }),
  };
  const upload = new Upload(file, options);
  signal?.addEventListener('abort', stop);
  addEventListener('offline', lost);
  try {
    if (signal?.aborted) stop();
    else upload.start();
    await done.promise;
    return pathOf(upload.url);
  } finally {
    moves.end();
    signal?.removeEventListener('abort', stop);
    removeEventListener('offline', lost);
    await upload.abort();
  }
}

/** Tells once nothing moved for too long. */
class Stall {
  private timer: ReturnType<typeof setTimeout>;

  constructor(private readonly stalled: () => void) {
    this.timer = setTimeout(stalled, STALLED_MS);
  }

  moved(): void {
    this.end();
    this.timer = setTimeout(this.stalled, STALLED_MS);
  }

  end(): void {
    clearTimeout(this.timer);
  }
}

function pathOf(url: string | null): string {
  return new URL(url ?? '', location.href).pathname;
}

function stoppedByTus(cause: Error | DetailedError): Stopped {
  const answer = 'originalResponse' in cause ? cause.originalResponse : null;
  if (!answer) return new Stopped(noAnswer(), true);
  const problem = problemOf(answer.getStatus(), answer.getBody());
  // Somebody else, or an attempt that was thought lost, was quicker: it is asked again how far it is.
  const overtaken =
    'originalRequest' in cause && cause.originalRequest.getMethod() === 'PATCH' && problem.code === 'CONFLICT';
  return overtaken ? new Stopped(problem, true) : stoppedBy(problem);
}

/** Whether nobody was there, or too much was asked, which passes. */
function stoppedBy(problem: HttpProblem): Stopped {
  return new Stopped(problem, [408, 429, 502, 503, 504].includes(problem.status));
}

async function giveUp(kept: KeptUpload): Promise<void> {
  await forget(kept);
  if (kept.address === undefined) return;
  // Where that does not arrive, the Portal gives it up after a day.
  await fetch(kept.address, { method: 'DELETE', headers: { ...OWN, 'tus-resumable': '1.0.0' } }).catch(() => {});
}

/** A while, longer each time; at once where the browser says that the connection is there again. */
function anotherChance(failed: number, signal: AbortSignal | undefined): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const late = setTimeout(resolve, Math.min(FIRST_WAIT_MS * 2 ** failed, LONGEST_WAIT_MS));
  const online = () => resolve();
  addEventListener('online', online);
  return Promise.race([promise, aborted(signal)]).finally(() => {
    clearTimeout(late);
    removeEventListener('online', online);
  });
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(new DOMException('The upload was stopped', 'AbortError'));
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
