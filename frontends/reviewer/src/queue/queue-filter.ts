import { ReviewQueueOrder, UF_NAMES, type Uf } from '@portal/domain';
import type { AccessRequestFilter, AccessRequestState, Environment } from '@portal/schema/types';

/** Whose requests the queue shows, as its tabs name them in the address. */
export const QUEUE_TABS = ['todas', 'minhas', 'sem-responsavel'] as const;
export type QueueTab = (typeof QUEUE_TABS)[number];

/** Where a request of the queue stands, as an address spells it. */
export const QUEUE_STATES = {
  enviadas: 'SUBMITTED',
  'em-analise': 'IN_REVIEW',
} as const satisfies Record<string, AccessRequestState>;
export type QueueStateSlug = keyof typeof QUEUE_STATES;

/** The orders of the queue as an address spells them; the first is its own. */
export const ORDER_SLUGS: Record<ReviewQueueOrder, string> = {
  DUE_FIRST: 'prazo',
  DUE_LAST: 'prazo-distante',
  SUBMITTED_FIRST: 'envio',
  SUBMITTED_LAST: 'envio-recente',
};

/** What any list of requests is narrowed to. */
export interface ListFilter {
  environment?: Environment;
  portfolio?: string;
  uf?: Uf;
  text?: string;
}

/** What the queue is narrowed to. It lives in the address alone, so that back, reload and a copied link keep it. */
export interface QueueFilter extends ListFilter {
  tab: QueueTab;
  state?: QueueStateSlug;
  /** Who holds it, by the person's id. */
  reviewer?: string;
  late?: true;
  order?: ReviewQueueOrder;
}

/** The environments as an address spells them. */
export const ENVIRONMENT_SLUGS: Record<Environment, string> = { HOMOLOGATION: 'homologacao', PRODUCTION: 'producao' };

/** The key that has this value; anything else is none. */
export function keyOf<Key extends string>(slugs: Record<Key, string>, slug: string | null): Key | undefined {
  return (Object.keys(slugs) as Key[]).find((key) => slugs[key] === slug);
}

/** The one of some keys that an address names; anything else is none. */
export function oneOf<Key extends string>(keys: Record<Key, unknown>, slug: string | null): Key | undefined {
  return (Object.keys(keys) as Key[]).find((key) => key === slug);
}

/** Reads what every list is narrowed to out of an address; what it does not know, it leaves out. */
export function listFilterOf(params: URLSearchParams): ListFilter {
  return present({
    environment: keyOf(ENVIRONMENT_SLUGS, params.get('ambiente')),
    portfolio: params.get('portfolio') || undefined,
    uf: oneOf(UF_NAMES, params.get('uf')),
    text: params.get('busca')?.trim() || undefined,
  });
}

/** The same as an address has it; what is at its default is left out. */
export function listParams({ environment, portfolio, uf, text }: ListFilter): [string, string][] {
  return [
    ...(environment ? [['ambiente', ENVIRONMENT_SLUGS[environment]] as [string, string]] : []),
    ...(portfolio ? [['portfolio', portfolio] as [string, string]] : []),
    ...(uf ? [['uf', uf] as [string, string]] : []),
    ...(text ? [['busca', text] as [string, string]] : []),
  ];
}

/** Reads the filter out of an address; what it does not know, it leaves out. */
export function queueFilterOf(params: URLSearchParams): QueueFilter {
  const order = keyOf(ORDER_SLUGS, params.get('ordem'));
  return {
    tab: QUEUE_TABS.find((tab) => tab === params.get('aba')) ?? 'todas',
    ...listFilterOf(params),
    ...present({
      state: oneOf(QUEUE_STATES, params.get('situacao')),
      reviewer: params.get('responsavel') || undefined,
      late: params.get('atrasadas') === 'sim' ? (true as const) : undefined,
      order: order === 'DUE_FIRST' ? undefined : order,
    }),
  };
}

/** Writes the filter into an address; what is at its default is left out. */
export function queueParams({ tab, state, reviewer, late, order, ...list }: QueueFilter): URLSearchParams {
  const params = new URLSearchParams();
  if (tab !== 'todas') params.set('aba', tab);
  for (const [name, value] of listParams(list)) params.set(name, value);
  if (state) params.set('situacao', state);
  if (reviewer) params.set('responsavel', reviewer);
  if (late) params.set('atrasadas', 'sim');
  if (order && order !== ReviewQueueOrder.DUE_FIRST) params.set('ordem', ORDER_SLUGS[order]);
  return params;
}

/** An address with the queue's filter on it, so that every way back leads to the same queue. */
export function withQueue(path: string, filter: QueueFilter): string {
  const params = queueParams(filter).toString();
  return params ? `${path}?${params}` : path;
}

/** What every list is narrowed to, as the graph asks for it. */
export function toListFilter({ environment, portfolio, uf, text }: ListFilter): AccessRequestFilter {
  return present({ environment, portfolio, uf, text });
}

/** The filter as the graph asks for it. */
export function toGraphFilter({ tab, state, reviewer, late, ...list }: QueueFilter): AccessRequestFilter {
  return {
    ...toListFilter(list),
    ...(state && { states: [QUEUE_STATES[state]] }),
    ...(reviewer && { reviewer }),
    ...(late && { late }),
    ...(tab === 'minhas' && { assignedToMe: true }),
    ...(tab === 'sem-responsavel' && { unassigned: true }),
  };
}

type Present<Of> = { [Key in keyof Of]?: Exclude<Of[Key], undefined> };

function present<Of extends object>(values: Of): Present<Of> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<Of>;
}
