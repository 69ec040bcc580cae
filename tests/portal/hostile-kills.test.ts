import { survives } from '@portal/faults/kills';
import { expect, test } from 'vitest';

/** `pnpm faults kills --seed` does the same again. */
const SEED = 20_261_130;
const KILLED_FOR_MS = 60_000;

test('kills at any moment lose nothing that was acknowledged, and nothing is done twice', {
  timeout: 600_000,
}, async () => {
  const until = performance.now() + KILLED_FOR_MS;
  const { faults, checks } = await survives(SEED, () => performance.now() > until);
  expect(Object.keys(faults).filter((what) => what.startsWith('kill ')).length).toBeGreaterThan(2);
  for (const { what, broken } of checks) expect(broken, what).toEqual([]);
  // Somebody was at work meanwhile.
  for (const { what, of } of checks) expect(of, what).toBeGreaterThan(0);
});
