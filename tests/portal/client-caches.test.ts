import { ApolloClient, gql as apolloDocument, HttpLink, InMemoryCache } from '@apollo/client';
import { Client, fetchExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { createOperationDescriptor, Environment, fetchQuery, Network, RecordSource, Store } from 'relay-runtime';
import { beforeAll, describe, expect, test } from 'vitest';
import { act, contentWithoutCertificate, done, pick, uniqueName } from './arrange.ts';
import { downloadedSchema } from './met-things.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { relayOperation } from './relay-operation.ts';
import { attach, bring, productionDraft } from './stages.ts';

// The caches that third parties use, each as it comes: no keys of their own, no field policies.

const schema = await downloadedSchema();
let clara: Person;
/** Two reads that meet one system in two places, and one reviewer as somebody who is signed in. */
let first: string;
let second: string;

beforeAll(async () => {
  const { ana, clara: reviewer } = await signedIn('ana', 'clara');
  clara = reviewer;
  const cast = { owner: ana, reviewer };
  const content = contentWithoutCertificate(uniqueName('Sistema em dois lugares'));
  const { draft } = await productionDraft(cast, { content });
  const system = { ipRanges: ['200.131.9.0/24'], vendor: 'Outra casa' };
  const changed = await done(act(ana, 'updateAccessRequest', { input: { ...pick(draft), system } }));
  await attach(ana, changed);
  const { id } = await bring(changed, 'IN_REVIEW', cast);
  const inner = 'system { __typename id name ipRanges integratesWith }';
  first = `query Test { accessRequest(id: "${id}") { __typename id state ${inner} reviewer { __typename id name }
    homologationCredential { __typename id system { __typename id ipRanges vendor } } } }`;
  second = `query Test { viewer { __typename id name email } accessRequest(id: "${id}") { __typename id
    portfolio { __typename id name } system { __typename id vendor ipRanges }
    homologationCredential { __typename id environment ${inner} } } }`;
});

interface Cache {
  /** Asks the Portal, and puts what it says into the cache. */
  ask(query: string): Promise<unknown>;
  /** What the cache alone makes of it. */
  read(query: string): Promise<unknown>;
}

const caches: Record<string, () => Cache> = {
  '@apollo/client': () => {
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: new HttpLink({
        uri: '/graphql',
        fetch: ((uri: string, init: RequestInit) => clara.fetch(uri, init)) as typeof fetch,
      }),
    });
    const run = async (query: string, fetchPolicy: 'network-only' | 'cache-only') =>
      (await client.query({ query: apolloDocument(query), fetchPolicy })).data;
    return { ask: (query) => run(query, 'network-only'), read: (query) => run(query, 'cache-only') };
  },
  'urql and graphcache': () => {
    const client = new Client({
      url: '/graphql',
      preferGetMethod: false,
      exchanges: [cacheExchange({}), fetchExchange],
      fetch: ((uri: string, init: RequestInit) => clara.fetch(uri, init)) as typeof fetch,
    });
    const run = async (query: string, requestPolicy: 'network-only' | 'cache-only') =>
      (await client.query(query, {}, { requestPolicy }).toPromise()).data;
    return { ask: (query) => run(query, 'network-only'), read: (query) => run(query, 'cache-only') };
  },
  'relay-runtime': () => {
    const network = Network.create(async ({ text }) => (await clara.ask(text ?? '')) as never);
    const environment = new Environment({ network, store: new Store(new RecordSource()) });
    return {
      ask: (query) => fetchQuery(environment, relayOperation(schema, query), {}).toPromise(),
      async read(query) {
        const request = relayOperation(schema, query) as Parameters<typeof createOperationDescriptor>[0];
        return environment.lookup(createOperationDescriptor(request, {}).fragment).data;
      },
    };
  },
};

describe.each(Object.entries(caches))('the cache of %s', (_name, open) => {
  test('gives back what the Portal said, whatever was read after it', async () => {
    const cache = open();
    const said = [await clara.get(first), await clara.get(second)];
    await cache.ask(first);
    await cache.ask(second);
    expect([await cache.read(first), await cache.read(second)]).toEqual(said);
  });
});
