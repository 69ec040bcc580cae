/** No group of fewer is told of, and counts are told in steps of so many. */
export const SMALLEST_GROUP = 5;

/**
 * A count as everybody may know it: to the nearest five, and null under five. As each is rounded for itself, none follows
 * from a total, from what is beside it, or from what was told a week before.
 */
export function coarse(count: number): number | null {
  return count < SMALLEST_GROUP ? null : Math.round(count / SMALLEST_GROUP) * SMALLEST_GROUP;
}
