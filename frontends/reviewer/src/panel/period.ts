import { formatDate } from '@portal/domain';

/** How many weeks the panel looks at, as the address spells it. */
export const WEEKS = [4, 13, 26, 52] as const;
export type Weeks = (typeof WEEKS)[number];

/** From when to when. */
export interface Period {
  since: string;
  until: string;
}

const DAY_MS = 86_400_000;
/** Brasília keeps one time all the year. */
const OFFSET_MS = 3 * 3_600_000;

/** Reads the weeks out of an address; what it does not know is a quarter. */
export function weeksOf(params: URLSearchParams): Weeks {
  return WEEKS.find((weeks) => String(weeks) === params.get('semanas')) ?? 13;
}

/** Whole weeks of Brasília, the present one among them, until the end of today: the same the whole day long. */
export function periodOf(weeks: Weeks, now: Date): Period {
  const today = Math.floor((now.getTime() - OFFSET_MS) / DAY_MS);
  // The first day of 1970 was a Thursday.
  const sinceMonday = (today + 3) % 7;
  const monday = today - sinceMonday - (weeks - 1) * 7;
  const startOf = (day: number) => new Date(day * DAY_MS + OFFSET_MS).toISOString();
  return { since: startOf(monday), until: startOf(today + 1) };
}

/** The period in words. */
export function periodWords({ since, until }: Period): string {
  return `De ${formatDate(since)} a ${formatDate(new Date(Date.parse(until) - 1))}`;
}
