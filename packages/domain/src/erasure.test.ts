import { expect, test } from 'vitest';
import { erasureHeading } from './erasure.ts';

const DUE = new Date('2026-12-15T12:00:00Z');
const before = new Date(DUE.getTime() - 1);

test('an account that is to be erased names its day until it has come, and never a day of the past', () => {
  for (const keptBack of [true, false]) {
    expect(erasureHeading(DUE, { keptBack, now: before })).toMatch(/ em 15\/12\/2026/);
    expect(erasureHeading(DUE, { keptBack, now: DUE })).not.toMatch(/\d/);
  }
  expect(erasureHeading(DUE, { keptBack: true, now: DUE })).toMatch(/um dia depois que nada mais impedir$/);
  expect(erasureHeading(DUE, { keptBack: false, now: DUE })).toMatch(/dentro de instantes$/);
});
