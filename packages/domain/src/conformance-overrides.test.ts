import { expect, it, test } from 'vitest';
import { foundSince, outcomeWord, standingOverride } from './conformance-overrides.ts';

const at = (
  state: 'OPEN' | 'CONFIRMED' | 'DECLINED' | 'REPLACED',
  decidedAt: string | null = null,
  outcome: 'FAILED' | 'AS_JUDGED' = 'FAILED',
) => ({ state, decidedAt, outcome });
const lifted = (decidedAt: string) => at('CONFIRMED', decidedAt, 'AS_JUDGED');

test('an outcome is written small within a sentence', () => {
  expect(outcomeWord('NOT_APPLICABLE')).toBe('não se aplica');
  expect(outcomeWord('AS_JUDGED')).toBe('vale o resultado automático');
});

it.each([
  [[at('DECLINED'), at('REPLACED')], undefined],
  [[at('DECLINED'), at('CONFIRMED')], 'CONFIRMED'],
  [[at('CONFIRMED'), at('OPEN')], 'OPEN'],
  [[at('OPEN', null, 'AS_JUDGED'), at('CONFIRMED')], 'OPEN'],
  [[lifted('2026-11-29T12:00:00Z'), at('REPLACED')], undefined],
])('of %j people have a say by what is %s', (overrides, found) => {
  expect(standingOverride(overrides)?.state).toBe(found);
});

it.each([
  [[at('CONFIRMED', '2026-11-29T12:00:01Z')], true],
  [[at('CONFIRMED', '2026-11-29T12:00:00.000Z')], false],
  [[at('DECLINED', '2026-11-29T12:00:01Z')], false],
  [[at('OPEN')], false],
  [[at('CONFIRMED', '2026-11-29T12:00:01Z'), at('REPLACED', '2026-11-29T11:00:00Z')], true],
  [[lifted('2026-11-29T12:00:01Z'), at('REPLACED', '2026-11-29T11:00:00Z')], true],
  [[lifted('2026-11-29T11:30:00Z'), at('REPLACED', '2026-11-29T11:00:00Z')], false],
  // What came and went since then leaves what was signed as true as it was.
  [[lifted('2026-11-29T12:00:02Z'), at('REPLACED', '2026-11-29T12:00:01Z')], false],
])('what was signed at twelve is behind %j: %s', (overrides, behind) => {
  expect(foundSince([{ overrides: [] }, { overrides }], '2026-11-29T12:00:00Z')).toBe(behind);
});
