import { expect, test } from 'vitest';
import { callIds } from './call-ids.ts';

test('calls are in the order in which they came, many in one millisecond too', () => {
  const next = callIds();
  const ids = Array.from({ length: 2_000 }, next);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});
