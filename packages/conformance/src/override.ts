import { completed } from './advance.ts';
import { foundOf, judgedOutcome, requirementOutcome } from './outcomes.ts';
import type { Override, Proposal, ProposedOutcome, RunState } from './run-state.ts';
import type { Requirement, Suite } from './suite.ts';

/** All that may be proposed of a requirement. */
export const PROPOSED_OUTCOMES: readonly ProposedOutcome[] = ['PASSED', 'FAILED', 'NOT_APPLICABLE', 'AS_JUDGED'];

/** Why nothing, or not this, is proposed of a requirement. */
export type NotProposed = 'NOT_TESTED' | 'OPEN' | 'SAME' | 'NOTHING_FOUND';

interface Decided {
  by: string;
  at: number;
}

/** Why that may not be proposed of a requirement now; null where it may. */
export function whyNotProposed(
  requirement: Requirement,
  state: RunState,
  outcome: ProposedOutcome,
): NotProposed | null {
  if (requirement.notTested !== null) return 'NOT_TESTED';
  if (state.proposals?.[requirement.id]) return 'OPEN';
  if (outcome === 'AS_JUDGED') return foundOf(requirement, state) ? null : 'NOTHING_FOUND';
  return requirementOutcome(requirement, state) === outcome ? 'SAME' : null;
}

/** A run in which somebody proposes another outcome of a requirement than it has; throws where that may not be. */
export function propose(
  suite: Suite,
  state: RunState,
  requirementId: string,
  proposal: Omit<Proposal, 'judged'>,
): RunState {
  const requirement = suite.requirements.find(({ id }) => id === requirementId);
  const judged = requirement && judgedOutcome(requirement, state);
  if (!judged || judged === 'NOT_TESTED' || whyNotProposed(requirement, state, proposal.outcome)) {
    throw new Error(`${proposal.outcome} is not proposed of ${requirementId}`);
  }
  const proposals = { ...state.proposals, [requirementId]: { ...proposal, judged } };
  return completed(suite, { ...state, proposals }, proposal.at);
}

/** A run in which a second person confirmed what was proposed, which may lift what people found before; throws where nothing was, or where it is the same person. */
export function confirm(suite: Suite, state: RunState, requirementId: string, { by, at }: Decided): RunState {
  const proposal = state.proposals?.[requirementId];
  if (!proposal || proposal.by === by) throw new Error(`nothing of ${requirementId} is confirmed by ${by}`);
  const decided = withoutProposal(state, requirementId);
  const { outcome } = proposal;
  if (outcome === 'AS_JUDGED')
    return completed(suite, { ...withoutOverride(decided, requirementId), liftedAt: at }, at);
  const override: Override = { ...proposal, outcome, confirmedBy: by, confirmedAt: at };
  return completed(suite, { ...decided, overrides: { ...decided.overrides, [requirementId]: override } }, at);
}

/** A run in which what was proposed of a requirement is proposed no more: it stands as it did before. */
export function dismiss(suite: Suite, state: RunState, requirementId: string, at: number): RunState {
  return completed(suite, withoutProposal(state, requirementId), at);
}

/** A run that another takes the place of: nothing in it waits for anybody any more. */
export function lapse(suite: Suite, state: RunState, at: number): RunState {
  if (!state.proposals) return state;
  const { proposals: _lapsed, ...rest } = state;
  return completed(suite, rest, at);
}

/** As it was before people found anything of the requirement. */
function withoutOverride({ overrides, ...rest }: RunState, requirementId: string): RunState {
  const { [requirementId]: _lifted, ...left } = overrides ?? {};
  return Object.keys(left).length > 0 ? { ...rest, overrides: left } : rest;
}

function withoutProposal({ proposals, ...rest }: RunState, requirementId: string): RunState {
  const { [requirementId]: _gone, ...left } = proposals ?? {};
  return Object.keys(left).length > 0 ? { ...rest, proposals: left } : rest;
}
