import { useCallback, useEffect, useRef, useState } from 'react';
import { type AnyVariables, type CombinedError, type TypedDocumentNode, useClient } from 'urql';
import type { Reading } from './reading.ts';

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
  /** Reads as much as is there again, without a word: what came meanwhile is there, and what went is not. */
  readAgain: () => void;
}

interface List<Data, Variables, Row> {
  query: TypedDocumentNode<Data, Variables & AnyVariables>;
  /** What it is asked by but for the page; another one begins it anew. */
  variables: Omit<Variables, 'after'>;
  /** Never changes. */
  pageOf: (data: Data) => Page<Row> | null | undefined;
}

/** Reads pages from the first one on until there are so many rows, or no more; undefined where one was not given. */
export async function readAtLeast<Row>(
  least: number,
  pageAfter: (after: string | null) => Promise<Page<Row> | null | undefined>,
): Promise<Required<Read<Row>> | undefined> {
  const rows: Row[] = [];
  let after: string | null = null;
  for (;;) {
    const page = await pageAfter(after);
    if (!page) return undefined;
    rows.push(...page.edges.map(({ node }) => node));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    if (after === null || rows.length >= least) return { rows, total: page.totalCount, next: after };
  }
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

  const ask = useCallback(
    (after: string | null) =>
      client.query(query, { ...JSON.parse(asked), after }, { requestPolicy: 'network-only' }).toPromise(),
    [client, query, asked],
  );

  const readFrom = useCallback(
    async (after: string | null) => {
      const turn = ++wanted.current;
      setReading(true);
      const result = await ask(after);
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
    [ask, pageOf],
  );

  async function readAgain(): Promise<void> {
    // Whoever asked for the next page is answered first.
    if (reading) return;
    const turn = ++wanted.current;
    const anew = await readAtLeast(read.rows?.length ?? 0, async (after) => {
      const { data } = await ask(after);
      return turn === wanted.current ? data && pageOf(data) : undefined;
    });
    if (!anew) return;
    setError(undefined);
    setRead(anew);
  }

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
    readAgain: () => void readAgain(),
    // What is asked for again is what failed: the next page, or the first.
    retry: () => void readFrom(read.next),
  };
}
