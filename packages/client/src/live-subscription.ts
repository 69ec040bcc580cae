import { cursorOf, isResumable } from './document.ts';
import { ConnectionError, OperationError } from './errors.ts';
import type { LiveSocket } from './live-socket.ts';
import { isUnauthenticated } from './portal-http.ts';
import { isRateLimited, type RetryLimits, sleep, waitBefore } from './retry.ts';

/** What a live line is made of. */
export interface LiveSubscription {
  socket: LiveSocket;
  limits: RetryLimits;
  query: string;
  variables: Record<string, unknown>;
  /** Where the line stands now. */
  now: () => Promise<string>;
  signal?: AbortSignal | undefined;
}

const LONGEST_WAIT = 15_000;
/** A connection that stood so long had been good. */
const STOOD_MS = 30_000;
/** Refusals of graphql-ws that the next connection would get as well. */
const FINAL_CLOSE_CODES = [4400, 4406, 4409];
const UNAUTHENTICATED_CLOSE_CODES = [4401, 4403];
const PASSING_CODES = ['INTERNAL', 'UNAVAILABLE', 'CONSUMER_TOO_SLOW', 'RATE_LIMITED'];

/**
 * Every change once, in order, across lost connections: the line is opened with the cursor of the last change that was
 * read, or, before the first, with the one of the beginning. Once it has worked it is taken up again for as long as it is
 * read; what never worked is an error after the tries of `limits`.
 */
export async function* followSubscription(line: LiveSubscription): AsyncGenerator<object, void, undefined> {
  const { socket, limits, query, variables, signal } = line;
  const resumable = isResumable(query);
  let cursor = resumable ? (variables.after ?? (await line.now())) : undefined;
  let failures = 0;
  let worked = false;
  while (true) {
    const opened = Date.now();
    const answers = socket.answers({
      query,
      variables: resumable ? { ...variables, after: cursor } : variables,
      signal,
    });
    let retryAfter: number | undefined;
    try {
      let next = await answers.next();
      for (; !next.done; next = await answers.next()) {
        worked = true;
        failures = 0;
        cursor = cursorOf(next.value) ?? cursor;
        yield next.value;
      }
      if (next.value === 'complete' && !resumable) return;
      if (next.value === 'complete') failures++;
    } catch (cause) {
      if (signal?.aborted || !resumable) throw cause;
      if (Date.now() - opened > STOOD_MS) {
        worked = true;
        failures = 0;
      }
      failures++;
      if (!mayPass(cause, socket, failures) || (!worked && failures >= limits.attempts)) throw cause;
      // However long: a line goes on once the portal has time again.
      if (isRateLimited(cause)) retryAfter = cause.retryAfter;
    } finally {
      await answers.return('complete');
    }
    if (failures > 0) {
      const wait = waitBefore(failures, retryAfter, LONGEST_WAIT) ?? retryAfter ?? 0;
      await (retryAfter === undefined ? untilOnline(wait, signal) : sleep(wait, signal));
    }
  }
}

/** Whether the next connection may do better. */
function mayPass(cause: unknown, socket: LiveSocket, failures: number): boolean {
  if (isRefusal(cause)) return failures === 1 && socket.forget();
  if (cause instanceof OperationError) return PASSING_CODES.includes(cause.code);
  return cause instanceof ConnectionError && !FINAL_CLOSE_CODES.includes(cause.closeCode ?? 0);
}

/** Whether the portal does not know, or no longer, who asks. */
export function isRefusal(cause: unknown): boolean {
  const code = cause instanceof ConnectionError ? cause.closeCode : undefined;
  return isUnauthenticated(cause) || (code !== undefined && UNAUTHENTICATED_CLOSE_CODES.includes(code));
}

/** Waits, but not beyond the moment in which a browser says that there is a network again. */
async function untilOnline(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  if (typeof window === 'undefined') return sleep(milliseconds, signal);
  const online = new AbortController();
  const stop = () => online.abort();
  window.addEventListener('online', stop, { once: true });
  try {
    await sleep(milliseconds, signal ? AbortSignal.any([signal, online.signal]) : online.signal);
  } catch (cause) {
    if (!online.signal.aborted || signal?.aborted) throw cause;
  } finally {
    window.removeEventListener('online', stop);
  }
}
