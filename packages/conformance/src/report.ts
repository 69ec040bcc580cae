import type { RunOutcome, StepOutcome } from './run-state.ts';
import type { Severity } from './suite.ts';

/** A complete run, as evidence: what is signed, printed as PDF, and verified by whoever has it. */
export interface ConformanceReport {
  format: 'portal-de-servicos/conformance-report/1';
  /** UUIDv7; in the address of the public page that verifies it. */
  id: string;
  issuedAt: string;
  /** It counts until then: with its suite's version, and a year at most. */
  validUntil: string;
  run: {
    id: string;
    suite: { id: string; version: string; hash: string; title: string };
    connector: string | null;
    openedAt: string;
    completedAt: string;
    calls: number;
    outcome: RunOutcome;
  };
  /** What judged the documents: `br.gov.saude.ria.fhir 1.0.0-release`. */
  judge: readonly string[];
  credential: {
    id: string;
    requesterIdentifier: string;
    systemName: string;
    uf: string;
    cnes: readonly string[];
    certificateSha256: string | null;
  };
  /** The three official prints, of one accepted document; what may be of a person masked. */
  prints: {
    /** The judge's verdict over what was sent. */
    validation: { callId: string; documentKind: string; guide: string; findings: number };
    /** Status and headers of the answer to the creation. */
    creation: { callId: string; at: string; status: number; headers: Readonly<Record<string, string>> };
    /** The Bundle that was sent, masked, as JSON. */
    bundle: { callId: string; json: string; hmac: string | null };
  };
  coverage: readonly CoveredRequirement[];
}

/** A requirement, and how it was met or why it was not tested. */
export interface CoveredRequirement {
  id: string;
  title: string;
  severity: Severity;
  source: string;
  outcome: StepOutcome | 'NOT_TESTED';
  /** Why it was not tested or does not apply, or what was attested. */
  reason: string | null;
  steps: readonly CoveredStep[];
}

/** A step, and the calls that it was seen in. */
export interface CoveredStep {
  id: string;
  title: string;
  outcome: StepOutcome;
  tries: number;
  calls: readonly CoveredCall[];
}

/** A call, as little as identifies it. */
export interface CoveredCall {
  id: string;
  as: string;
  at: string;
  method: string;
  operation: string | null;
  status: number;
  codes: readonly string[];
  fault: { id: string; kind: string } | null;
}
