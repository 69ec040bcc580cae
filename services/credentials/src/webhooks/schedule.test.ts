import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RETRY_WAITS_MS, waitAfter } from './schedule.ts';

test('the waits grow, end within 3 days, and chance only takes a tenth off', () => {
  expect(RETRY_WAITS_MS).toEqual([...RETRY_WAITS_MS].sort((one, other) => one - other));
  expect(RETRY_WAITS_MS.reduce((sum, wait) => sum + wait)).toBeLessThanOrEqual(3 * 86_400_000);
  expect(waitAfter(RETRY_WAITS_MS.length + 1, 0)).toBeNull();
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: RETRY_WAITS_MS.length }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (n, c) => {
        const longest = RETRY_WAITS_MS[n - 1] ?? 0;
        const wait = waitAfter(n, c) ?? 0;
        expect(wait).toBeLessThanOrEqual(longest);
        expect(wait).toBeGreaterThanOrEqual(longest * 0.9 - 1);
      },
    ),
  );
});
