import { expect, it, test } from 'vitest';
import { confirmedSince, outcomeWord, standingOverride } from './conformance-overrides.ts';

const at = (state: 'OPEN' | 'CONFIRMED' | 'DECLINED' | 'REPLACED', decidedAt: string | null = null) => ({
  state,
  decidedAt,
});

test('an outcome is written small within a sentence', () => {
  expect(outcomeWord('NOT_APPLICABLE')).toBe('não se aplica');
});

it.each([
  [['DECLINED', 'REPLACED'], undefined],
  [['DECLINED', 'CONFIRMED'], 'CONFIRMED'],
  [['CONFIRMED', 'OPEN'], 'OPEN'],
] as const)('of %j people have a say by what is %s', (states, found) => {
  expect(standingOverride(states.map((state) => at(state)))?.state).toBe(found);
});

it.each([
  [at('CONFIRMED', '2026-11-29T12:00:01Z'), true],
  [at('CONFIRMED', '2026-11-29T12:00:00.000Z'), false],
  [at('DECLINED', '2026-11-29T12:00:01Z'), false],
  [at('OPEN'), false],
])('what was signed at twelve is behind %j: %s', (override, behind) => {
  expect(confirmedSince([{ overrides: [] }, { overrides: [override] }], '2026-11-29T12:00:00Z')).toBe(behind);
});
