import { expect, it, test, vi } from 'vitest';
import { readAtLeast } from './use-pages.ts';

/** A list of so many rows in pages of two, each with its place as cursor. */
const listOf = (count: number) =>
  vi.fn(async (after: string | null) => {
    const from = after === null ? 0 : Number(after);
    const nodes = Array.from({ length: count }, (_, place) => place).slice(from, from + 2);
    const end = from + nodes.length;
    return {
      totalCount: count,
      pageInfo: { hasNextPage: end < count, endCursor: String(end) },
      edges: nodes.map((node) => ({ node })),
    };
  });

it.each([
  [5, 0, [0, 1], '2'],
  [5, 2, [0, 1], '2'],
  [5, 3, [0, 1, 2, 3], '4'],
  [5, 5, [0, 1, 2, 3, 4], null],
  // Of what was there some went meanwhile, or all.
  [3, 5, [0, 1, 2], null],
  [0, 5, [], null],
])('of %i rows, %i of which are to be there, are read %j and then %s', async (count, least, rows, next) => {
  expect(await readAtLeast(least, listOf(count))).toEqual({ rows, total: count, next });
});

test('nothing is told where a page was not given, and no more is asked for', async () => {
  const list = listOf(9);
  const page = vi.fn(async (after: string | null) => (after === null ? list(after) : undefined));
  expect(await readAtLeast(9, page)).toBeUndefined();
  expect(page).toHaveBeenCalledTimes(2);
});
