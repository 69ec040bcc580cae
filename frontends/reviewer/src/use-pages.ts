import type { Reading } from '@portal/console';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type AnyVariables, type CombinedError, type TypedDocumentNode, useClient } from 'urql';

/** A page of a list, as the graph gives it. */
interface Page<Row> {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  edges: readonly { node: Row }[];
}

interface Read<Row> {
  rows?: readonly Row[];
  total: number;
  next: string | null;
}

const NOTHING = { total: 0, next: null };

/** A list, read page by page under what is there. */
export interface Pages<Row> extends Reading<readonly Row[]> {
  total: number;
  hasMore: boolean;
  readMore: () => void;
}

interface List<Data, Variables, Row> {
  query: TypedDocumentNode<Data, Variables & AnyVariables>;
  /** What it is asked by but for the page; another one begins it anew. */
  variables: Omit<Variables, 'after'>;
  /** Never changes. */
  pageOf: (data: Data) => Page<Row> | null | undefined;
}

/** Reads a list page by page, newly whenever it is asked for otherwise. */
export function usePages<Data, Variables extends object, Row>(list: List<Data, Variables, Row>): Pages<Row> {
  const client = useClient();
  const { query, pageOf } = list;
  const asked = JSON.stringify(list.variables);
  const [read, setRead] = useState<Read<Row>>(NOTHING);
  const [error, setError] = useState<CombinedError>();
  const [reading, setReading] = useState(false);
  const wanted = useRef(0);

  const readFrom = useCallback(
    async (after: string | null) => {
      const turn = ++wanted.current;
      setReading(true);
      const variables = { ...JSON.parse(asked), after };
      const result = await client.query(query, variables, { requestPolicy: 'network-only' }).toPromise();
      // Something else was asked for meanwhile: this answer is nobody's.
      if (turn !== wanted.current) return;
      setReading(false);
      setError(result.error);
      const page = result.data && pageOf(result.data);
      if (!page) return;
      const rows = page.edges.map(({ node }) => node);
      setRead((now) => ({
        rows: after && now.rows ? [...now.rows, ...rows] : rows,
        total: page.totalCount,
        next: page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null,
      }));
    },
    [client, query, asked, pageOf],
  );

  useEffect(() => {
    setRead(NOTHING);
    void readFrom(null);
    return () => {
      wanted.current++;
    };
  }, [readFrom]);

  return {
    value: read.rows,
    total: read.total,
    hasMore: read.next !== null,
    reading,
    error,
    readMore: () => void readFrom(read.next),
    // What is asked for again is what failed: the next page, or the first.
    retry: () => void readFrom(read.next),
  };
}
