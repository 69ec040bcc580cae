import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { lastDaysFrom, versionEnd } from './version-end.ts';

const DAY = '2027-01-31';
const END = Date.parse('2027-02-01T02:59:59Z');
const HOUR = 3_600_000;
const at = (from: number, until: number) => ({ startedAt: END + from * HOUR, endedAt: END + until * HOUR });

describe('a version ends', () => {
  it.each([
    ['with the day that is named', [], 0],
    ['an hour later where it was not there for one', [at(-30, -29)], 1],
    ['no later for what was before the last seven days', [at(-400, -300)], 0],
    ['later by the part that was in them', [at(-169, -167)], 1],
    ['later by what was across its end', [at(-1, 3)], 4],
    ['no later for what was after it', [at(1, 5)], 0],
    ['later by what was in the time given back', [at(-1, 1), at(1.5, 2)], 2.5],
    ['once later for what is told twice', [at(-5, -3), at(-4, -2), at(-5, -2)], 3],
    ['no later for a single moment', [at(-5, -5)], 0],
  ])('%s', (_how, incidents, later) => {
    expect(versionEnd(DAY, incidents)).toBe(END + later * HOUR);
  });
});

const incidents = fc.array(
  fc
    .tuple(fc.integer({ min: -300, max: 100 }), fc.integer({ min: 0, max: 40 }))
    .map(([from, hours]) => at(from, from + hours)),
  { maxLength: 12 },
);

test('however the environment failed, there were seven days of it until then', () => {
  fc.assert(
    fc.property(incidents, (all) => {
      const end = versionEnd(DAY, all);
      expect(end).toBeGreaterThanOrEqual(END);
      expect(versionEnd(DAY, [...all].reverse())).toBe(end);
      const hours = (end - lastDaysFrom(DAY)) / HOUR;
      const there = Array.from({ length: hours }, (_, hour) => lastDaysFrom(DAY) + hour * HOUR).filter(
        (from) => !all.some(({ startedAt, endedAt }) => startedAt <= from && endedAt > from),
      );
      expect(there).toHaveLength(7 * 24);
    }),
  );
});
