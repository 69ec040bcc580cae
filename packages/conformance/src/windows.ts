import type { CallFacts } from './call-facts.ts';
import type { Held } from './conditions.ts';
import type { Forbidden, Seen } from './suite.ts';

/** Timers of others tick a little early, and ours are no better. */
const TOLERANCE_MS = 250;

/** Since when, in milliseconds of the epoch, a call is not too early; null where it never is. */
export function earliest({ notBefore }: Seen, held: Held): number | null {
  return notBefore && endOf(notBefore.after, notBefore.seconds, held);
}

/** Until when it is not too late; null where it never is. */
export function latest({ within }: Seen, held: Held): number | null {
  return within && endOf(within.after, within.seconds, held);
}

/** So long after the answer of another call, by what it says or by its Retry-After. */
function endOf(after: string, seconds: number | 'retryAfter', held: Held): number | null {
  const { answeredAt, retryAfterSeconds = 0 } = held[after] ?? {};
  if (answeredAt === undefined) return null;
  return answeredAt + (seconds === 'retryAfter' ? retryAfterSeconds : seconds) * 1_000;
}

/** Whether a call comes before a moment that has to be waited for. */
export function isTooEarly(seen: Seen, call: CallFacts, held: Held): boolean {
  const from = earliest(seen, held);
  return from !== null && call.at < from - TOLERANCE_MS;
}

/** Whether a moment is over when a call comes. */
export function isTooLate(seen: Seen, call: CallFacts, held: Held): boolean {
  const until = latest(seen, held);
  return until !== null && call.at > until + TOLERANCE_MS;
}

/** Whether something is forbidden when a call comes. */
export function isInForce(forbidden: Forbidden, call: CallFacts, held: Held): boolean {
  const { after, before } = forbidden;
  if (!(after in held) || (before !== null && before in held)) return false;
  const until = forbidden.for === null ? null : endOf(after, forbidden.for, held);
  return until === null || call.at < until - TOLERANCE_MS;
}

/** A length of time in words, of seconds up to minutes. */
export function timeWords(milliseconds: number): string {
  const seconds = milliseconds / 1_000;
  if (seconds >= 120) return `${Math.round(seconds / 60)} min`;
  return `${seconds.toLocaleString('pt-BR', { maximumFractionDigits: 1 })} s`;
}
