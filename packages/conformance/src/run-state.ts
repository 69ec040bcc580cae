/** Where a step stands. */
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
  connector: string | null;
}

/** What is known of a step: all tries are counted, the last ones kept. */
export interface StepState {
  outcome: StepOutcome;
  attempts: readonly Attempt[];
  tries: number;
  /** Calls until it was passed first, and when: what public medians are made of. */
  passedAt: number | null;
  callsToPass: number | null;
  /** Declared by a person: why it does not apply, or what is attested. */
  declared: { kind: 'NOT_APPLICABLE' | 'ATTESTED'; reason: string; by: string; at: number } | null;
}

/** All of a run, as it is written down: a value that calls move on. */
export interface RunState {
  suite: { id: string; version: string; hash: string };
  /** Name and version of the User-Agent that it is of. */
  connector: string | null;
  openedAt: number | null;
  completedAt: number | null;
  calls: number;
  steps: Readonly<Record<string, StepState>>;
}

/** Which step a call was for, or which it came nearest to and why it is not. */
export interface Nearest {
  stepId: string;
  matched: boolean;
  why: string | null;
}
