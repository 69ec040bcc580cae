import type { RunState } from './run-state.ts';
import { excuseStep } from './step-state.ts';

/** When the environment failed, in milliseconds of the epoch. */
export interface Incident {
  startedAt: number;
  /** As far as is known, where it is not over. */
  endedAt: number;
}

/** A run in which what was under way during an incident is INCONCLUSIVE, and nothing that passed is taken back. */
export function excuse(state: RunState, { startedAt, endedAt }: Incident): RunState {
  const steps = Object.entries(state.steps).map(([id, step]) => [id, excuseStep(step, startedAt, endedAt)] as const);
  return { ...state, steps: Object.fromEntries(steps) };
}
