import { parse } from 'graphql';
import { beforeEach, expect, it } from 'vitest';
import { openSupergraph, prepareOperation, SharedEvents, type SubgraphRequest, subscribeOperation } from './index.ts';
import { composedSdl } from './testing/graph.ts';

const supergraph = openSupergraph(
  composedSdl({
    own: {
      sdl: `type Query { a: Int } type Subscription { changed(after: String): Change } type Change @key(fields: "id") { id: ID! item: Item }
        type Item @key(fields: "id", resolvable: false) { id: ID! }`,
    },
    open: { sdl: 'type Item @key(fields: "id") { id: ID! name(language: String): String }' },
    other: { sdl: 'type Change @key(fields: "id") { id: ID! personal: String }' },
  }),
);

let asked: string[];
let shared: SharedEvents;
beforeEach(() => {
  asked = [];
  shared = new SharedEvents(['open']);
});

const PUBLIC = 'subscription($after: String) { changed(after: $after) { id item { name } } }';
const documents = new Map<string, ReturnType<typeof prepareOperation>>();
const preparedOf = (text: string) => {
  const prepared = documents.get(text) ?? prepareOperation(supergraph, parse(text));
  documents.set(text, prepared);
  return prepared;
};

/** One event, as this subscriber is told of it. */
async function told(
  who: string,
  text = PUBLIC,
  event: object = { __typename: 'Change', id: '1', item: { __typename: 'Item', id: '7' } },
  variables = {},
  errors?: [{ message: string }],
) {
  const transport = {
    async request(subgraph: string, { variables: given }: SubgraphRequest, name: string) {
      asked.push(`${subgraph} for ${name}`);
      await null;
      const entity = subgraph === 'open' ? { name: `${JSON.stringify(given)}` } : { personal: `of ${name}` };
      return { data: { _entities: [entity] } };
    },
    async subscribe(_subgraph: string, { query }: SubgraphRequest) {
      return (async function* () {
        const key = /(\w+): ?changed/.exec(query)?.[1] ?? 'changed';
        yield { data: { [key]: structuredClone(event) }, errors };
      })();
    },
  };
  const events = await subscribeOperation(preparedOf(text), {
    transport,
    contextFor: () => who,
    variables,
    sharedEvents: shared,
  });
  if (!(Symbol.asyncIterator in events)) throw new Error('refused');
  return (await events.next()).value as { data: { changed: { personal: string } } };
}

it('asks once for all who receive the same, from wherever they read on', async () => {
  const [ana, bruno] = await Promise.all([
    told('ana', PUBLIC, undefined, { after: '7' }),
    told('bruno', PUBLIC, undefined, { after: '8' }),
  ]);
  expect(asked).toEqual(['open for ana']);
  expect(bruno).toEqual(ana);
  await told('bruno');
  expect(asked).toHaveLength(2);
});

it('asks for each where the events, the fields or their arguments differ', async () => {
  const translated = 'subscription($l: String) { changed { id item { name(language: $l) } } }';
  await Promise.all([
    told('ana'),
    told('ana', PUBLIC, { __typename: 'Change', id: '2', item: { __typename: 'Item', id: '7' } }),
    told('ana', 'subscription { changed { item { name } } }'),
    told('ana', translated, undefined, { l: 'pt' }),
    told('ana', translated, undefined, { l: 'en' }),
  ]);
  expect(asked).toHaveLength(5);
});

it('never hands on what was asked in somebody’s name', async () => {
  const personal = 'subscription { changed { id personal item { name } } }';
  const results = await Promise.all(['ana', 'bruno', 'clara'].map((name) => told(name, personal)));
  expect(results.map(({ data }) => data.changed.personal)).toEqual(['of ana', 'of bruno', 'of clara']);
});

it('keeps an error to its subscriber', async () => {
  await Promise.all([
    told('ana', PUBLIC, undefined, {}, [{ message: 'a' }]),
    told('bruno', PUBLIC, undefined, {}, [{ message: 'b' }]),
  ]);
  expect(asked).toHaveLength(2);
});
