import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportStanding } from './conformance.ts';

const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true });
const times = fc.record({ validUntil: moments, suiteEndsAt: fc.option(moments) });

test('a report counts up to and with the last moment of its time and of its suite’s version, and never again', () => {
  fc.assert(
    fc.property(times, moments, (time, now) => {
      const ends = [time.validUntil, ...(time.suiteEndsAt ? [time.suiteEndsAt] : [])].map(Number);
      const last = Math.min(...ends);
      expect(reportStanding(time, now) === 'IN_FORCE').toBe(now.getTime() <= last);
      expect(reportStanding(time, new Date(last))).toBe('IN_FORCE');
      expect(reportStanding(time, new Date(last + 1))).not.toBe('IN_FORCE');
    }),
  );
});
