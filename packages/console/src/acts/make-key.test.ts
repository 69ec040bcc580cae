import { afterEach, expect, test, vi } from 'vitest';
import { makeKey } from './make-key.ts';

afterEach(() => vi.unstubAllGlobals());

test('a key is made over plain http as well, another each time', () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
  const keys = new Set(Array.from({ length: 100 }, makeKey));
  expect(keys.size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
});
