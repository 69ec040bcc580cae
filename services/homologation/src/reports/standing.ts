import type { Suite } from '@portal/conformance';
import { type ConformanceReportStanding, reportStanding } from '@portal/domain';

const YEAR_MS = 365 * 86_400_000;

/** Until when a report counts that is issued now: a year, and no longer than its suite's version. */
export function validUntilOf(now: Date, suite: { hash: string }, newest: Suite | undefined): Date {
  const year = now.getTime() + YEAR_MS;
  return new Date(Math.min(year, versionEnds(suite, newest)?.getTime() ?? year));
}

/** Whether a report counts: what ends its suite's version is known only once there is the next. */
export function standingOf(
  { validUntil, suite }: { validUntil: Date; suite: { hash: string } },
  newest: Suite | undefined,
  now: Date,
): ConformanceReportStanding {
  return reportStanding({ validUntil, suiteEndsAt: versionEnds(suite, newest) }, now);
}

/** When a version counts no more: at the date that the next one names, at once where a suite is no longer there. */
export function versionEnds({ hash }: { hash: string }, newest: Suite | undefined): Date | null {
  if (newest?.hash === hash) return null;
  return new Date(newest?.changed ? `${newest.changed.completeUntil}T23:59:59-03:00` : 0);
}
