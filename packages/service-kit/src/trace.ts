import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const current = new AsyncLocalStorage<string>();
const TRACEPARENT = /^[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}/;

/** The trace id of a W3C `traceparent`, or a new one where there is none that can be read. */
export function traceIdOf(traceparent: unknown): string {
  const match = typeof traceparent === 'string' ? TRACEPARENT.exec(traceparent) : null;
  return match?.[1] ?? randomHex();
}

/** The `traceparent` to send along when one service calls another. */
export function traceparentOf(traceId: string): string {
  return `00-${traceId}-${randomHex().slice(16)}-01`;
}

/** Sixteen bytes in hexadecimal; Node draws UUIDs from a pool, at a tenth of what `randomBytes` costs. */
function randomHex(): string {
  return randomUUID().replaceAll('-', '');
}

/** Runs `work` so that every log line written meanwhile carries the trace id. */
export function withTrace<Result>(traceId: string, work: () => Result): Result {
  return current.run(traceId, work);
}

/** The trace id of the operation under way, if any. */
export function currentTraceId(): string | undefined {
  return current.getStore();
}
