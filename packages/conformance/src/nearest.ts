import { awaited } from './attempt.ts';
import type { CallFacts } from './call-facts.ts';
import { distance, type Held, lacking } from './conditions.ts';
import type { Attempt, Nearest, RunState } from './run-state.ts';
import type { Seen, Step, Suite } from './suite.ts';
import { earliest, isTooEarly, timeWords } from './windows.ts';

interface Near {
  stepId: string;
  seen: Seen;
  held: Held;
  far: number;
}

/** The step that a call served, or else the one whose expectations it came nearest to; null where all are PASSED. */
export function nearestOf(suite: Suite, before: RunState, after: RunState, call: CallFacts): Nearest | null {
  const steps = suite.requirements.flatMap((requirement) => requirement.steps);
  const served = steps.filter(({ id }) => before.steps[id] !== after.steps[id]);
  const [told] = served
    .map((step) => ({ step, attempt: touched(before, after, step, call) }))
    .sort((one, other) => weightOf(other.attempt) - weightOf(one.attempt));
  if (told) return { stepId: told.step.id, matched: true, why: told.attempt?.why ?? null };
  const open = steps.filter(({ id }) => after.steps[id]?.outcome !== 'PASSED');
  const [first, ...others] = open.flatMap((step) => nearTo(step, after, call));
  if (!first) return null;
  const nearest = others.reduce((near, other) => (other.far < near.far ? other : near), first);
  return { stepId: nearest.stepId, matched: false, why: whyNot(nearest, call) };
}

/** The attempt that a call changed most. */
function touched(before: RunState, after: RunState, { id }: Step, call: CallFacts): Attempt | undefined {
  const old = before.steps[id]?.attempts ?? [];
  const changed = after.steps[id]?.attempts.filter((attempt) => !old.includes(attempt)) ?? [];
  const by = changed.filter(({ failedBy, calls }) => failedBy === call.id || Object.values(calls).includes(call.id));
  return by.sort((one, other) => weightOf(other) - weightOf(one))[0];
}

/** What ends an attempt tells more than what moves it on, and a failure most: that is what somebody looks for. */
const WEIGHTS = { FAILED: 300, PASSED: 200, INCONCLUSIVE: 100, WAITING: 0 } as const;

function weightOf(attempt: Attempt | undefined): number {
  return attempt ? WEIGHTS[attempt.outcome] + Object.keys(attempt.calls).length : 0;
}

/** How far a call was from each that a step waits for: those of attempts under way first, and the one that begins it. */
function nearTo(step: Step, { steps }: RunState, call: CallFacts): Near[] {
  const underWay = (steps[step.id]?.attempts ?? []).filter(({ outcome }) => outcome === 'WAITING').reverse();
  const waited = underWay.flatMap((attempt) => {
    const next = awaited(step, attempt);
    return next ? [farFrom(step, next, call, attempt.facts ?? {})] : [];
  });
  const [first] = step.see;
  return first ? [...waited, farFrom(step, first, call, {})] : waited;
}

function farFrom(step: Step, seen: Seen, call: CallFacts, held: Held): Near {
  const far = distance(seen, call, held) + (isTooEarly(seen, call, held) ? 1 : 0);
  return { stepId: step.id, seen, held, far };
}

/** Expected against got: the first thing that it lacks, or that it came too early. */
function whyNot({ seen, held }: Near, call: CallFacts): string {
  const left = (earliest(seen, held) ?? call.at) - call.at;
  return lacking(seen, call, held) ?? `Veio cedo demais: “${seen.as}” conta só ${timeWords(left)} mais tarde.`;
}
