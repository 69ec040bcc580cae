import { expect, test } from 'vitest';
import { suites } from './suites.ts';

test('all suites can be read', () => {
  expect(suites().map(({ id }) => id)).toContain('ria-r');
});
