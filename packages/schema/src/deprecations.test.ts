import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysAfter, deprecationFaults, NOTICE_DAYS, removalDate } from './deprecations.ts';

const today = '2026-11-24';
const earliest = '2027-05-23';
const api = (reason: string) => `
  type Query { a(x: Int @deprecated(reason: "${reason}"), filter: Filter): Kind @deprecated(reason: "${reason}") }
  enum Kind { NEW OLD @deprecated(reason: "${reason}") }
  input Filter { new: Int, old: Int @deprecated(reason: "${reason}") }
`;
const plain =
  'type Query { a(x: Int, filter: Filter): Kind } enum Kind { NEW OLD } input Filter { new: Int, old: Int }';
const PATHS = ['Query.a', 'Query.a.x', 'Kind.OLD', 'Filter.old'];

test.each([
  'Use b.',
  'Use b. May go on 24/05/2027.',
  'Use b. May go from 2027-13-01.',
  'Use b. May go from 2027-02-29.',
  'Since 2026-11-24. May go from 2027-12-01.',
])('a deprecation that says "%s" names no one date', (reason) => {
  const faults = deprecationFaults(plain, api(reason), today);
  expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual([...PATHS].sort());
});

test('a new deprecation gives 180 days from today on', () => {
  expect(deprecationFaults(plain, api(`Use b. May go from ${earliest}.`), today)).toEqual([]);
  const faults = deprecationFaults(plain, api('Use b. May go from 2027-05-22.'), today);
  expect(faults).toHaveLength(PATHS.length);
  expect(faults).toContain(`Query.a: @deprecated may name ${earliest} or later, not 2027-05-22`);
});

test('one that was released keeps its date, whatever day it is, or is put off', () => {
  const released = api('Use b. May go from 2026-12-01.');
  expect(deprecationFaults(released, released, today)).toEqual([]);
  expect(deprecationFaults(released, api('Use c. May go from 2026-12-24.'), today)).toEqual([]);
  expect(deprecationFaults(released, api('Use b. May go from 2026-11-30.'), today)).toHaveLength(PATHS.length);
});

test('any date is read from a reason, and days are counted by the calendar', () => {
  const dates = fc.date({ min: new Date('2026-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(dates, (at) => {
      const date = at.toISOString().slice(0, 10);
      expect(removalDate(`Use \`b\`. May go from ${date}.`)).toBe(date);
      const later = daysAfter(date, NOTICE_DAYS);
      expect((Date.parse(later) - Date.parse(date)) / 86_400_000).toBe(NOTICE_DAYS);
    }),
  );
});
