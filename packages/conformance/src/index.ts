export type { CallFacts } from './call-facts.ts';
export type { ConformanceReport, CoveredCall, CoveredRequirement, CoveredStep } from './report.ts';
export type { Attempt, Nearest, RunOutcome, RunState, StepOutcome, StepState } from './run-state.ts';
export type { CallPattern, Forbidden, Recertify, Requirement, Seen, Severity, Step, Suite } from './suite.ts';
