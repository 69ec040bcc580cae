import { suites } from '@portal/conformance';
import { expect, test } from 'vitest';
import { SCENARIOS } from './scenarios.ts';

test('the connector knows how to show each step of each suite, and no other', () => {
  const asked = suites().flatMap(({ requirements }) => requirements.flatMap(({ steps }) => steps.map(({ id }) => id)));
  const shown = SCENARIOS.flatMap(({ steps }) => steps);
  expect([...shown].sort()).toEqual([...new Set(asked)].sort());
});
