import type { CallFacts } from './call-facts.ts';
import { connectorName } from './connector.ts';
import { nearestOf } from './nearest.ts';
import { runOutcome } from './outcomes.ts';
import type { Nearest, RunState, StepState } from './run-state.ts';
import { advanceStep, UNSEEN } from './step-state.ts';
import type { Suite } from './suite.ts';

/** So many calls are known by their ids: one that comes late finds its place as long as no more came since. */
const MOST_LAST_CALLS = 32;

/** A run that nothing was seen of, of a connector or of the first that says what it is. */
export function openRun({ id, version, hash, requirements }: Suite, connector: string | null): RunState {
  const steps = requirements.flatMap((requirement) => requirement.steps);
  return {
    suite: { id, version, hash },
    connector: connectorName(connector),
    openedAt: null,
    completedAt: null,
    calls: 0,
    lastCalls: [],
    steps: Object.fromEntries(steps.map((step) => [step.id, UNSEEN])),
    declarations: {},
  };
}

/**
 * A run after another call, and what the call was for. Calls come in the order of their ids; one that was there before
 * changes nothing. Which connector a call is of is not looked at: `connectorChange` tells whether it is another one's.
 */
export function advance(suite: Suite, state: RunState, call: CallFacts): { state: RunState; nearest: Nearest | null } {
  if (wasSeen(state, call.id)) return { state, nearest: null };
  const calls = state.calls + 1;
  const steps: Record<string, StepState> = { ...state.steps };
  for (const { steps: asked } of suite.requirements) {
    for (const step of asked) steps[step.id] = advanceStep(step, steps[step.id] ?? UNSEEN, call, calls);
  }
  const moved: RunState = {
    ...state,
    connector: state.connector ?? connectorName(call.connector),
    openedAt: state.openedAt ?? call.at,
    calls,
    lastCalls: [...state.lastCalls, call.id].sort().slice(-MOST_LAST_CALLS),
    steps,
  };
  return { state: completed(suite, moved, call.answeredAt), nearest: nearestOf(suite, state, moved, call) };
}

/**
 * With the moment at which it became COMPLETE, as long as nothing but a proposal is in the way of it, which may come to nothing:
 * then it is open, also where no call of its own came.
 */
export function completed(suite: Suite, state: RunState, at: number): RunState {
  if (runOutcome(suite, state) === 'COMPLETE') {
    return { ...state, openedAt: state.openedAt ?? at, completedAt: state.completedAt ?? at };
  }
  const { proposals: _open, ...decided } = state;
  return { ...state, completedAt: runOutcome(suite, decided) === 'COMPLETE' ? state.completedAt : null };
}

function wasSeen({ lastCalls }: RunState, id: string): boolean {
  const [oldest] = lastCalls;
  return lastCalls.includes(id) || (lastCalls.length === MOST_LAST_CALLS && oldest !== undefined && id < oldest);
}
