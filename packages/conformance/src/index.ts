export { advance, openRun } from './advance.ts';
export type { CallFacts } from './call-facts.ts';
export { contentHash } from './canonical.ts';
export { carry, foundBefore } from './carry.ts';
export { connectorChange, connectorName } from './connector.ts';
export { declare, mayDeclare, withdraw } from './declare.ts';
export { excuse, type Incident } from './excuse.ts';
export { foundOf, judgedOutcome, remaining, requirementOutcome, runOutcome } from './outcomes.ts';
export { confirm, dismiss, lapse, type NotProposed, PROPOSED_OUTCOMES, propose, whyNotProposed } from './override.ts';
export type {
  ConformanceReport,
  Coverage,
  CoveredCall,
  CoveredRequirement,
  CoveredStep,
  OfficialPrints,
} from './report.ts';
export { conformanceReport, coverageOf } from './report.ts';
export { type ReportedCall, reportOf } from './report-of.ts';
export type { Attempt, Declaration, Nearest, Proposal, RunState, StepState } from './run-state.ts';
export {
  emptySlot,
  PDF_SIGNATURE_KEY,
  signedBytes,
  signedPdfBytes,
  withSignature,
} from './signed-report.ts';
export type { Requirement, Step, Suite } from './suite.ts';
export { suiteOf, suites } from './suites.ts';
export { REPORT_SIGNATURE_ALG, REPORT_SIGNATURE_TYPE, verifyReport } from './verify-report.ts';
export { lastDaysFrom, versionEnd } from './version-end.ts';
