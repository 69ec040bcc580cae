import type { DetailedError, UploadOptions } from 'tus-js-client';
import type { Session } from '../session.ts';
import { HttpProblem, noAnswer, problemOf } from './http-problem.ts';
import { forget, type KeptUpload, keep, keptFor, keptOf, type UploadPurpose, whileSending } from './kept-uploads.ts';

/** How a file is sent, and what is heard of it. */
export interface Transfer {
  /** From 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
  /** The connection was lost, and it waits to go on; or it goes on again. */
  readonly onWaiting?: (waiting: boolean) => void;
  /** A file of a message came whole, and the antivirus is still to look at it. */
  readonly onScanning?: () => void;
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
/** No more of a wait than that is taken from an answer. */
const LONGEST_ASKED_MS = 60_000;
/** A little longer than the gateway waits for what becomes of the whole. */
const FINISHED_WITHIN_MS = 40_000;
/** What waits for the antivirus is looked at so often. */
const SCANNED_EACH_MS = 5_000;

/** Asks nothing of a page of another origin. */
const OWN = { 'apollo-require-preflight': 'true' };

/** That it failed, and whether it may go on by itself. */
class Stopped extends Error {
  constructor(
    readonly problem: HttpProblem,
    readonly goesOn: boolean,
    /** The answer asks for so long a wait. */
    readonly afterMs = 0,
  ) {
    super(problem.detail);
  }
}

/** The Portal does not go on with what was begun: it is to be begun anew, or that is to be refused in words. */
class GoneThere extends Error {}

/** It is there, and cannot go with a message before the antivirus looked at it. */
class Unscanned extends Error {}

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
      if (signal?.aborted && signal.reason !== PAUSED) {
        const became = await giveUp(kept);
        if (became !== undefined) return became;
      }
      // Of what is refused nothing can go on; what failed on our side can.
      else if (cause instanceof HttpProblem && cause.status >= 400 && cause.status < 500) await forget(kept);
      throw cause;
    }
  });
}

/** Gives up a file that is not being sent: no page goes on with it. Tells whether it had become something before. */
export async function giveUpFile(file: File): Promise<boolean> {
  const kept = keptOf(file);
  return kept !== undefined && (await giveUp(kept)) !== undefined;
}

async function untilDone(
  session: Session,
  { onWaiting, onScanning, onProgress, signal }: Transfer,
  send: (transfer: Transfer) => Promise<unknown>,
): Promise<unknown> {
  let farthest = 0;
  for (let failed = 0; ; failed += 1) {
    try {
      return await send({
        ...(signal && { signal }),
        onProgress(fraction) {
          // Where it is told to be as far as it was, nothing was gained.
          if (fraction > farthest) failed = 0;
          farthest = Math.max(farthest, fraction);
          onProgress?.(fraction);
        },
      });
    } catch (cause) {
      signal?.throwIfAborted();
      if (cause instanceof Unscanned) {
        onScanning?.();
        await anotherChance(failed, SCANNED_EACH_MS, signal);
        continue;
      }
      if (!(cause instanceof Stopped)) throw cause;
      const { problem, goesOn, afterMs } = cause;
      if (problem.status === 401 && session.state.status !== 'anonymous') {
        session.end();
        await Promise.race([session.resumed(), aborted(signal)]);
      } else if (goesOn) {
        onWaiting?.(true);
        await anotherChance(failed, afterMs, signal);
        onWaiting?.(false);
      } else throw problem;
    }
  }
}

/** Sends what is still to be sent, and has the whole made of it what it is for. */
async function attempt(
  kept: KeptUpload,
  begun: (address: string) => Promise<void>,
  transfer: Transfer,
): Promise<unknown> {
  const address = await sendBytes(kept, begun, transfer).catch((cause) => {
    if (!(cause instanceof GoneThere)) throw cause;
    const { address: _gone, ...anew } = kept;
    return sendBytes(anew, begun, transfer);
  });
  const became = await finish(address, transfer.signal);
  if (kept.purpose === 'message' && scanOf(became) === 'PENDING') throw new Unscanned();
  return became;
}

function scanOf(became: unknown): unknown {
  return typeof became === 'object' && became !== null && 'scan' in became ? became.scan : undefined;
}

/** What became of the whole. */
async function finish(address: string, signal?: AbortSignal): Promise<unknown> {
  const within = AbortSignal.timeout(FINISHED_WITHIN_MS);
  const ask = async () => {
    const answer = await fetch(`${address}/finish`, {
      method: 'POST',
      headers: OWN,
      signal: signal ? AbortSignal.any([signal, within]) : within,
    });
    return { answer, text: await answer.text() };
  };
  const { answer, text } = await ask().catch(() => {
    throw new Stopped(noAnswer(), true);
  });
  if (!answer.ok) throw stoppedBy(problemOf(answer.status, text), answer.headers.get('retry-after'));
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
    // With both, tus-js-client begins anew wherever it is not told how far it is, and be it for a moment.
    ...(address === undefined ? { endpoint: '/uploads' } : { uploadUrl: address }),
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

function stoppedByTus(cause: Error | DetailedError): Stopped | GoneThere {
  const answer = 'originalResponse' in cause ? cause.originalResponse : null;
  if (!answer) return new Stopped(noAnswer(), true);
  const problem = problemOf(answer.getStatus(), answer.getBody());
  const stopped = stoppedBy(problem, answer.getHeader('retry-after'));
  const asked = 'originalRequest' in cause ? cause.originalRequest.getMethod() : undefined;
  const { status } = problem;
  if (asked === 'HEAD' && status >= 400 && status < 500 && status !== 401 && !stopped.goesOn) return new GoneThere();
  // Somebody else, or an attempt that was thought lost, was quicker: it is asked again how far it is.
  const overtaken = asked === 'PATCH' && problem.code === 'CONFLICT';
  return overtaken ? new Stopped(problem, true) : stopped;
}

/** Whether nobody was there, or too much was asked, which passes. */
function stoppedBy(problem: HttpProblem, retryAfter: string | null | undefined): Stopped {
  const goesOn = [408, 423, 429, 502, 503, 504].includes(problem.status);
  return new Stopped(problem, goesOn, Math.min((Number(retryAfter) || 0) * 1_000, LONGEST_ASKED_MS));
}

/** Gives it up; where it came to its end before, that is what it became. */
async function giveUp(kept: KeptUpload): Promise<unknown> {
  await forget(kept);
  if (kept.address === undefined) return undefined;
  const headers = { ...OWN, 'tus-resumable': '1.0.0' };
  // Where that does not arrive, the Portal gives it up after a day.
  const answer = await fetch(kept.address, { method: 'DELETE', headers }).catch(() => null);
  return answer?.status === 409 ? finish(kept.address).catch(() => undefined) : undefined;
}

/** A while, longer each time; at once where the browser says that the connection is there again. */
function anotherChance(failed: number, afterMs: number, signal: AbortSignal | undefined): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const late = setTimeout(resolve, Math.max(Math.min(FIRST_WAIT_MS * 2 ** failed, LONGEST_WAIT_MS), afterMs));
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
