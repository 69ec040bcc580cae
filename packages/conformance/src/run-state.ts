/** Where a step or a requirement stands. */
export type StepOutcome =
  | 'WAITING'
  | 'PASSED'
  | 'FAILED'
  | 'INCONCLUSIVE'
  | 'NOT_APPLICABLE'
  | 'ATTESTED'
  | 'IN_REVIEW';

/** How a run stands as a whole. COMPLETE: nothing that is REQUIRED is left. */
export type RunOutcome = 'WAITING' | 'FAILED' | 'INCONCLUSIVE' | 'COMPLETE';

/** One try at a step. */
export interface Attempt {
  outcome: 'WAITING' | 'PASSED' | 'FAILED' | 'INCONCLUSIVE';
  /** The calls that it was seen in, by the names that `see` gives them. */
  calls: Readonly<Record<string, string>>;
  begunAt: number;
  endedAt: number | null;
  /** Why it is not PASSED, in Portuguese: expected against got. */
  why: string | null;
  /** The call that failed it. */
  failedBy: string | null;
  /** `sistema/versão` that made it. */
  connector: string | null;
  /** What later calls are held against, by the same names; null once it has ended. */
  facts: Readonly<Record<string, HeldFacts>> | null;
}

/** Of a call, what its step asks of those that follow. */
export interface HeldFacts {
  answeredAt?: number;
  retryAfterSeconds?: number;
  bodyHmac?: string;
  tokenHmac?: string;
  issuedTokenHmac?: string;
  identifierHmac?: string;
  documentId?: string;
  faultId?: string;
  /** Calls that `mustNot` lets pass so many of, by its place in the list. */
  passed?: Readonly<Record<string, number>>;
}

/** What is known of a step: all tries that ended are counted, the last ones kept, the oldest first. */
export interface StepState {
  outcome: Exclude<StepOutcome, 'NOT_APPLICABLE' | 'ATTESTED' | 'IN_REVIEW'>;
  attempts: readonly Attempt[];
  tries: number;
  /** Calls until it was passed first, and when: what public medians are made of. */
  passedAt: number | null;
  callsToPass: number | null;
}

/** Declared by a person of a requirement: why it does not apply, or what is attested. */
export interface Declaration {
  kind: 'NOT_APPLICABLE' | 'ATTESTED';
  reason: string;
  by: string;
  at: number;
}

/** What people may find of a requirement in the judge's place. */
export type OverrideOutcome = 'PASSED' | 'FAILED' | 'NOT_APPLICABLE';

/** What a reviewer may propose: an outcome, or that what people found counts no more. */
export type ProposedOutcome = OverrideOutcome | 'AS_JUDGED';

/** What a reviewer finds of a requirement in the judge's place, while no second person agreed. */
export interface Proposal {
  id: string;
  outcome: ProposedOutcome;
  /** Where the requirement stood by calls and declarations when it was proposed. */
  judged: StepOutcome;
  reason: string;
  by: string;
  at: number;
}

/** What two people found of a requirement: it counts in the judge's place. */
export interface Override extends Proposal {
  outcome: OverrideOutcome;
  confirmedBy: string;
  confirmedAt: number;
}

/** All of a run, as it is written down: a value that calls move on. */
export interface RunState {
  suite: { id: string; version: string; hash: string };
  /** Name and version of the User-Agent that it is of. */
  connector: string | null;
  openedAt: number | null;
  /** Since when nothing that is REQUIRED is left but, maybe, to decide what is proposed; null before. */
  completedAt: number | null;
  calls: number;
  /** The last calls by their ids, in order: none of them, nor what came before, is looked at twice. */
  lastCalls: readonly string[];
  steps: Readonly<Record<string, StepState>>;
  declarations: Readonly<Record<string, Declaration>>;
  /** By requirements, one of each; absent where none waits for a second person. */
  proposals?: Readonly<Record<string, Proposal>>;
  /** By requirements; absent where nothing is decided by people. */
  overrides?: Readonly<Record<string, Override>>;
  /** When something of that was lifted last: it is as it was before, and not the same run as then. */
  liftedAt?: number;
}

/** Which step a call was for, or which it came nearest to and why it is not. */
export interface Nearest {
  stepId: string;
  matched: boolean;
  /** Why it is not, or what it made fail; null where all was as expected. */
  why: string | null;
}
