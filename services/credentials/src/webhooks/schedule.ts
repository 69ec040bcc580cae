const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long to wait after the first, second, third … failed attempt: 71 hours and 36 minutes in all, within 3 days. */
export const RETRY_WAITS_MS: readonly number[] = [
  5 * SECOND,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  18 * HOUR,
  22 * HOUR,
];

/** How much of a wait chance may take off, so that what failed together does not come back together. */
const JITTER = 0.1;

/** How long to wait after so many failed attempts; null when it is time to give up. `chance` is from 0 to 1. */
export function waitAfter(attempts: number, chance: number): number | null {
  const wait = RETRY_WAITS_MS[attempts - 1];
  return wait === undefined ? null : Math.round(wait * (1 - JITTER * chance));
}
