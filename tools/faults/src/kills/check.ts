/** What has to hold, of how many it was looked at, and where it does not. */
export interface Check {
  what: string;
  of: number;
  broken: string[];
}

/** One that nothing was looked at for. */
export function check(what: string): Check {
  return { what, of: 0, broken: [] };
}

/** Notes where something is not as it was expected. */
export function same(one: Check, id: string, seen: unknown, expected: unknown): void {
  one.of++;
  const [is, was] = [seen, expected].map((value) => JSON.stringify(value) ?? 'nothing');
  if (is !== was) one.broken.push(`${id}: ${is} and not ${was}`);
}

/** The same checks of several, as one. */
export function added(checks: readonly Check[][]): Check[] {
  return (checks[0] ?? []).map(({ what }, index) => ({
    what,
    of: checks.reduce((sum, each) => sum + (each[index]?.of ?? 0), 0),
    broken: checks.flatMap((each) => each[index]?.broken ?? []),
  }));
}
