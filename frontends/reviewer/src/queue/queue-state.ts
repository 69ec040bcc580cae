import type { ReviewQueueQuery } from '../gql/graphql.ts';
import { entersTab, type QueueEvent, type QueueRow, standsInQueue } from './arrivals.ts';
import type { QueueFilter } from './queue-filter.ts';

/** A page of the queue, as it was read. */
export type QueuePage = NonNullable<ReviewQueueQuery['reviewQueue']>;

/** The queue as it was read, with what has happened since. */
export interface QueueState {
  rows: readonly QueueRow[];
  total: number;
  /** Where the next page begins; null at the end. */
  next: string | null;
  /** Requests that came in since: announced, never pushed under the cursor. */
  waiting: ReadonlySet<string>;
}

/** A first read: nothing is waiting. */
export function queueRead(page: QueuePage): QueueState {
  return {
    rows: rowsOf(page),
    total: page.totalCount,
    next: nextOf(page),
    waiting: new Set(),
  };
}

/** The next page under what is there; a row that came up meanwhile is not shown twice. */
export function pageRead(state: QueueState, page: QueuePage): QueueState {
  const shown = new Set(state.rows.map(({ id }) => id));
  const added = rowsOf(page).filter(({ id }) => !shown.has(id));
  const waiting = new Set([...state.waiting].filter((id) => !added.some((row) => row.id === id)));
  return { ...state, rows: [...state.rows, ...added], total: page.totalCount, next: nextOf(page), waiting };
}

/** A row as it is now, in its place, even when it has left this view: the next update takes it away. */
export function rowChanged(state: QueueState, row: QueueRow): QueueState {
  if (!state.rows.some(({ id }) => id === row.id)) return state;
  return {
    ...state,
    // What the live line leaves out stays as it was read.
    rows: state.rows.map((shown) =>
      shown.id === row.id && row.version >= shown.version ? { ...shown, ...row } : shown,
    ),
  };
}

/** How much is new to the viewer on a request, where it is on the page. */
export function unreadHeard(
  state: QueueState,
  { id, unreadMessages }: { id: string; unreadMessages: number },
): QueueState {
  return { ...state, rows: state.rows.map((shown) => (shown.id === id ? { ...shown, unreadMessages } : shown)) };
}

/** What the live line told: a row on the page changes in its place, a new one is announced, one that left again is not. */
export function changeHeard(
  state: QueueState,
  { event, accessRequest: row }: { event: QueueEvent; accessRequest: QueueRow },
  filter: QueueFilter,
  viewerId: string,
): QueueState {
  if (state.rows.some(({ id }) => id === row.id)) return rowChanged(state, row);
  const stands = standsInQueue(row, filter, viewerId);
  const waits = stands && (state.waiting.has(row.id) || entersTab(event, filter.tab));
  if (waits === state.waiting.has(row.id)) return state;
  const waiting = new Set(state.waiting);
  if (waits) waiting.add(row.id);
  else waiting.delete(row.id);
  return { ...state, waiting };
}

function rowsOf(page: QueuePage): QueueRow[] {
  return page.edges.map(({ node }) => node);
}

function nextOf({ pageInfo }: QueuePage): string | null {
  return pageInfo.hasNextPage ? pageInfo.endCursor : null;
}
