// @vitest-environment happy-dom
import { Client, type Exchange, gql, makeErrorResult, type Operation, type RequestPolicy } from '@urql/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { Provider } from 'urql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { filter, map, pipe, share } from 'wonka';
import { portalCache } from './cache.ts';
import { type ConnectionState, useConnection } from './use-connection.ts';

const document = gql<Answer, { first: number; after?: string | null }>`
  query List($first: Int, $after: String) {
    accessRequests(first: $first, after: $after) {
      edges { node { id } }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`;
const added = gql`
  subscription Added { accessRequestChanged { cursor accessRequest { id } } }
`;
interface Answer {
  accessRequests: {
    edges: { node: { id: string } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    totalCount: number;
  };
}

/** A server with a list of ids, newest first; a cursor is the id it stands after. */
function serverOf(ids: string[], requestPolicy: RequestPolicy = 'cache-first') {
  const server = {
    ids,
    failing: false,
    client: new Client({
      url: '/graphql',
      exchanges: [portalCache(), network],
      preferGetMethod: false,
      requestPolicy,
    }),
  };
  function network(): ReturnType<Exchange> {
    return (operations) =>
      pipe(
        share(operations),
        filter(({ kind }) => kind !== 'teardown'),
        map((operation) =>
          server.failing
            ? makeErrorResult(operation, new Error('offline'))
            : { operation, data: answer(operation), stale: false, hasNext: false },
        ),
      );
  }
  function answer({ kind, variables }: Operation) {
    if (kind === 'subscription') {
      const accessRequest = { __typename: 'AccessRequest', id: server.ids[0] };
      return { accessRequestChanged: { __typename: 'AccessRequestChange', cursor: 'c', accessRequest } };
    }
    const start = variables?.after ? server.ids.indexOf(variables.after) + 1 : 0;
    const page = server.ids.slice(start, start + variables?.first);
    const pageInfo = {
      __typename: 'PageInfo',
      hasNextPage: start + page.length < server.ids.length,
      endCursor: page.at(-1) ?? null,
    };
    const edges = page.map((id) => ({ __typename: 'AccessRequestEdge', node: { __typename: 'AccessRequest', id } }));
    return {
      accessRequests: { __typename: 'AccessRequestConnection', edges, pageInfo, totalCount: server.ids.length },
    };
  }
  return server;
}

describe('a list that grows', () => {
  let root: Root;
  let list: ConnectionState<{ id: string }>;
  const ids = () => list.nodes.map((node) => node.id).join('');

  beforeEach(() => {
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
    root = createRoot(window.document.createElement('div'));
  });
  afterEach(async () => {
    await act(async () => root.unmount());
    vi.unstubAllGlobals();
  });

  function List({ first }: { first: number }) {
    list = useConnection({ document, variables: { first }, pick: (data: Answer) => data.accessRequests });
    return null;
  }
  const show = (client: Client, first = 3) =>
    act(async () =>
      root.render(
        <Provider value={client}>
          <List first={first} />
        </Provider>,
      ),
    );

  it('shows the first page, then one more at a time, to the end', async () => {
    await show(serverOf([...'abcdefgh']).client);
    expect([ids(), list.total, list.hasMore]).toEqual(['abc', 8, true]);
    await act(async () => list.loadMore());
    expect([ids(), list.hasMore]).toEqual(['abcdef', true]);
    await act(async () => list.loadMore());
    expect([ids(), list.hasMore, list.loadingMore]).toEqual(['abcdefgh', false, false]);
  });

  it('moves what enters on top through all of its pages, and loses nothing between them', async () => {
    const server = serverOf([...'abcdefgh']);
    await show(server.client);
    await act(async () => list.loadMore());
    server.ids = ['z', ...server.ids];
    await act(async () => void (await server.client.subscription(added, {}).toPromise()));
    expect([ids(), list.total]).toEqual(['zabcde', 9]);
  });

  it('begins anew when what is asked for changes', async () => {
    const server = serverOf([...'abcdefgh']);
    await show(server.client);
    await act(async () => list.loadMore());
    await show(server.client, 2);
    expect(ids()).toBe('ab');
  });

  it('tells that it failed, and asks again', async () => {
    const server = serverOf([...'abc']);
    server.failing = true;
    await show(server.client);
    expect([list.error?.message, list.value, list.reading]).toEqual([
      expect.stringContaining('offline'),
      undefined,
      false,
    ]);
    server.failing = false;
    await act(async () => list.retry());
    expect([ids(), list.error]).toEqual(['abc', undefined]);
  });

  it('keeps what is there when it cannot be read again', async () => {
    const server = serverOf([...'abcdef'], 'cache-and-network');
    await show(server.client);
    server.failing = true;
    await act(async () => list.retry());
    expect([ids(), list.error?.message, list.reading]).toEqual(['abc', expect.stringContaining('offline'), false]);
    await act(async () => list.loadMore());
    expect([ids(), list.loadingMore]).toEqual(['abc', false]);
    server.failing = false;
    await act(async () => list.retry());
    expect([ids(), list.error]).toEqual(['abcdef', undefined]);
  });

  it('is empty without more ado', async () => {
    await show(serverOf([]).client);
    expect([ids(), list.total, list.hasMore, list.value]).toEqual(['', 0, false, []]);
  });
});
