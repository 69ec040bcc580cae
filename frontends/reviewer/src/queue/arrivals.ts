import { foldText, isFoundBy, isLate, searchWays } from '@portal/domain';
import type { QueueRowFragment, ReviewQueueChangedSubscription } from '../gql/graphql.ts';
import { QUEUE_STATES, type QueueFilter, type QueueTab } from './queue-filter.ts';

/** A request as the queue shows it; its files where they were asked for, and what the live line leaves out. */
export type QueueRow = QueueRowFragment & { evidence?: { id: string }[]; unreadMessages?: number };

/** What happened to a request, as the live line tells it. */
export type QueueEvent = Pick<ReviewQueueChangedSubscription['reviewQueueChanged']['event'], 'action' | 'to'>;

/**
 * Whether a request stands in this view of the queue now. It answers as the graph does but for the text, where it looks
 * at what the row shows; a wrong guess only announces one request too many or too few.
 */
export function standsInQueue(row: QueueRow, filter: QueueFilter, viewerId: string): boolean {
  if (row.state !== 'SUBMITTED' && row.state !== 'IN_REVIEW') return false;
  if (filter.tab === 'minhas' && row.reviewer?.personId !== viewerId) return false;
  if (filter.tab === 'sem-responsavel' && row.reviewer) return false;
  if (filter.environment && row.environment !== filter.environment) return false;
  if (filter.portfolio && row.portfolio.slug !== filter.portfolio) return false;
  if (filter.uf && row.establishment?.uf !== filter.uf) return false;
  if (filter.state && row.state !== QUEUE_STATES[filter.state]) return false;
  if (filter.reviewer && row.reviewer?.personId !== filter.reviewer) return false;
  if (filter.late && !(row.dueAt && isLate(row.dueAt, new Date()))) return false;
  return !filter.text || shows(row, filter.text);
}

/**
 * Whether an event brings a request into a tab. Anything else happens to one that was there before, on a page of the
 * list that is not loaded yet.
 */
export function entersTab({ action, to }: QueueEvent, tab: QueueTab): boolean {
  if (tab === 'minhas') return action === 'CLAIM';
  if (action === 'SUBMIT') return true;
  return tab === 'sem-responsavel' && to === 'SUBMITTED';
}

function shows(row: QueueRow, text: string): boolean {
  const seen = foldText(
    [
      row.protocol,
      row.protocol.replaceAll('-', ''),
      row.establishment?.name,
      row.system?.name,
      row.portfolio.name,
      row.requester.name,
    ].join(' '),
  );
  return isFoundBy(seen, searchWays(text));
}
