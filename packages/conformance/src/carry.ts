import { openRun } from './advance.ts';
import { canonicalJson } from './canonical.ts';
import { type ConnectorChange, connectorChange } from './connector.ts';
import type { Declaration, RunState } from './run-state.ts';
import { UNSEEN } from './step-state.ts';
import type { Recertify, Requirement, Step, Suite } from './suite.ts';

/** A run anew, and what of it has to be done again. */
export interface Carried {
  state: RunState;
  /** Ids of steps that were PASSED, and of requirements that were declared, and are not any more. */
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
  const steps = next.requirements
    .flatMap((requirement) => requirement.steps)
    .map((step) => {
      const before = state.steps[step.id];
      if (before?.outcome !== 'PASSED') return [step.id, UNSEEN] as const;
      if (isSame(old.get(step.id), step) && !REDONE[step.recertify].includes(change)) return [step.id, before] as const;
      redo.push(step.id);
      return [step.id, UNSEEN] as const;
    });
  const declarations: Record<string, Declaration> = {};
  for (const requirement of next.requirements) {
    const declared = state.declarations[requirement.id];
    if (!declared) continue;
    const before = suite.requirements.find(({ id }) => id === requirement.id);
    if (asksTheSame(before, requirement) && !REDONE.MAJOR.includes(change)) declarations[requirement.id] = declared;
    else redo.push(requirement.id);
  }
  return { state: { ...open, steps: Object.fromEntries(steps), declarations }, redo };
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
