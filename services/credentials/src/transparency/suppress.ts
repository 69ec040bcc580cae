/** No group of fewer is told of. */
export const SMALLEST_GROUP = 5;

/** A group of what adds up to a known total. */
export interface Group {
  /** Which, among the others. */
  key: string;
  count: number;
}

/**
 * The counts of groups whose total is known, with null for those that are kept back: every one from 1 to 4, and as many
 * more as it takes that what is left of the total tells none of them. Which those are is drawn, by what nobody outside
 * knows: of the smallest it would be known that they are no larger than what is shown, and that gives some away.
 */
export function suppress(groups: readonly Group[], draw: (key: string) => string): (number | null)[] {
  const kept = groups.filter(({ count }) => isSmall(count));
  const drawn = groups
    .filter(({ count }) => count >= SMALLEST_GROUP)
    .toSorted((a, b) => (draw(a.key) < draw(b.key) ? -1 : 1));
  while (kept.length > 0 && !hidesAll(kept)) {
    const next = drawn.shift();
    if (!next) break;
    kept.push(next);
  }
  return groups.map((group) => (kept.includes(group) ? null : group.count));
}

/** A count of its own, beside which nothing adds up. */
export function suppressOne(count: number): number | null {
  return isSmall(count) ? null : count;
}

function isSmall(count: number): boolean {
  return count > 0 && count < SMALLEST_GROUP;
}

/** Several, of five together, and not of one each: their sum can be shared out in more ways than one. */
function hidesAll(kept: readonly Group[]): boolean {
  const sum = kept.reduce((total, { count }) => total + count, 0);
  return kept.length > 1 && sum >= SMALLEST_GROUP && sum > kept.length;
}
