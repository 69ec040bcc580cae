import { ANSWER_BY, clocksApart } from '@portal/service-kit/serving';
import { SubgraphFailure } from './subgraph-failure.ts';

/** Where a subgraph has to have answered, or have undone what it began: its clock may be a little apart, and its answer has a way to go. */
const AHEAD_OF_US_MS = 5_000;

/** Tells a subgraph until when somebody waits for it. */
export function answerByHeader(answerBy: number): Record<string, string> {
  return { [ANSWER_BY]: String(answerBy - AHEAD_OF_US_MS) };
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
