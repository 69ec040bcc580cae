import { openRun } from './advance.ts';
import { canonicalJson } from './canonical.ts';
import { type ConnectorChange, connectorChange } from './connector.ts';
import { foundOf } from './outcomes.ts';
import type { Declaration, Override, RunState } from './run-state.ts';
import { UNSEEN } from './step-state.ts';
import type { Recertify, Requirement, Step, Suite } from './suite.ts';

/** A run anew, and what of it has to be done again. */
export interface Carried {
  state: RunState;
  /** Ids of steps that were PASSED, and of requirements that were declared or that people found met, and are not any more. */
  redo: readonly string[];
}

/** The changes that a step is done anew for. */
const REDONE: Readonly<Record<Recertify, readonly ConnectorChange[]>> = {
  MAJOR: ['SYSTEM', 'MAJOR'],
  MINOR: ['SYSTEM', 'MAJOR', 'MINOR'],
  EVERY: ['SYSTEM', 'MAJOR', 'MINOR', 'PATCH'],
};

/**
 * A run anew, by another version of its suite or of another version of its connector, with all that still counts: a step whose
 * expectations are the same in both, and which the connector's new version cannot have changed.
 */
export function carry({ suite, state }: { suite: Suite; state: RunState }, to: Suite | string): Carried {
  const next = typeof to === 'string' ? suite : to;
  const connector = typeof to === 'string' ? to : state.connector;
  const change = connectorChange(state.connector, connector);
  const open = openRun(next, connector);
  const old = new Map(suite.requirements.flatMap(({ steps }) => steps).map((step) => [step.id, step]));
  const redo: string[] = [];
  const overrides = carriedOverrides({ suite, state }, next, change);
  const lost = Object.entries(state.overrides ?? {}).filter(([id]) => foundOf({ id }, state) && !overrides[id]);
  // What people found not met is judged anew with all that it was judged by, or a new version would pass by itself.
  const anew = new Set(lost.filter(([, { outcome }]) => outcome === 'FAILED').map(([id]) => id));
  const steps = next.requirements
    .flatMap(({ id, steps: asked }) => asked.map((step) => ({ step, isAnew: anew.has(id) })))
    .map(({ step, isAnew }) => {
      const before = state.steps[step.id];
      if (before?.outcome !== 'PASSED') return [step.id, UNSEEN] as const;
      const counts = !isAnew && isSame(old.get(step.id), step) && !REDONE[step.recertify].includes(change);
      if (counts) return [step.id, before] as const;
      redo.push(step.id);
      return [step.id, UNSEEN] as const;
    });
  const declarations: Record<string, Declaration> = {};
  for (const requirement of next.requirements) {
    const declared = state.declarations[requirement.id];
    if (!declared) continue;
    const before = suite.requirements.find(({ id }) => id === requirement.id);
    const counts = !anew.has(requirement.id) && asksTheSame(before, requirement) && !REDONE.MAJOR.includes(change);
    if (counts) declarations[requirement.id] = declared;
    else redo.push(requirement.id);
  }
  const asked = new Set(next.requirements.map(({ id }) => id));
  redo.push(
    ...lost.flatMap(([id]) => (anew.has(id) || declarations[id] || redo.includes(id) || !asked.has(id) ? [] : [id])),
  );
  return { state: { ...open, steps: Object.fromEntries(steps), declarations, ...someOf(overrides) }, redo };
}

/**
 * What people found that still counts: where all that the requirement asks is the same, and the connector's new version cannot
 * have changed it. That it is not met is not held against another version of the connector.
 */
function carriedOverrides(
  { suite, state }: { suite: Suite; state: RunState },
  next: Suite,
  change: ConnectorChange,
): Record<string, Override> {
  const carried: Record<string, Override> = {};
  for (const requirement of next.requirements) {
    const override = foundOf(requirement, state);
    const before = suite.requirements.find(({ id }) => id === requirement.id);
    if (!override || !before || !isWhollySame(before, requirement)) continue;
    const changed =
      requirement.steps.length === 0
        ? REDONE.MAJOR.includes(change)
        : requirement.steps.some(({ recertify }) => REDONE[recertify].includes(change));
    if (override.outcome === 'FAILED' ? change === 'NONE' : !changed) carried[requirement.id] = override;
  }
  return carried;
}

/** A run of a version of the connector that an earlier run was of, with what people found there not to be met: it is the same one. */
export function foundBefore(earlier: { suite: Suite; state: RunState }, suite: Suite, state: RunState): RunState {
  const failed = Object.entries(carriedOverrides(earlier, suite, 'NONE')).filter(
    ([, { outcome }]) => outcome === 'FAILED',
  );
  return { ...state, ...someOf({ ...state.overrides, ...Object.fromEntries(failed) }) };
}

const someOf = (overrides: Record<string, Override>) => (Object.keys(overrides).length > 0 ? { overrides } : {});

function isWhollySame(one: Requirement, other: Requirement): boolean {
  return (
    asksTheSame(one, other) &&
    one.notTested === other.notTested &&
    one.steps.length === other.steps.length &&
    other.steps.every((step) =>
      isSame(
        one.steps.find(({ id }) => id === step.id),
        step,
      ),
    )
  );
}

/** Whether two versions of a step expect the same: how it is told may change. */
function isSame(one: Step | undefined, other: Step): boolean {
  const expected = ({ fault, see, mustNot }: Step) =>
    canonicalJson([fault, see, mustNot.map(({ because: _words, ...forbidden }) => forbidden)]);
  return one !== undefined && expected(one) === expected(other);
}

function asksTheSame(one: Requirement | undefined, other: Requirement): boolean {
  return one?.attest === other.attest && one?.mayNotApply === other.mayNotApply;
}
