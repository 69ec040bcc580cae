import fc from 'fast-check';
import { expect, it } from 'vitest';
import { primitiveFault } from './primitives.ts';

it.each<[string, unknown, boolean]>([
  ['date', '2026', true],
  ['date', '2026-11', true],
  ['date', '2026-11-29', true],
  ['date', '2026-02-29', false],
  ['date', '2024-02-29', true],
  ['date', '2026-11-29T08:30:00Z', false],
  ['dateTime', '2026-11-29T08:30:00-03:00', true],
  ['dateTime', '2026-11-29T08:30:00', false],
  ['dateTime', '2026-11-29T08:30-03:00', false],
  ['instant', '2026-11-29', false],
  ['instant', '2026-11-29T23:59:60Z', true],
  ['decimal', '1,5', false],
  ['decimal', 1.5, true],
  ['positiveInt', 0, false],
  ['unsignedInt', 0, true],
  ['unsignedInt', 2_147_483_647, true],
  ['unsignedInt', 2_147_483_648, false],
  ['integer', -2_147_483_649, false],
  ['date', '0000-01-01', false],
  ['boolean', 'true', false],
  ['code', ' a', false],
  ['code', 'a b', true],
  ['id', 'a_b', false],
  ['string', '  ', false],
  ['uri', 'urn:uuid:1', true],
  ['uri', 'a b', false],
])('%s %j: %s', (type, value, right) => {
  expect(primitiveFault(type, value) === undefined).toBe(right);
});

it('every moment that JavaScript writes is one', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
      expect(primitiveFault('instant', date.toISOString())).toBeUndefined();
      expect(primitiveFault('date', date.toISOString().slice(0, 10))).toBeUndefined();
    }),
  );
});
