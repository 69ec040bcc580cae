import { foundOf, judgedOutcome, requirementOutcome } from './outcomes.ts';
import {
  type ConformanceReport,
  type CoveredCall,
  type CoveredRequirement,
  type CoveredStep,
  REPORT_FORMAT,
} from './report.ts';
import type { RunState, StepState } from './run-state.ts';
import type { Requirement, Step, Suite } from './suite.ts';

/** What is told of a call by the run that it was seen in. */
export type ReportedCall = Omit<CoveredCall, 'as'>;

/** What a report says that is not of the run. */
export type ReportFacts = Pick<
  ConformanceReport,
  'id' | 'verifyUrl' | 'issuedAt' | 'validUntil' | 'judge' | 'credential' | 'prints'
> & { runId: string };

/** Makes a report of a complete run in which nothing waits for a second person; `calls` are those that its attempts name, by their ids. */
export function reportOf(
  suite: Suite,
  state: RunState,
  calls: ReadonlyMap<string, ReportedCall>,
  { runId, ...facts }: ReportFacts,
): ConformanceReport {
  if (state.openedAt === null || state.completedAt === null || state.proposals)
    throw new Error('The run is not complete');
  const { id, version, hash, title } = suite;
  return {
    format: REPORT_FORMAT,
    ...facts,
    run: {
      id: runId,
      suite: { id, version, hash, title },
      connector: state.connector,
      openedAt: new Date(state.openedAt).toISOString(),
      completedAt: new Date(state.completedAt).toISOString(),
      calls: state.calls,
    },
    coverage: suite.requirements.map((requirement) => covered(requirement, state, calls)),
  };
}

function covered(
  requirement: Requirement,
  state: RunState,
  calls: ReadonlyMap<string, ReportedCall>,
): CoveredRequirement {
  const { id, title, severity, source, notTested } = requirement;
  const declared = state.declarations[id];
  return {
    id,
    title,
    severity,
    source,
    outcome: requirementOutcome(requirement, state),
    notTested,
    declaration: declared
      ? { kind: declared.kind, reason: declared.reason, at: new Date(declared.at).toISOString() }
      : null,
    override: overrideOf(requirement, state),
    steps: requirement.steps.map((step) => coveredStep(step, state.steps[step.id], calls)),
  };
}

function overrideOf(requirement: Requirement, state: RunState): CoveredRequirement['override'] {
  const override = foundOf(requirement, state);
  const judged = judgedOutcome(requirement, state);
  if (!override || judged === 'NOT_TESTED') return null;
  return {
    outcome: override.outcome,
    proposedOf: override.judged,
    judged,
    reason: override.reason,
    proposedAt: new Date(override.at).toISOString(),
    confirmedAt: new Date(override.confirmedAt).toISOString(),
  };
}

function coveredStep(
  { id, title }: Step,
  state: StepState | undefined,
  calls: ReadonlyMap<string, ReportedCall>,
): CoveredStep {
  const { outcome = 'WAITING', tries = 0, attempts = [] } = state ?? {};
  const told = attempts.findLast((attempt) => attempt.outcome === outcome) ?? attempts.at(-1);
  const seen = Object.entries(told?.calls ?? {}).flatMap(([as, callId]) => {
    const call = calls.get(callId);
    return call ? [{ ...call, as }] : [];
  });
  return { id, title, outcome, tries, why: outcome === 'PASSED' ? null : (told?.why ?? null), calls: seen };
}
