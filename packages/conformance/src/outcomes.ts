import type { RunOutcome, RunState, StepOutcome } from './run-state.ts';
import type { Requirement, Suite } from './suite.ts';

/** Where a requirement stands, of what was declared of it and of its steps. */
export function requirementOutcome(requirement: Requirement, state: RunState): StepOutcome | 'NOT_TESTED' {
  if (requirement.notTested !== null) return 'NOT_TESTED';
  const declared = state.declarations[requirement.id];
  if (declared) return declared.kind;
  const outcomes = requirement.steps.map(({ id }) => state.steps[id]?.outcome ?? 'WAITING');
  if (outcomes.length > 0 && outcomes.every((outcome) => outcome === 'PASSED')) return 'PASSED';
  return (['FAILED', 'INCONCLUSIVE'] as const).find((outcome) => outcomes.includes(outcome)) ?? 'WAITING';
}

/** How a run stands: by what is REQUIRED alone. */
export function runOutcome(suite: Suite, state: RunState): RunOutcome {
  const outcomes = required(suite).map((requirement) => requirementOutcome(requirement, state));
  const worst = (['FAILED', 'INCONCLUSIVE', 'WAITING'] as const).find((outcome) => outcomes.includes(outcome));
  return worst ?? 'COMPLETE';
}

/** Ids of the steps that a complete run still needs, and of the requirements that are still to be declared. */
export function remaining(suite: Suite, state: RunState): string[] {
  return required(suite).flatMap((requirement) => {
    const outcome = requirementOutcome(requirement, state);
    if (outcome !== 'WAITING' && outcome !== 'FAILED' && outcome !== 'INCONCLUSIVE') return [];
    const steps = requirement.steps.filter(({ id }) => state.steps[id]?.outcome !== 'PASSED');
    return steps.length > 0 ? steps.map(({ id }) => id) : [requirement.id];
  });
}

const required = ({ requirements }: Suite) => requirements.filter(({ severity }) => severity === 'REQUIRED');
