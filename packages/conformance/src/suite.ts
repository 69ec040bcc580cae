import type { FaultKind, HomologationHost } from '@portal/domain';

/** How much hangs on a requirement: without a REQUIRED one there is no complete run. */
export type Severity = 'REQUIRED' | 'RECOMMENDED';

/** Which version of a connector does a step anew: `sistema/MAJOR.MINOR.PATCH` of its User-Agent. */
export type Recertify = 'MAJOR' | 'MINOR' | 'EVERY';

/** What a suite asks of a connector, for one kind of document or for all that use a service. */
export interface Suite {
  /** `ria-r`: the file's name. */
  id: string;
  /** Semantic. */
  version: string;
  /** SHA-256, hexadecimal, of what it says, however it is laid out. */
  hash: string;
  title: string;
  /** Slugs of the catalogue's services: a credential that has one of them is judged by this suite. */
  services: readonly string[];
  /** What this version changed, and until when runs of the one before may be completed; null in the first. */
  changed: { what: string; completeUntil: string } | null;
  requirements: readonly Requirement[];
}

/** What is asked, and where that stands. Either it has steps, or it is attested, or why it is not tested is said. */
export interface Requirement {
  /** Stable: `token.reuse`. */
  id: string;
  title: string;
  severity: Severity;
  /** URL of where it stands. */
  source: string;
  steps: readonly Step[];
  /** What the integrator declares, because no call can show it. */
  attest: string | null;
  /** Why it is not tested. */
  notTested: string | null;
  /** Asked to say so: the requirement may be declared not applicable, and the question says when. */
  mayNotApply: string | null;
}

/** What is to be seen once. */
export interface Step {
  /** Stable and unique in the suite: `token.reuse/three-calls`. */
  id: string;
  title: string;
  /** What the integrator does, in Portuguese. */
  how: string;
  /** Armed before it. */
  fault: FaultKind | null;
  recertify: Recertify;
  /** Calls in this order; others may come between. */
  see: readonly Seen[];
  /** Calls that fail the attempt when they come between the first of `see` and the last. */
  mustNot: readonly Forbidden[];
}

/** A call that is waited for. */
export interface Seen extends CallPattern {
  /** By what the others name it. */
  as: string;
  /** Not before so long after another, in seconds; or after what its Retry-After says. */
  notBefore: { after: string; seconds: number | 'retryAfter' } | null;
  /** No later than so long after another, in seconds. */
  within: { after: string; seconds: number } | null;
}

/** A call that must not come, with what is said when it does. */
export interface Forbidden extends CallPattern {
  /** From the call of this name on; until the last one of `see`, or the one named. */
  after: string;
  before: string | null;
  /** Only so long, in seconds or by its Retry-After. */
  for: number | 'retryAfter' | null;
  /** So many are let pass; 0 where one is too many. */
  moreThan: number;
  because: string;
}

/** What a call is held against. Absent: anything. */
export interface CallPattern {
  host?: HomologationHost;
  operation?: readonly string[];
  /** Exact, or a class: `2xx`. */
  status?: readonly string[];
  codes?: readonly string[];
  /** None of these. */
  withoutCodes?: readonly string[];
  documentKind?: readonly string[];
  /** The fault that was done to it; ANY: some fault, whichever. */
  fault?: FaultKind | 'NONE' | 'ANY';
  /** Whether its User-Agent is `sistema/versão`. */
  connector?: 'NAMED' | 'UNNAMED';
  /** The same as the call of that name. */
  sameBody?: string;
  sameToken?: string;
  sameIdentifier?: string;
  sameDocument?: string;
  /** The same armed fault, that is done to several calls. */
  sameFault?: string;
  /** Its token is the one that the call of that name was given. */
  tokenOf?: string;
  /** It replaces the document of the call of that name. */
  replaces?: string;
}
