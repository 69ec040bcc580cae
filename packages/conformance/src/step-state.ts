import { begin, excused, move } from './attempt.ts';
import type { CallFacts } from './call-facts.ts';
import type { Attempt, StepState } from './run-state.ts';
import type { Step } from './suite.ts';

/** So many attempts of a step may be under way at once; of more the oldest are given up, without a word. */
export const MOST_OPEN = 6;
/** Of these so many that came further than their first call stay, however many begin after them. */
export const MOST_FURTHER = 3;
/** So many that ended are kept, the last one that FAILED always among them. */
export const MOST_ENDED = 5;

/** What is known of a step that nothing was seen of. */
export const UNSEEN: StepState = { outcome: 'WAITING', attempts: [], tries: 0, passedAt: null, callsToPass: null };

/** A step after another call, the so-manieth of its run; the same where that changes nothing. PASSED it stays. */
export function advanceStep(step: Step, state: StepState, call: CallFacts, calls: number): StepState {
  if (state.outcome === 'PASSED') return state;
  const moved = state.attempts.map((attempt) => move(step, attempt, call));
  const begun = moved.some(({ outcome }) => outcome === 'PASSED') ? undefined : begin(step, call);
  if (!begun && moved.every((attempt, place) => attempt === state.attempts[place])) return state;
  const attempts = begun ? [...moved, begun] : moved;
  const ended = attempts.filter(isOver).length - state.attempts.filter(isOver).length;
  const passed = attempts.some(({ outcome }) => outcome === 'PASSED');
  return {
    outcome: outcomeOf(attempts),
    attempts: kept(attempts),
    tries: state.tries + ended,
    passedAt: passed ? (state.passedAt ?? call.answeredAt) : state.passedAt,
    callsToPass: passed ? (state.callsToPass ?? calls) : state.callsToPass,
  };
}

/** A step when what was under way between two moments is not held against anybody. */
export function excuseStep(state: StepState, from: number, until: number): StepState {
  if (state.outcome === 'PASSED') return state;
  const attempts = state.attempts.map((attempt) =>
    attempt.outcome !== 'INCONCLUSIVE' && attempt.begunAt <= until && (attempt.endedAt ?? until) >= from
      ? excused(attempt)
      : attempt,
  );
  const ended = attempts.filter(isOver).length - state.attempts.filter(isOver).length;
  return { ...state, attempts: kept(attempts), tries: state.tries + ended, outcome: outcomeOf(attempts) };
}

const isOver = ({ outcome }: Attempt) => outcome !== 'WAITING';

/** The last that says something: what could not be told takes nothing back. */
function outcomeOf(attempts: readonly Attempt[]): StepState['outcome'] {
  for (const outcome of ['PASSED', 'FAILED', 'INCONCLUSIVE'] as const) {
    if (attempts.some((attempt) => attempt.outcome === outcome)) return outcome;
  }
  return 'WAITING';
}

/** Those that are kept, in their order; once one PASSED nothing is under way any more. */
function kept(attempts: readonly Attempt[]): Attempt[] {
  const passed = attempts.some(({ outcome }) => outcome === 'PASSED');
  const open = passed ? [] : keptOpen(attempts.filter((attempt) => !isOver(attempt)));
  const ended = attempts.filter(isOver);
  const failed = ended.findLast(({ outcome }) => outcome === 'FAILED');
  const last = ended.slice(-MOST_ENDED);
  if (failed && !last.includes(failed)) last.splice(0, 1, failed);
  const stay = new Set([...open, ...last]);
  return attempts.filter((attempt) => stay.has(attempt));
}

/** What waits for a minute of silence is not pushed out by what is accepted meanwhile. */
function keptOpen(open: readonly Attempt[]): Attempt[] {
  if (open.length <= MOST_OPEN) return [...open];
  const further = open.filter(({ calls }) => Object.keys(calls).length > 1).slice(-MOST_FURTHER);
  const others = open.filter((attempt) => !further.includes(attempt));
  return [...further, ...others.slice(further.length - MOST_OPEN)];
}
