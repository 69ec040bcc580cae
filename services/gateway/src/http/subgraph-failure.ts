import { clocksApart } from '@portal/service-kit/serving';
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

/** What of a request's failing says that nobody was there to receive it. */
const NEVER_ARRIVED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** No answer, or not in time. */
export function noAnswer(subgraph: string, cause: unknown, changes: boolean): SubgraphFailure {
  const arrived = !NEVER_ARRIVED.has(String((cause as { code?: unknown }).code));
  return new SubgraphFailure(subgraph, 'did not answer', { cause, outcome: changes && arrived ? 'unknown' : 'away' });
}

/** Our own token was refused: either the keys differ, or the clocks do. */
export function tokenRefusedBy(subgraph: string, date: string | undefined): SubgraphFailure {
  const apart = clocksApart(date);
  const why = apart ? `: its clock is ${apart}` : ': INTERNAL_JWKS does not hold our key';
  return new SubgraphFailure(subgraph, `refused our token${why}`, { outcome: 'away' });
}
