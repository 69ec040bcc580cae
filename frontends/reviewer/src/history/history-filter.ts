import type { AccessRequestFilter, AccessRequestState } from '@portal/schema/types';
import { type ListFilter, listFilterOf, listParams, oneOf, toListFilter } from '../queue/queue-filter.ts';

/** What an analysis can have come to, as the address spells it. */
export const OUTCOMES = {
  aprovadas: 'APPROVED',
  'nao-aprovadas': 'REJECTED',
} as const satisfies Record<string, AccessRequestState>;
export type Outcome = keyof typeof OUTCOMES;

/** What the history is narrowed to; kept in the address. */
export interface HistoryFilter extends ListFilter {
  outcome?: Outcome;
}

/** Reads the filter out of an address; what it does not know, it leaves out. */
export function historyFilterOf(params: URLSearchParams): HistoryFilter {
  const outcome = oneOf(OUTCOMES, params.get('resultado'));
  return { ...listFilterOf(params), ...(outcome && { outcome }) };
}

/** Writes the filter into an address. */
export function historyParams({ outcome, ...list }: HistoryFilter): URLSearchParams {
  return new URLSearchParams([...(outcome ? [['resultado', outcome]] : []), ...listParams(list)]);
}

/** The filter as the graph asks for it. */
export function toHistoryGraphFilter({ outcome, ...list }: HistoryFilter): AccessRequestFilter {
  return { ...toListFilter(list), ...(outcome && { states: [OUTCOMES[outcome]] }) };
}
