import type { Incident } from './excuse.ts';

/** The last days of a version: what of them the environment was not there for is given back. */
const LAST_DAYS_MS = 7 * 86_400_000;

/** The last moment of a day, in Brasília. */
function endOfDay(day: string): number {
  return Date.parse(`${day}T23:59:59-03:00`);
}

/** From when on incidents move the end of a version, in milliseconds of the epoch. */
export function lastDaysFrom(completeUntil: string): number {
  return endOfDay(completeUntil) - LAST_DAYS_MS;
}

/**
 * When a version of a suite counts no more, in milliseconds of the epoch: with the day that the next one names, and later by as
 * long as the environment failed in the seven days before, which are counted by the time that it was there.
 */
export function versionEnd(completeUntil: string, incidents: readonly Incident[]): number {
  let end = endOfDay(completeUntil);
  let from = lastDaysFrom(completeUntil);
  for (const { startedAt, endedAt } of [...incidents].sort((one, other) => one.startedAt - other.startedAt)) {
    const began = Math.max(startedAt, from);
    if (began > end || endedAt <= began) continue;
    end += endedAt - began;
    // What two of them tell of at once is given back once.
    from = endedAt;
  }
  return end;
}
