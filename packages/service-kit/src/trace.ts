import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { currentSpanId } from './telemetry/spans.ts';

/** What is under way. */
interface Trace {
  id: string;
  /** Names whose doing it is: an address or a caller. */
  cause: string | undefined;
}

const current = new AsyncLocalStorage<Trace>();
const TRACEPARENT = /^[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}/;

/** The trace id of a W3C `traceparent`, or a new one where there is none that can be read. */
export function traceIdOf(traceparent: unknown): string {
  const match = typeof traceparent === 'string' ? TRACEPARENT.exec(traceparent) : null;
  return match?.[1] ?? randomHex();
}

/** The `traceparent` to send along when one service calls another: of the span under way, where there is one. */
export function traceparentOf(traceId: string): string {
  const { spanId, sampled } = currentSpanId(traceId) ?? { spanId: randomHex().slice(16), sampled: true };
  return `00-${traceId}-${spanId}-0${sampled ? 1 : 0}`;
}

/** Sixteen bytes in hexadecimal; Node draws UUIDs from a pool, at a tenth of what `randomBytes` costs. */
function randomHex(): string {
  return randomUUID().replaceAll('-', '');
}

/** Runs `work` so that every log line written meanwhile carries the trace id, and counts as the doing of `cause`. */
export function withTrace<Result>(traceId: string, work: () => Result, cause = currentCause()): Result {
  return current.run({ id: traceId, cause }, work);
}

/** Runs `work` as nobody's doing, under no trace. */
export function withoutTrace<Result>(work: () => Result): Result {
  return current.exit(work);
}

/** From here on what is under way is known to be somebody's doing. */
export function causedBy(cause: string): void {
  const trace = current.getStore();
  if (trace) trace.cause = cause;
}

/** Whose doing it is, if that is known. */
export function currentCause(): string | undefined {
  return current.getStore()?.cause;
}

/** The trace id of the operation under way, if any. */
export function currentTraceId(): string | undefined {
  return current.getStore()?.id;
}
