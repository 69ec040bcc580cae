import { useLive, useSoon } from '@portal/console';
import { useQuery } from 'urql';
import { QueueCountsQuery, ReviewQueueChangedSubscription } from './queue-documents.ts';
import { QUEUE_TABS, type QueueFilter, type QueueTab, toGraphFilter } from './queue-filter.ts';

/** How many requests stand behind each tab, by the same filters; counted anew when the queue changes. */
export function useQueueCounts(filter: QueueFilter): Partial<Record<QueueTab, number>> {
  const [all, mine, unassigned] = QUEUE_TABS.map((tab) => toGraphFilter({ ...filter, tab }));
  const [{ data }, count] = useQuery({
    query: QueueCountsQuery,
    variables: { all, mine, unassigned },
    requestPolicy: 'cache-and-network',
  });
  // Of many changes in a row the tabs are counted once.
  const countSoon = useSoon(() => count({ requestPolicy: 'network-only' }));
  useLive(ReviewQueueChangedSubscription, countSoon);
  if (!data) return {};
  return {
    todas: data.all?.totalCount,
    minhas: data.mine?.totalCount,
    'sem-responsavel': data.unassigned?.totalCount,
  };
}
