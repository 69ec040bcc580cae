import type { AccessRequestFilter, AccessRequestState } from '@portal/schema/types';
import { type ListFilter, listFilterOf, listParams, oneOf, toListFilter } from '../queue/queue-filter.ts';

/** Where a request that was submitted can stand, as an address spells it. */
export const STATES = {
  enviadas: 'SUBMITTED',
  'em-analise': 'IN_REVIEW',
  'ajustes-solicitados': 'CHANGES_REQUESTED',
  aprovadas: 'APPROVED',
  'nao-aprovadas': 'REJECTED',
  canceladas: 'CANCELLED',
} as const satisfies Record<string, AccessRequestState>;
export type StateSlug = keyof typeof STATES;

/** What is searched for; kept in the address. */
export interface SearchFilter extends ListFilter {
  state?: StateSlug;
}

/** Reads what is searched for out of an address; what it does not know, it leaves out. */
export function searchFilterOf(params: URLSearchParams): SearchFilter {
  const state = oneOf(STATES, params.get('situacao'));
  return { ...listFilterOf(params), ...(state && { state }) };
}

/** Writes it into an address. */
export function searchParams({ state, ...list }: SearchFilter): URLSearchParams {
  return new URLSearchParams([...listParams(list), ...(state ? [['situacao', state]] : [])]);
}

/** The same as the graph asks for it. */
export function toSearchGraphFilter({ state, ...list }: SearchFilter): AccessRequestFilter {
  return { ...toListFilter(list), ...(state && { states: [STATES[state]] }) };
}
