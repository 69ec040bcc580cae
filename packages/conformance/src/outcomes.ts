import type { Override, ProposedOutcome, RunOutcome, RunState, StepOutcome } from './run-state.ts';
import type { Requirement, Suite } from './suite.ts';

/** Where a requirement stands: as people found it, where they did, else as it was judged. */
export function requirementOutcome(requirement: Requirement, state: RunState): StepOutcome | 'NOT_TESTED' {
  if (requirement.notTested !== null) return 'NOT_TESTED';
  if (state.proposals?.[requirement.id]) return 'IN_REVIEW';
  return foundOf(requirement, state)?.outcome ?? judgedOutcome(requirement, state);
}

/** What people found of a requirement, if they did. A service of before lifts were known keeps a lift as if it were found. */
export function foundOf({ id }: Pick<Requirement, 'id'>, { overrides }: RunState): Override | undefined {
  const override = overrides?.[id];
  return override && (override.outcome as ProposedOutcome) === 'AS_JUDGED' ? undefined : override;
}

/** Where a requirement stands by its steps and by what was declared of it, whatever people find. */
export function judgedOutcome(requirement: Requirement, state: RunState): StepOutcome | 'NOT_TESTED' {
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
  return worst ?? (outcomes.includes('IN_REVIEW') ? 'WAITING' : 'COMPLETE');
}

/** Ids of the steps that a complete run still needs, and of the requirements that people are still to declare or to decide. */
export function remaining(suite: Suite, state: RunState): string[] {
  return required(suite).flatMap((requirement) => {
    const outcome = requirementOutcome(requirement, state);
    if (!LEFT.has(outcome)) return [];
    // Where people decide no call helps.
    if (outcome === 'IN_REVIEW' || foundOf(requirement, state)) return [requirement.id];
    const steps = requirement.steps.filter(({ id }) => state.steps[id]?.outcome !== 'PASSED');
    return steps.length > 0 ? steps.map(({ id }) => id) : [requirement.id];
  });
}

const LEFT = new Set<StepOutcome | 'NOT_TESTED'>(['WAITING', 'FAILED', 'INCONCLUSIVE', 'IN_REVIEW']);

const required = ({ requirements }: Suite) => requirements.filter(({ severity }) => severity === 'REQUIRED');
