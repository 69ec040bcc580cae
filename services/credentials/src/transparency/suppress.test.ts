import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Group, SMALLEST_GROUP, suppress } from './suppress.ts';

const counts = fc.array(fc.nat(12), { maxLength: 7 });
/** What is published together with its total, which is told where it is no small group itself. */
const withTotal = counts.filter((all) => sumOf(all) >= SMALLEST_GROUP);
const seed = fc.array(fc.nat(), { minLength: 7, maxLength: 7 });

const groups = (all: readonly number[]): Group[] => all.map((count, place) => ({ key: String(place), count }));
/** Draws in that order. */
const inOrder = (places: readonly number[]) => (key: string) => String(places.indexOf(Number(key)) + 100);
const bySeed = (numbers: readonly number[]) => (key: string) => String(numbers[Number(key)]).padStart(20, '0');

test.each([
  [[], []],
  [
    [0, 0],
    [0, 0],
  ],
  [
    [9, 5, 0],
    [9, 5, 0],
  ],
  [
    [20, 3, 8],
    [null, null, 8],
  ],
  [
    [20, 1, 1, 7],
    [null, null, null, 7],
  ],
  [
    [20, 4, 4, 7],
    [20, null, null, 7],
  ],
  [
    [20, 1, 1, 1, 1, 1],
    [null, null, null, null, null, null],
  ],
])('of %j is told %j', (all, told) => {
  expect(suppress(groups(all), inOrder([0, 1, 2, 3]))).toEqual(told);
});

describe('whatever the counts', () => {
  test('no group under five is told; what is told is true, and one of none is no group', () => {
    fc.assert(
      fc.property(counts, seed, (all, numbers) => {
        for (const [place, told] of suppress(groups(all), bySeed(numbers)).entries()) {
          if (all[place] === 0) expect(told).toBe(0);
          if (told !== null) expect([told, told === 0 || told >= SMALLEST_GROUP]).toEqual([all[place], true]);
        }
      }),
    );
  });

  test('who knows the total and this very rule cannot tell any count that is kept back', () => {
    fc.assert(
      fc.property(withTotal, seed, (all, numbers) => {
        const told = suppress(groups(all), bySeed(numbers));
        const places = told.flatMap((one, place) => (one === null ? [place] : []));
        // One group alone is the total, which is told for itself.
        if (places.length === 0 || all.filter((one) => one > 0).length === 1) return;
        const possible = places.map(() => new Set<number>());
        for (const split of splitsOf(sumOf(places.map((place) => all[place] ?? 0)), places.length)) {
          const other = [...all];
          for (const [at, place] of places.entries()) other[place] = split[at] ?? 0;
          if (!mayBeTold(other, told, places)) continue;
          for (const [at, count] of split.entries()) possible[at]?.add(count);
        }
        for (const values of possible) expect(values.size).toBeGreaterThan(1);
      }),
    );
  });
});

/** Whether the same would be told of other counts, by some draw. */
function mayBeTold(other: readonly number[], told: readonly (number | null)[], places: readonly number[]): boolean {
  const small = places.filter((place) => (other[place] ?? 0) < SMALLEST_GROUP);
  const drawn = places.filter((place) => !small.includes(place));
  if (small.length === 0) return false;
  return (drawn.length === 0 ? [-1] : drawn).some((last) => {
    const order = [...drawn.filter((place) => place !== last), last];
    const rest = other.map((_, place) => place).filter((place) => !order.includes(place));
    return JSON.stringify(suppress(groups(other), inOrder([...order, ...rest]))) === JSON.stringify(told);
  });
}

/** Every way in which so many positive numbers add up to a sum. */
function* splitsOf(sum: number, parts: number): Generator<number[]> {
  if (parts === 1) {
    if (sum > 0) yield [sum];
    return;
  }
  for (let first = 1; first <= sum - parts + 1; first++) {
    for (const rest of splitsOf(sum - first, parts - 1)) yield [first, ...rest];
  }
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
