import fc from 'fast-check';
import { expect, test } from 'vitest';
import { periodOf, periodWords, WEEKS, weeksOf } from './period.ts';

test('a quarter ends today and begins on a Monday, both in Brasília', () => {
  const period = periodOf(13, new Date('2026-11-30T02:30:00Z'));
  expect(period).toEqual({ since: '2026-08-31T03:00:00.000Z', until: '2026-11-30T03:00:00.000Z' });
  expect(periodWords(period)).toBe('De 31/08/2026 a 29/11/2026');
});

test('whatever the moment, a period holds it, begins on a Monday and has so many weeks', () => {
  const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(moments, fc.constantFrom(...WEEKS), (now, weeks) => {
      const [since, until] = [periodOf(weeks, now).since, periodOf(weeks, now).until].map((text) => new Date(text));
      if (!since || !until) throw new Error('no period');
      expect(until.getTime() > now.getTime() && since.getTime() <= now.getTime()).toBe(true);
      expect(since.getUTCDay()).toBe(1);
      expect(Math.ceil((until.getTime() - since.getTime()) / (7 * 86_400_000))).toBe(weeks);
    }),
  );
});

test.each([
  ['semanas=26', 26],
  ['semanas=5', 13],
  ['', 13],
])('the address %j asks for %i weeks', (address, weeks) => {
  expect(weeksOf(new URLSearchParams(address))).toBe(weeks);
});
