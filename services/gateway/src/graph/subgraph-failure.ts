/**
 * `failed`: it did what it should not. `away`: it did not answer, and has done nothing. `unknown`: it was told to change
 * something, and did not say whether it did.
 */
export type SubgraphOutcome = 'failed' | 'away' | 'unknown';

const CODES = {
  failed: 'SUBGRAPH_FAILURE',
  away: 'SUBGRAPH_AWAY',
  unknown: 'SUBGRAPH_OUTCOME_UNKNOWN',
} as const satisfies Record<SubgraphOutcome, string>;

/** A subgraph did not do what it is there for; what the caller sees of it is INTERNAL, UNAVAILABLE or OUTCOME_UNKNOWN. */
export class SubgraphFailure extends Error {
  readonly code: string;

  constructor(
    readonly subgraph: string,
    what: string,
    { outcome = 'failed', ...options }: ErrorOptions & { outcome?: SubgraphOutcome } = {},
  ) {
    super(`${subgraph}: ${what}`, options);
    this.code = CODES[outcome];
  }

  override get name() {
    return 'SubgraphFailure';
  }
}
