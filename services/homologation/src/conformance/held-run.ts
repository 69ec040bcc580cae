import { randomUUIDv7 } from 'node:crypto';
import {
  advance,
  type CallFacts,
  carry,
  connectorChange,
  connectorName,
  lapse,
  type Nearest,
  openRun,
  type RunState,
  type Suite,
} from '@portal/conformance';
import type { RunRow } from './read-runs.ts';

/** What a call was for in a run. */
export interface NearestCall extends Nearest {
  runId: string;
  callId: string;
}

/** A run while calls move it. */
export interface HeldRun {
  id: string;
  credentialId: string;
  ownerId: string;
  suite: Suite;
  state: RunState;
  /** When its suite's version counts no more; null as long as there is no other. */
  endsAt: Date | null;
  /** As it was read; null of one that is new. */
  before: RunState | null;
  /** The run that took its place meanwhile. */
  replacedBy: string | null;
  /** How many connectors' versions it may still be begun anew for by itself. */
  changesLeft: number;
  /** Versions of connectors that runs before it were of: those do not come back by themselves. */
  earlier: ReadonlySet<string>;
}

/** A suite's run of a credential that none of its calls moved yet. */
export function newRun(suite: Suite, owner: Pick<HeldRun, 'credentialId' | 'ownerId'>): HeldRun {
  return {
    ...owner,
    id: randomUUIDv7(),
    suite,
    state: openRun(suite, null),
    endsAt: null,
    before: null,
    replacedBy: null,
    changesLeft: MOST_CHANGES,
    earlier: new Set(),
  };
}

/** How many runs of one suite a day's versions of a connector open by themselves. */
export const MOST_CHANGES = 20;

/** A run as it is kept, held to be moved. */
export function heldRun(
  row: RunRow,
  suite: Suite,
  { endsAt, earlier, recent }: { endsAt: Date | null; earlier: ReadonlySet<string>; recent: number },
): HeldRun {
  return {
    id: row.id,
    credentialId: row.credential_id,
    ownerId: row.owner_id,
    suite,
    state: row.state,
    endsAt,
    before: row.state,
    replacedBy: null,
    changesLeft: Math.max(0, MOST_CHANGES - recent),
    earlier,
  };
}

/**
 * A run after a call, the run that took its place where the call came after its time, or is of another version of the connector,
 * and what it was for.
 */
export function moveRun(
  run: HeldRun,
  made: CallFacts,
  newest: Suite | undefined,
): { runs: HeldRun[]; nearest: NearestCall | null } {
  if (newest && isOver(run, made.at)) {
    const next = nextVersion(run, newest);
    const then = moveRun(next, made, newest);
    return { runs: [replaced(run, next, made.answeredAt), ...then.runs], nearest: then.nearest };
  }
  // Many ask for tokens by another library than they call with: what it says of itself is not the connector's.
  const call = made.host === 'AUTH' ? { ...made, connector: null } : made;
  const change = connectorChange(run.state.connector, call.connector);
  if (change === 'NONE') return moved(run, call);
  const connector = connectorName(call.connector) ?? '';
  if (run.earlier.has(connector) || run.changesLeft === 0 || (change === 'SYSTEM' && hasPassed(run))) {
    return { runs: [run], nearest: notOfRun(run, call, connector) };
  }
  const next = nextRun(run, carry(run, connector).state);
  const then = moved(next, call);
  return { runs: [replaced(run, next, call.answeredAt), ...then.runs], nearest: then.nearest };
}

/** Whether a run's time is over at a moment: up to and with its last one it counts. */
export function isOver({ endsAt }: Pick<HeldRun, 'endsAt'>, at: number): boolean {
  return endsAt !== null && endsAt.getTime() < at;
}

/** The run that takes the place of one whose time is over: that is no change of its connector. */
function nextVersion(run: HeldRun, newest: Suite): HeldRun {
  const { state } = carry(run, newest);
  return { ...nextRun(run, state, newest), changesLeft: run.changesLeft, earlier: run.earlier };
}

/** A run whose place another took: nobody is waited for in it any more. */
export function replaced(run: HeldRun, next: Pick<HeldRun, 'id'>, at: number): HeldRun {
  return { ...run, state: lapse(run.suite, run.state, at), replacedBy: next.id };
}

/** Whether another system would lose something: somebody who tries a call by hand does not mean to begin anew. */
function hasPassed({ state }: HeldRun): boolean {
  return Object.values(state.steps).some(({ outcome }) => outcome === 'PASSED');
}

/** The run that takes the place of another. */
export function nextRun(run: HeldRun, state: RunState, suite: Suite = run.suite): HeldRun {
  return {
    ...run,
    id: randomUUIDv7(),
    suite,
    state,
    endsAt: suite === run.suite ? run.endsAt : null,
    before: null,
    changesLeft: Math.max(0, run.changesLeft - 1),
    earlier: new Set([...run.earlier, ...(run.state.connector ? [run.state.connector] : [])]),
  };
}

function moved(run: HeldRun, call: CallFacts): { runs: HeldRun[]; nearest: NearestCall | null } {
  const { state, nearest } = advance(run.suite, run.state, call);
  return { runs: [{ ...run, state }], nearest: nearest && { ...nearest, runId: run.id, callId: call.id } };
}

/** What is told of a call that the run's connector did not make. */
function notOfRun(run: HeldRun, call: CallFacts, connector: string): NearestCall | null {
  const [step] = run.suite.requirements.flatMap(({ steps }) => steps);
  if (!step) return null;
  const why = `Esta chamada é de ${connector}, e a execução é de ${run.state.connector}: ela não conta. Para testar ${connector}, recomece a execução.`;
  return { runId: run.id, callId: call.id, stepId: step.id, matched: false, why };
}
