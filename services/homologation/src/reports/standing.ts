const YEAR_MS = 365 * 86_400_000;

/** Until when a report counts that is issued now: a year, and no longer than its suite's version. */
export function validUntilOf(now: Date, suiteEndsAt: Date | null): Date {
  const year = now.getTime() + YEAR_MS;
  return new Date(Math.min(year, suiteEndsAt?.getTime() ?? year));
}
