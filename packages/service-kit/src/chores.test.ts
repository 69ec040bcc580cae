import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startChores } from './chores.ts';
import { createLogger } from './logger.ts';

const logger = createLogger('chores');

function every(everyMs: number, work: () => Promise<unknown>): AsyncDisposable {
  return startChores([{ name: 'test', everyMs, work }], logger);
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the work is done at once and again every so often, until it is disposed of', async () => {
  const work = vi.fn(async () => {});
  await using _ = every(1_000, work);
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(2_500);
  expect(work).toHaveBeenCalledTimes(3);
  await _[Symbol.asyncDispose]();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(work).toHaveBeenCalledTimes(3);
});

test('work that waits first is not done at once', async () => {
  const work = vi.fn(async () => {});
  await using _ = startChores([{ name: 'test', everyMs: 1_000, waitsFirst: true, work }], logger);
  await vi.advanceTimersByTimeAsync(999);
  expect(work).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1_001);
  expect(work).toHaveBeenCalledTimes(2);
});

test('work that fails is done again', async () => {
  const work = vi.fn().mockRejectedValueOnce(new Error('not now')).mockResolvedValue(undefined);
  await using _ = every(1_000, work);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(work).toHaveBeenCalledTimes(2);
});

test('it never runs twice at a time, and disposing waits for what is under way', async () => {
  const slow = Promise.withResolvers<void>();
  const work = vi.fn(() => slow.promise);
  const running = every(1_000, work);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(work).toHaveBeenCalledTimes(1);
  let disposed = false;
  const disposing = running[Symbol.asyncDispose]().then(() => {
    disposed = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  expect(disposed).toBe(false);
  slow.resolve();
  await disposing;
});
