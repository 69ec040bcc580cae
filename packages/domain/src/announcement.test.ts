import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isToldOf, parseMaintenanceEnd, parseMaintenanceStart, spanWords, whenOf } from './announcement.ts';
import { parseWrittenMoment, writtenMoment } from './date-time.ts';

const at = (text: string) => new Date(`2026-12-${text}:00-03:00`);
const NIGHT = { startsAt: at('02T22:00'), endsAt: at('02T23:00') };

describe('a maintenance', () => {
  test.each([
    ['01T21:59', 'AHEAD', false],
    ['01T22:00', 'AHEAD', true],
    ['02T21:59', 'AHEAD', true],
    ['02T22:00', 'ON', true],
    ['02T22:59', 'ON', true],
    ['02T23:00', 'OVER', false],
  ] as const)('at %s is %s, and told by consoles: %s', (now, when, told) => {
    expect([whenOf(NIGHT, at(now)), isToldOf(NIGHT, at(now))]).toEqual([when, told]);
  });

  test('says its days once where they are one', () => {
    expect(spanWords(NIGHT)).toBe('02/12/2026, das 22:00 às 23:00');
    expect(spanWords({ ...NIGHT, endsAt: at('03T01:00') })).toBe('de 02/12/2026 às 22:00 até 03/12/2026 às 01:00');
  });

  test('begins from now on, with time to write it down, and within a year', () => {
    const now = at('02T22:00');
    for (const [start, ok] of [
      ['02T21:49', false],
      ['02T21:50', true],
      ['30T00:00', true],
    ] as const) {
      expect(parseMaintenanceStart(at(start), now).ok, start).toBe(ok);
    }
    expect(parseMaintenanceStart(new Date('2027-12-03T12:00:00Z'), now).ok).toBe(false);
  });

  test('ends after it begins, still to come, and within a week', () => {
    const { startsAt } = NIGHT;
    for (const [endsAt, now, ok] of [
      ['02T22:00', '02T21:00', false],
      ['02T22:01', '02T21:00', true],
      ['02T22:01', '02T22:01', false],
      ['09T22:00', '02T21:00', true],
      ['09T22:01', '02T21:00', false],
    ] as const) {
      expect(parseMaintenanceEnd({ startsAt, endsAt: at(endsAt) }, at(now)).ok, endsAt).toBe(ok);
    }
  });
});

test('a moment comes back from its field to the minute, whatever zone the browser is in', () => {
  const minutes = fc.date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(minutes, (moment) => {
      moment.setUTCSeconds(0, 0);
      expect(parseWrittenMoment(writtenMoment(moment))).toEqual({ ok: true, value: moment });
    }),
  );
  for (const text of ['', '2026-12-02', 'amanhã', '2026-13-02T10:00']) {
    expect(parseWrittenMoment(text).ok, text).toBe(false);
  }
});
