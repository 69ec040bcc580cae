import { readFile } from 'node:fs/promises';
import { Client, type Exchange, gql, type Operation } from '@urql/core';
import { buildSchema, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { filter, make, map, merge, mergeMap, pipe, share, subscribe } from 'wonka';
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
  it('asks again for what went to another team, and for nothing where a notice tells of something else', async () => {
    const asked: string[] = [];
    let tell: (data: object) => void = () => {};
    const network: Exchange = () => (operations) => {
      const shared = share(operations);
      const answers = pipe(
        shared,
        filter(({ kind }) => kind === 'query'),
        map((operation) => {
          asked.push('credential');
          const credential = asked.length > 1 ? null : { __typename: 'Credential', id: 'c' };
          return { operation, data: { credential }, stale: false, hasNext: false };
        }),
      );
      const told = pipe(
        shared,
        filter(({ kind }) => kind === 'subscription'),
        mergeMap((operation) =>
          make<{ operation: Operation; data: object; stale: boolean; hasNext: boolean }>(({ next }) => {
            tell = (data) => next({ operation, data, stale: false, hasNext: true });
            return () => {};
          }),
        ),
      );
      return merge([answers, told]);
    };
    const client = new Client({ url: '/graphql', exchanges: [portalCache(), network], preferGetMethod: false });
    const shown: unknown[] = [];
    const query = gql<{ credential: { id: string } | null }>`query { credential(id: "c") { id } }`;
    pipe(
      client.query(query, {}),
      subscribe(({ data, stale }) => stale || shown.push(data?.credential?.id ?? null)),
    );
    const notices = gql`subscription { noticesChanged { notice { id kind } viewer { id } } }`;
    pipe(
      client.subscription(notices, {}),
      subscribe(() => {}),
    );
    const come = (kind: string) =>
      tell({
        noticesChanged: {
          __typename: 'NoticesChange',
          notice: { __typename: 'Notice', id: kind, kind },
          viewer: { __typename: 'Viewer', id: 'ana' },
        },
      });
    come('CREDENTIAL_SUSPENDED');
    expect([asked.length, shown]).toEqual([1, ['c']]);
    come('CREDENTIAL_TRANSFERRED');
    await expect.poll(() => [asked.length, shown]).toEqual([2, ['c', null]]);
  });

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
