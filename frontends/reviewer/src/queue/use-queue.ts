import { type Reading, useLive } from '@portal/console';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import type { QueueRow } from './arrivals.ts';
import {
  ReviewQueueChangedSubscription as QueueChanges,
  ReviewMessageChangedSubscription,
  ReviewQueueQuery,
} from './queue-documents.ts';
import { type QueueFilter, toGraphFilter } from './queue-filter.ts';
import { returnToQueue } from './queue-place.ts';
import {
  changeHeard,
  pageRead,
  type QueuePage,
  type QueueState,
  queueRead,
  rowChanged,
  unreadHeard,
} from './queue-state.ts';

/** What the live line told, to be told to the queue as it was read. */
type Heard = (queue: QueueState) => QueueState;

const PAGE = 20;

/** As many as there were, as far as one page goes. */
function pageOf(rows = 0): number {
  return Math.min(100, Math.max(PAGE, rows));
}

/** The queue on screen, and what one can do with it. */
export interface Queue extends Reading<QueueState['rows']> {
  state: QueueState | undefined;
  /** Reads the queue anew, as far down as it was read: what was waiting comes in. */
  refresh: () => void;
  readMore: () => void;
  /** A row as an act of one's own left it. */
  changed: (row: QueueRow) => void;
}

/**
 * Reads the queue and keeps it true in place. What the live line tells while a read is under way is held back and told
 * to what was read: nothing falls between the two, and nothing is counted twice. `files` reads each one's evidence too.
 */
export function useQueue(filter: QueueFilter, viewerId: string, files: boolean): Queue {
  const client = useClient();
  const [state, setState] = useState<QueueState>();
  const [error, setError] = useState<CombinedError>();
  const [reading, setReading] = useState(false);
  const heldBack = useRef<Heard[] | undefined>(undefined);
  const wanted = useRef(0);
  const asked = JSON.stringify(filter);
  const view = useMemo(() => JSON.parse(asked) as QueueFilter, [asked]);

  function heard(tell: Heard): void {
    heldBack.current?.push(tell);
    setState((now) => now && tell(now));
  }

  useLive(QueueChanges, ({ reviewQueueChanged: change }) => heard((now) => changeHeard(now, change, view, viewerId)));

  useLive(ReviewMessageChangedSubscription, ({ reviewMessageChanged: { accessRequest } }) =>
    heard((now) => unreadHeard(now, accessRequest)),
  );

  const read = useCallback(
    async (first: number, after: string | null, settle: (page: QueuePage, now?: QueueState) => QueueState) => {
      const turn = ++wanted.current;
      const meanwhile: Heard[] = [];
      heldBack.current = meanwhile;
      setReading(true);
      const { order: orderBy } = view;
      const variables = { filter: toGraphFilter(view), orderBy, first, after, files };
      const { data, error: failure } = await client
        .query(ReviewQueueQuery, variables, { requestPolicy: 'network-only' })
        .toPromise();
      // Another filter was asked for meanwhile: this answer is nobody's.
      if (turn !== wanted.current) return;
      heldBack.current = undefined;
      setReading(false);
      setError(failure);
      const page = data?.reviewQueue;
      if (!page) return;
      setState((now) => meanwhile.reduce((settled, tell) => tell(settled), settle(page, now)));
    },
    [client, view, files],
  );

  useEffect(() => {
    setState(undefined);
    void read(pageOf(returnToQueue(view)?.rows), null, queueRead);
    return () => {
      wanted.current++;
    };
  }, [read]);

  const refresh = () => void read(pageOf(state?.rows.length), null, queueRead);
  return {
    state,
    value: state?.rows,
    error,
    reading,
    refresh,
    retry: refresh,
    readMore: () =>
      void (state?.next && read(PAGE, state.next, (page, now) => (now ? pageRead(now, page) : queueRead(page)))),
    changed: (row) => setState((now) => now && rowChanged(now, row)),
  };
}
