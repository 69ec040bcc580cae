import type { AccessRequestFilter, Environment } from '@portal/schema/types';

/** Whose requests the queue shows, as its tabs name them in the address. */
export const QUEUE_TABS = ['todas', 'minhas', 'sem-responsavel'] as const;
export type QueueTab = (typeof QUEUE_TABS)[number];

/** What the queue is narrowed to. It lives in the address alone, so that back, reload and a copied link keep it. */
export interface QueueFilter {
  tab: QueueTab;
  environment?: Environment;
  portfolio?: string;
  text?: string;
}

/** The environments as an address spells them. */
export const ENVIRONMENT_SLUGS: Record<Environment, string> = { HOMOLOGATION: 'homologacao', PRODUCTION: 'producao' };

/** Reads an environment out of an address; anything else is none. */
export function environmentOfSlug(slug: string | null): Environment | undefined {
  return (Object.keys(ENVIRONMENT_SLUGS) as Environment[]).find((key) => ENVIRONMENT_SLUGS[key] === slug);
}

/** Reads the filter out of an address; what it does not know, it leaves out. */
export function queueFilterOf(params: URLSearchParams): QueueFilter {
  const filter: QueueFilter = { tab: QUEUE_TABS.find((tab) => tab === params.get('aba')) ?? 'todas' };
  const environment = environmentOfSlug(params.get('ambiente'));
  const portfolio = params.get('portfolio');
  const text = params.get('busca')?.trim();
  if (environment) filter.environment = environment;
  if (portfolio) filter.portfolio = portfolio;
  if (text) filter.text = text;
  return filter;
}

/** Writes the filter into an address; what is at its default is left out. */
export function queueParams(filter: QueueFilter): URLSearchParams {
  const params = new URLSearchParams();
  if (filter.tab !== 'todas') params.set('aba', filter.tab);
  if (filter.environment) params.set('ambiente', ENVIRONMENT_SLUGS[filter.environment]);
  if (filter.portfolio) params.set('portfolio', filter.portfolio);
  if (filter.text) params.set('busca', filter.text);
  return params;
}

/** An address with the queue's filter on it, so that every way back leads to the same queue. */
export function withQueue(path: string, filter: QueueFilter): string {
  const params = queueParams(filter).toString();
  return params ? `${path}?${params}` : path;
}

/** The filter as the graph asks for it. */
export function toGraphFilter({ tab, environment, portfolio, text }: QueueFilter): AccessRequestFilter {
  return {
    ...(environment && { environment }),
    ...(portfolio && { portfolio }),
    ...(text && { text }),
    ...(tab === 'minhas' && { assignedToMe: true }),
    ...(tab === 'sem-responsavel' && { unassigned: true }),
  };
}
