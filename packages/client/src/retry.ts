import { ConnectionError, HttpError, OperationError } from './errors.ts';

/** How often, and how long at most, an idempotent operation is tried. */
export interface RetryLimits {
  /** Tries in all, the first included. */
  attempts: number;
  /** The longest wait before a try, in milliseconds; a longer Retry-After is an error at once. */
  longestWait: number;
}

export const RETRY_LIMITS: RetryLimits = { attempts: 4, longestWait: 60_000 };

const FIRST_WAIT = 500;
const RETRIED_STATUS = [429, 502, 503, 504];

/** What a try is told. */
export interface Retried {
  limits: RetryLimits;
  idempotent: boolean;
  signal?: AbortSignal | undefined;
}

/** Tries until it succeeds, fails for good, or the limits are reached. */
export async function withRetries<Answer>(
  attempt: () => Promise<Answer>,
  { limits, idempotent, signal }: Retried,
): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (cause) {
      const again = isRateLimited(cause) || (idempotent && isPassing(cause));
      if (!again || tries >= limits.attempts) throw cause;
      const wait = waitBefore(tries, cause.retryAfter, limits.longestWait);
      if (wait === undefined) throw cause;
      await sleep(wait, signal);
    }
  }
}

/**
 * Milliseconds to wait after so many failures. What the portal asks for is kept, and a little more so that not everybody
 * comes back at once; without it, any time up to twice the time before. Undefined where it asks for more than the longest.
 */
export function waitBefore(failures: number, retryAfter: number | undefined, longestWait: number): number | undefined {
  if (retryAfter === undefined) return Math.random() * Math.min(longestWait, FIRST_WAIT * 2 ** failures);
  if (retryAfter > longestWait) return undefined;
  return retryAfter + Math.random() * Math.min(1_000, 100 + retryAfter / 10);
}

/** The milliseconds of a Retry-After header, which holds seconds or a date (RFC 9110 §10.2.3). */
export function retryAfterOf(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

/** Waits, unless the signal aborts it. */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const aborted = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', aborted);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', aborted, { once: true });
  });
}

/** The budget is spent: nothing of the operation was run, whatever it is. */
export function isRateLimited(cause: unknown): cause is HttpError | OperationError {
  return (cause instanceof HttpError || cause instanceof OperationError) && cause.code === 'RATE_LIMITED';
}

/** A part of the portal did not answer: it did nothing, or nobody knows what it did. */
function isAway(code: string | undefined): boolean {
  return code === 'UNAVAILABLE' || code === 'OUTCOME_UNKNOWN';
}

/** An error that may be over at the next try. */
export function isPassing(cause: unknown): cause is (ConnectionError | OperationError) & { retryAfter?: number } {
  if (cause instanceof OperationError) return cause.errors.every(({ extensions }) => isAway(extensions?.code));
  return cause instanceof ConnectionError || (cause instanceof HttpError && RETRIED_STATUS.includes(cause.status));
}
