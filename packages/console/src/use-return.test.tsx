// @vitest-environment happy-dom

import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useReturn } from './use-return.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
const work = vi.fn();
const root = createRoot(document.createElement('div'));

function Page() {
  useReturn(work);
  return null;
}

function seen(visible: boolean): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visible ? 'visible' : 'hidden');
  document.dispatchEvent(new Event('visibilitychange'));
}

beforeEach(() => {
  vi.useFakeTimers();
  work.mockClear();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('what one comes back to is read again, once for all that tells of it, and not while it is away or gone', async () => {
  await act(async () => root.render(<Page />));
  seen(false);
  vi.advanceTimersByTime(10_000);
  expect(work).not.toHaveBeenCalled();
  seen(true);
  window.dispatchEvent(new Event('focus'));
  vi.advanceTimersByTime(10_000);
  expect(work).toHaveBeenCalledTimes(1);
  await act(async () => root.render(null));
  window.dispatchEvent(new Event('focus'));
  vi.advanceTimersByTime(10_000);
  expect(work).toHaveBeenCalledTimes(1);
});
