import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { pageOf, pageSize } from './connection.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

const key = z.tuple([z.int(), z.string(), z.boolean()]);

test('a cursor gives back the key that it was made of', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.string({ unit: 'binary' }), fc.boolean(), (...values) => {
      expect(decodeCursor(encodeCursor(values), key)).toEqual(values);
    }),
  );
});

test('whatever else one passes is BAD_USER_INPUT', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json().map((text) => Buffer.from(text).toString('base64url')),
      ),
      (text) => {
        expect(() => decodeCursor(text, key)).toThrow(
          expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } }),
        );
      },
    ),
  );
});

test('a page has 1 to 100 entries, 20 where nothing is said', () => {
  expect([pageSize(null), pageSize(undefined), pageSize(1), pageSize(100)]).toEqual([20, 20, 1, 100]);
  for (const first of [0, -1, 101]) {
    expect(() => pageSize(first)).toThrow(expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } }));
  }
});

test('a page knows whether there is more on either side', () => {
  const page = (rows: number[], after: string | null) =>
    pageOf({ rows, size: 2, after, cursorOf: (row) => `c${row}`, countAll: () => 9 });
  expect(page([1, 2, 3], null).pageInfo).toEqual({
    hasNextPage: true,
    hasPreviousPage: false,
    startCursor: 'c1',
    endCursor: 'c2',
  });
  expect(page([3], 'c2').pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true, endCursor: 'c3' });
  expect(page([], null)).toMatchObject({ edges: [], pageInfo: { startCursor: null, endCursor: null } });
});
