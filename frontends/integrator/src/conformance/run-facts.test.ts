import type { ConformanceOverrideState } from '@portal/domain';
import { expect, it } from 'vitest';
import { nextStep, type Requirement, type Run } from './run-facts.ts';

const requirement = (key: string, state?: ConformanceOverrideState) =>
  ({
    key,
    severity: 'REQUIRED',
    outcome: state === 'OPEN' ? 'IN_REVIEW' : 'FAILED',
    judged: 'FAILED',
    overrides: state ? [{ state }] : [],
    steps: [],
  }) as unknown as Requirement;

it.each([
  [undefined, 'first'],
  ['DECLINED', 'first'],
  ['OPEN', 'second'],
  // The judge came to see the same, and still it is for people to say otherwise.
  ['CONFIRMED', 'second'],
] as const)('where a proposal is %s, what is next is the %s requirement', (state, next) => {
  const run = { requirements: [requirement('first', state), requirement('second')] } as unknown as Run;
  expect(nextStep(run)?.requirement.key).toBe(next);
});
