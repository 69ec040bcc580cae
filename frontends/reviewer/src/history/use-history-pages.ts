import type { Reading } from '@portal/console';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import { ReviewHistoryQuery } from './history-documents.ts';
import { type HistoryFilter, toHistoryGraphFilter } from './history-filter.ts';
import type { HistoryRow } from './history-table.tsx';

interface Pages {
  rows?: HistoryRow[];
  total: number;
  next: string | null;
}

const NOTHING: Pages = { total: 0, next: null };

interface HistoryPages extends Reading<readonly HistoryRow[]> {
  total: number;
  hasMore: boolean;
  readMore: () => void;
}

/** The history, read page by page under what is there. */
export function useHistoryPages(filter: HistoryFilter): HistoryPages {
  const client = useClient();
  const asked = JSON.stringify(filter);
  const variables = useMemo(
    () => ({ filter: toHistoryGraphFilter(JSON.parse(asked) as HistoryFilter), first: 20 }),
    [asked],
  );
  const [pages, setPages] = useState<Pages>(NOTHING);
  const [error, setError] = useState<CombinedError>();
  const [reading, setReading] = useState(false);
  const wanted = useRef(0);

  const read = useCallback(
    async (after: string | null) => {
      const turn = ++wanted.current;
      setReading(true);
      const result = await client
        .query(ReviewHistoryQuery, { ...variables, after }, { requestPolicy: 'network-only' })
        .toPromise();
      // Another filter was asked for meanwhile: this answer is nobody's.
      if (turn !== wanted.current) return;
      setReading(false);
      setError(result.error);
      const page = result.data?.reviewHistory;
      if (!page) return;
      const rows = page.edges.map(({ node }) => node);
      setPages((now) => ({
        rows: after && now.rows ? [...now.rows, ...rows] : rows,
        total: page.totalCount,
        next: page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null,
      }));
    },
    [client, variables],
  );

  useEffect(() => {
    setPages(NOTHING);
    void read(null);
    return () => {
      wanted.current++;
    };
  }, [read]);

  return {
    value: pages.rows,
    total: pages.total,
    hasMore: pages.next !== null,
    reading,
    error,
    readMore: () => void read(pages.next),
    // What is asked for again is what failed: the next page, or the first.
    retry: () => void read(pages.next),
  };
}
