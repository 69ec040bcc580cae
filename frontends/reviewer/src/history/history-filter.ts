import type { AccessRequestFilter, AccessRequestState, Environment } from '@portal/schema/types';
import { ENVIRONMENT_SLUGS, environmentOfSlug } from '../queue/queue-filter.ts';

/** What an analysis can have come to, as the address spells it. */
export const OUTCOMES = {
  aprovadas: 'APPROVED',
  'nao-aprovadas': 'REJECTED',
  canceladas: 'CANCELLED',
} as const satisfies Record<string, AccessRequestState>;
export type Outcome = keyof typeof OUTCOMES;

/** What the history is narrowed to; kept in the address. */
export interface HistoryFilter {
  outcome?: Outcome;
  environment?: Environment;
  portfolio?: string;
  text?: string;
}

/** Reads the filter out of an address; what it does not know, it leaves out. */
export function historyFilterOf(params: URLSearchParams): HistoryFilter {
  const filter: HistoryFilter = {};
  const outcome = (Object.keys(OUTCOMES) as Outcome[]).find((slug) => slug === params.get('resultado'));
  const environment = environmentOfSlug(params.get('ambiente'));
  const portfolio = params.get('portfolio');
  const text = params.get('busca')?.trim();
  if (outcome) filter.outcome = outcome;
  if (environment) filter.environment = environment;
  if (portfolio) filter.portfolio = portfolio;
  if (text) filter.text = text;
  return filter;
}

/** Writes the filter into an address. */
export function historyParams({ outcome, environment, portfolio, text }: HistoryFilter): URLSearchParams {
  const params = new URLSearchParams();
  if (outcome) params.set('resultado', outcome);
  if (environment) params.set('ambiente', ENVIRONMENT_SLUGS[environment]);
  if (portfolio) params.set('portfolio', portfolio);
  if (text) params.set('busca', text);
  return params;
}

/** The filter as the graph asks for it. */
export function toHistoryGraphFilter({ outcome, environment, portfolio, text }: HistoryFilter): AccessRequestFilter {
  return {
    ...(outcome && { states: [OUTCOMES[outcome]] }),
    ...(environment && { environment }),
    ...(portfolio && { portfolio }),
    ...(text && { text }),
  };
}
