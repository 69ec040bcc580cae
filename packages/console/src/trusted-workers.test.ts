// @vitest-environment happy-dom

import { expect, it } from 'vitest';
import { trustOwnWorkers } from './trusted-workers.ts';

it('workers are of the page’s own origin, and no other text is trusted', () => {
  const made: [string, { createScriptURL(url: string): string }][] = [];
  const browser = globalThis as { trustedTypes?: unknown };
  browser.trustedTypes = { createPolicy: (...policy: (typeof made)[number]) => made.push(policy) };
  trustOwnWorkers();
  delete browser.trustedTypes;
  const [[name, rules] = ['', undefined]] = made;
  expect(name).toBe('default');
  expect(Object.keys(rules ?? {})).toEqual(['createScriptURL']);
  const own = `${location.origin}/integrator/assets/worker.js`;
  expect(rules?.createScriptURL(own)).toBe(own);
  expect(() => rules?.createScriptURL('https://evil.example/worker.js')).toThrow(TypeError);
  expect(() => rules?.createScriptURL('data:text/javascript,1')).toThrow(TypeError);
});

it('a browser that knows nothing of it is left as it is', () => {
  expect(trustOwnWorkers).not.toThrow();
});
