export { advance, openRun } from './advance.ts';
export type { CallFacts } from './call-facts.ts';
export { contentHash } from './canonical.ts';
export { type Carried, carry } from './carry.ts';
export { type ConnectorChange, connectorChange, connectorName } from './connector.ts';
export { declare, mayDeclare, withdraw } from './declare.ts';
export { excuse, type Incident } from './excuse.ts';
export { lintSuites } from './lint.ts';
export { remaining, requirementOutcome, runOutcome } from './outcomes.ts';
export type {
  ConformanceReport,
  Coverage,
  CoveredCall,
  CoveredRequirement,
  CoveredStep,
  OfficialPrints,
} from './report.ts';
export { conformanceReport, coverageOf, REPORT_FORMAT } from './report.ts';
export { type ReportedCall, type ReportFacts, reportOf } from './report-of.ts';
export type { Attempt, Declaration, Nearest, RunOutcome, RunState, StepOutcome, StepState } from './run-state.ts';
export {
  emptySlot,
  PDF_SIGNATURE_KEY,
  signedBytes,
  signedPdfBytes,
  withSignature,
} from './signed-report.ts';
export type { CallPattern, Forbidden, Recertify, Requirement, Seen, Severity, Step, Suite } from './suite.ts';
export { suiteOf, suites } from './suites.ts';
export { REPORT_SIGNATURE_ALG, REPORT_SIGNATURE_TYPE, type Verification, verifyReport } from './verify-report.ts';
