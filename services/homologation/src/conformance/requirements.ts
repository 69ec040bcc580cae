import {
  type Attempt,
  judgedOutcome,
  PROPOSED_OUTCOMES,
  type Requirement,
  type RunState,
  requirementOutcome,
  type Step,
  type StepState,
  type Suite,
  whyNotProposed,
} from '@portal/conformance';
import type {
  ConformanceAttempt,
  ConformanceAttemptCall,
  ConformanceDeclaration,
  ConformanceRequirement,
  ConformanceStep,
} from './conformance-requirement.ts';
import type { ConformanceRun } from './conformance-run.ts';
import type { SeenCall } from './seen-calls.ts';

/** What a suite asks, and how a run meets it, as the API tells it to who asks. */
export function requirementsOf(
  run: ConformanceRun,
  suite: Suite,
  { reviews }: { reviews: boolean },
): ConformanceRequirement[] {
  const { id: runId, state } = run;
  return suite.requirements.map((requirement) => ({
    run,
    key: requirement.id,
    title: requirement.title,
    severity: requirement.severity,
    source: requirement.source,
    outcome: requirementOutcome(requirement, state),
    judged: judgedOutcome(requirement, state),
    allowedOverrides: reviews
      ? PROPOSED_OUTCOMES.filter((outcome) => whyNotProposed(requirement, state, outcome) === null)
      : [],
    attest: requirement.attest,
    notTested: requirement.notTested,
    mayNotApply: requirement.mayNotApply,
    declaration: declarationOf(requirement, state),
    steps: requirement.steps.map((step) => stepOf(runId, step, state.steps[step.id])),
  }));
}

function declarationOf({ id }: Requirement, { declarations }: RunState): ConformanceDeclaration | null {
  const declared = declarations[id];
  return declared ? { kind: declared.kind, reason: declared.reason, at: new Date(declared.at) } : null;
}

function stepOf(runId: string, step: Step, state: StepState | undefined): ConformanceStep {
  return {
    key: step.id,
    title: step.title,
    how: step.how,
    fault: step.fault,
    outcome: state?.outcome ?? 'WAITING',
    tries: state?.tries ?? 0,
    attempts: (state?.attempts ?? []).map((attempt) => attemptOf(runId, attempt)).reverse(),
  };
}

function attemptOf(runId: string, attempt: Attempt): ConformanceAttempt {
  const { outcome, why, connector, begunAt, endedAt } = attempt;
  return {
    outcome,
    why,
    connector,
    begunAt: new Date(begunAt),
    endedAt: endedAt === null ? null : new Date(endedAt),
    runId,
    named: attempt.calls,
    failedBy: attempt.failedBy,
  };
}

/** The calls that an attempt was seen in, as they came; the one that failed it among them, or last. */
export function attemptCalls(
  { named, failedBy }: ConformanceAttempt,
  seen: ReadonlyMap<string, SeenCall>,
): ConformanceAttemptCall[] {
  const names = new Map(Object.entries(named).map(([as, callId]) => [callId, as]));
  const ids = new Set([...names.keys(), ...(failedBy === null ? [] : [failedBy])]);
  return [...ids]
    .flatMap((callId) => seen.get(callId) ?? [])
    .map((call) => ({ ...call, as: names.get(call.callId) ?? null, failed: call.callId === failedBy }))
    .sort((one, other) => one.at.getTime() - other.at.getTime() || (one.callId < other.callId ? -1 : 1));
}
