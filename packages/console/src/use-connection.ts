import type { CombinedError, TypedDocumentNode } from '@urql/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { pipe, subscribe } from 'wonka';
import type { Reading } from './reading/reading.ts';

/** A Relay connection, as far as a list needs it. */
export interface Connection<Node> {
  edges: readonly { node: Node }[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
  totalCount: number;
}

export interface ConnectionOptions<Data, Variables, Node> {
  document: TypedDocumentNode<Data, Variables>;
  /** Everything but `after`. A change begins anew. Compared by what is in it. */
  variables: Omit<Variables, 'after'>;
  /** Finds the connection in the answer. */
  pick: (data: Data) => Connection<Node> | null | undefined;
  /** Asks nothing while true. */
  pause?: boolean;
}

/** A list as far as it was read. `nodes` is its value, and empty until there is one. */
export interface ConnectionState<Node> extends Reading<readonly Node[]> {
  nodes: readonly Node[];
  total: number;
  hasMore: boolean;
  loadingMore: boolean;
  loadMore: () => void;
}

interface Page<Node> {
  connection?: Connection<Node>;
  error?: CombinedError;
}

/**
 * A list that grows by "Carregar mais" and stays live: every page on screen is a query of its own, each begins where the one
 * before it ends, so what enters or leaves on top moves through all of them.
 */
export function useConnection<Data, Variables extends { after?: string | null }, Node>(
  options: ConnectionOptions<Data, Variables, Node>,
): ConnectionState<Node> {
  const { document, pick, pause = false } = options;
  const client = useClient();
  const key = JSON.stringify(options.variables);
  const [count, setCount] = useState({ key, pages: 1 });
  const [attempt, setAttempt] = useState(0);
  const [shown, setShown] = useState<{ key: string; pages: Page<Node>[] }>({ key, pages: [] });
  const [reading, setReading] = useState(true);
  const before = useRef(shown);
  before.current = shown;
  const wanted = count.key === key ? count.pages : 1;

  // pick is inline as a rule and is left out; attempt asks again.
  useEffect(() => {
    if (pause) return;
    const chain: { after: string | null; stop: () => void }[] = [];
    // What is on screen stays until there is something newer: a read that fails takes nothing away.
    const pages: Page<Node>[] = before.current.key === key ? [...before.current.pages] : [];
    setReading(true);
    let alive = true;

    function follow(index: number, after: string | null) {
      if (index >= wanted || chain[index]?.after === after) return;
      for (const link of chain.splice(index)) link.stop();
      const link = { after, stop: () => {} };
      chain.push(link);
      const variables = { ...JSON.parse(key), after } as Variables;
      const { unsubscribe } = pipe(
        client.query(document, variables as Variables & object),
        subscribe((result) => {
          if (!alive || chain[index] !== link) return;
          const connection = result.data ? (pick(result.data) ?? undefined) : undefined;
          pages[index] = { connection: connection ?? pages[index]?.connection, error: result.error };
          const { hasNextPage, endCursor } = pages[index]?.connection?.pageInfo ?? {};
          if (hasNextPage && endCursor) follow(index + 1, endCursor);
          else {
            for (const later of chain.splice(index + 1)) later.stop();
            pages.length = Math.min(pages.length, index + 1);
          }
          if (!result.stale) setReading(false);
          if (!result.stale || connection) setShown({ key, pages: [...pages] });
        }),
      );
      link.stop = unsubscribe;
    }

    follow(0, null);
    return () => {
      alive = false;
      for (const link of chain) link.stop();
    };
  }, [client, document, key, wanted, pause, attempt]);

  const pages = shown.key === key ? shown.pages : [];
  const loaded = pages.filter((page) => page.connection !== undefined);
  const last = loaded.at(-1)?.connection;
  const error = pages.find((page) => page.error)?.error;
  const nodes = loaded.flatMap((page) => page.connection?.edges.map((edge) => edge.node) ?? []);
  return {
    nodes,
    value: loaded.length > 0 ? nodes : undefined,
    reading: !pause && reading,
    total: loaded[0]?.connection?.totalCount ?? 0,
    hasMore: last?.pageInfo.hasNextPage ?? false,
    loadingMore: !error && loaded.length > 0 && loaded.length < wanted && (last?.pageInfo.hasNextPage ?? false),
    error,
    loadMore: useCallback(() => setCount({ key, pages: wanted + 1 }), [key, wanted]),
    retry: useCallback(() => setAttempt((now) => now + 1), []),
  };
}
