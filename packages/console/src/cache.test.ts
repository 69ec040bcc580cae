import { readFile } from 'node:fs/promises';
import { Client, type Exchange, gql, type Operation } from '@urql/core';
import { buildSchema, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { filter, map, merge, pipe, share, subscribe } from 'wonka';
import { keys, portalCache } from './cache.ts';

const schemaFile = new URL('../../schema/api.graphql', import.meta.url);

/** Answers from a function, in the network's place; subscriptions are told by hand. */
function clientOf(answer: (operation: Operation) => unknown) {
  const network: Exchange = () => (operations) => {
    const shared = share(operations);
    return merge([
      pipe(
        shared,
        filter((operation) => operation.kind !== 'teardown'),
        map((operation) => ({
          operation,
          data: answer(operation),
          stale: false,
          hasNext: operation.kind === 'subscription',
        })),
      ),
    ]);
  };
  return new Client({ url: '/graphql', exchanges: [portalCache(), network], preferGetMethod: false });
}

const request = (id: string, systemName: string, state = 'DRAFT') => ({
  __typename: 'AccessRequest',
  id,
  state,
  portfolio: { __typename: 'Portfolio', slug: 'rnds' },
  system: { __typename: 'ClientSystem', id: `system of ${id}`, lineage: 'lineage', name: systemName },
});

const oneRequest = gql<{ accessRequest: { state: string; system: { name: string } } }, { id: string }>`
  query One($id: ID!) {
    accessRequest(id: $id) { id state system { id lineage name } }
  }
`;
const allRequests = gql`
  query All { accessRequests { edges { node { id state } } pageInfo { hasNextPage } totalCount } }
`;
const changed = gql`
  subscription Changed {
    accessRequestChanged { cursor accessRequest { id state portfolio { slug } system { id name } } }
  }
`;

describe('the cache', () => {
  it('knows how to key every type of the schema', async () => {
    const schema = buildSchema(await readFile(schemaFile, 'utf8'));
    const types = Object.values(schema.getTypeMap()).filter(isObjectType);
    const roots = ['Query', 'Mutation', 'Subscription'];
    const unknown = types
      .filter((type) => !type.name.startsWith('__') && !roots.includes(type.name))
      .filter((type) => !type.getFields().id && !keys[type.name]);
    expect(unknown.map((type) => type.name)).toEqual([]);
  });

  it('keeps each copy of a system apart, whose lineage is one', async () => {
    const client = clientOf(({ variables }) => ({ accessRequest: request(variables?.id, `Sistema ${variables?.id}`) }));
    await client.query(oneRequest, { id: 'a' });
    await client.query(oneRequest, { id: 'b' });
    const again = await client.query(oneRequest, { id: 'a' }, { requestPolicy: 'cache-only' });
    expect(again.data?.accessRequest.system.name).toBe('Sistema a');
  });

  it('shows a live change where it is read, and asks for the lists again', async () => {
    let listed = 0;
    const client = clientOf(({ kind, query }) => {
      if (kind === 'subscription') {
        const accessRequest = request('a', 'Sistema a', 'APPROVED');
        return { accessRequestChanged: { __typename: 'AccessRequestChange', cursor: 'c1', accessRequest } };
      }
      if (JSON.stringify(query).includes('"accessRequests"')) {
        listed++;
        return {
          accessRequests: {
            __typename: 'AccessRequestConnection',
            edges: [],
            totalCount: listed,
            pageInfo: { __typename: 'PageInfo', hasNextPage: false },
          },
        };
      }
      return { accessRequest: request('a', 'Sistema a') };
    });
    const states: string[] = [];
    pipe(
      client.query(oneRequest, { id: 'a' }),
      subscribe((result) => states.push(result.data?.accessRequest.state ?? '')),
    );
    pipe(
      client.query(allRequests, {}),
      subscribe(() => {}),
    );
    expect(listed).toBe(1);
    pipe(
      client.subscription(changed, {}),
      subscribe(() => {}),
    );
    expect(states.at(-1)).toBe('APPROVED');
    await Promise.resolve();
    expect(listed).toBe(2);
  });
});
