import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LineBudget } from './line-budget.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const written = (budget: LineBudget, cause: string | undefined, lines: number, tell = () => {}) =>
  Array.from({ length: lines }, () => budget.admits(cause, tell)).filter(Boolean).length;

test('one cause fills no log, and takes nothing from others', () => {
  const budget = new LineBudget();
  expect(written(budget, 'anonymous 1.2.3.4', 10_000)).toBe(60);
  expect(written(budget, 'person x', 10)).toBe(10);
  expect(written(budget, undefined, 10_000)).toBe(10_000);
});

test('however many causes there are, a minute has an end, and says what was left out', () => {
  const budget = new LineBudget();
  const tell = vi.fn();
  for (let address = 0; address < 1_000; address++) written(budget, `anonymous ${address}`, 10, tell);
  expect(tell).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(tell.mock.calls).toEqual([[10_000 - 1_200]]);
  expect(written(budget, 'anonymous 1', 10, tell)).toBe(10);
  vi.advanceTimersByTime(60_000);
  expect(tell).toHaveBeenCalledTimes(1);
});
