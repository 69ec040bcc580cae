import { type ExecutionResult, GraphQLError, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { type Dispatch, executeOperation, openSupergraph, prepareOperation, type SubgraphRequest } from './index.ts';
import { composedSdl } from './testing/graph.ts';

const GRAPH = composedSdl({
  lists: {
    sdl: `interface Node { id: ID! } type Query { cursor: String list: String node(id: ID!): Node @shareable } type Mutation { act: String }
      type Item implements Node { id: ID! title: String! place: Place } type Place @key(fields: "id") { id: ID! }`,
  },
  places: {
    sdl: `interface Node { id: ID! } type Query { other: String node(id: ID!): Node @shareable }
      type Place implements Node @key(fields: "id") { id: ID! name: String! }`,
  },
});

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await null;
};

describe('a field that is read first', () => {
  const supergraph = openSupergraph(GRAPH, { readFirst: ['cursor'] });

  /** What was begun (+) and ended (-), in order. */
  async function orderOf(query: string, variables: Record<string, unknown> = {}): Promise<string[]> {
    const order: string[] = [];
    const request = async (_subgraph: string, { query: text }: SubgraphRequest) => {
      order.push(`+${text}`);
      await turns(text.includes('cursor') ? 20 : 1);
      order.push(`-${text}`);
      if (variables.fails && text.includes('cursor')) throw new Error('away');
      return { data: { cursor: '1', list: '2', other: '3', act: '4' } };
    };
    const transport = { request };
    await executeOperation(prepareOperation(supergraph, parse(query)), { transport, context: undefined, variables });
    return order;
  }

  it.each([
    ['{ list cursor other }', {}],
    ['{ list ...F } fragment F on Query { cursor other }', {}],
    ['query ($yes: Boolean!) { list other cursor @include(if: $yes) }', { yes: true }],
    ['{ list cursor other }', { fails: true }],
  ])('is read before what is asked with it: %s %o', async (query, variables) => {
    const order = await orderOf(query, variables);
    expect(order.slice(0, 2)).toEqual(['+{cursor}', '-{cursor}']);
    expect(order.slice(2, 4).sort()).toEqual(['+{list}', '+{other}']);
  });

  it.each([
    ['{ list other }', {}],
    ['query ($yes: Boolean!) { list cursor @include(if: $yes) }', { yes: false }],
    ['{ cursor }', {}],
    ['mutation { act }', {}],
  ])('keeps nothing else waiting: %s', async (query, variables) => {
    const order = await orderOf(query, variables);
    expect(order.findLastIndex((each) => each.startsWith('+'))).toBeLessThan(
      order.findIndex((each) => each.startsWith('-')),
    );
  });
});

describe('a field that is dispatched', () => {
  const supergraph = openSupergraph(GRAPH, { dispatched: ['node'] });
  const things: Record<string, Record<string, object>> = {
    lists: { i1: { __typename: 'Item', id: 'i1', title: 'Um', place: { __typename: 'Place', id: 'p1' } } },
    places: { p1: { __typename: 'Place', id: 'p1', name: 'Aqui' } },
  };
  const dispatch: Dispatch<undefined> = {
    subgraphsFor: ({ id }) => (id === 'both' ? ['lists', 'places'] : [String(id).startsWith('p') ? 'places' : 'lists']),
    refusal: (typename) =>
      typename === 'Place' ? new GraphQLError('not for you', { extensions: { code: 'NO' } }) : undefined,
  };

  async function ask(query: string, variables: Record<string, unknown> = {}, fails = '') {
    const asked: string[] = [];
    const request = async (subgraph: string, { query: text, variables: given = {} }: SubgraphRequest) => {
      asked.push(subgraph);
      if (subgraph === fails) throw new Error('away');
      if (text.includes('_entities')) return { data: { _entities: [{ name: 'Aqui' }] } };
      const key = /(\w+): ?node/.exec(text)?.[1] ?? 'node';
      const id = String(given.id ?? /"(\w+)"/.exec(text)?.[1]);
      return { data: { list: 'x', [key]: structuredClone(things[subgraph]?.[id] ?? null) } };
    };
    const transport = { request };
    const prepared = prepareOperation(supergraph, parse(query));
    const result = await executeOperation(prepared, { transport, context: undefined, variables, dispatch });
    return { asked, ...(JSON.parse(JSON.stringify(result)) as ExecutionResult) };
  }

  it('asks who has it, with what is elsewhere', async () => {
    const query =
      'query ($id: ID!) { a: node(id: $id) { id ... on Item { title place { name } } ... on Place { name } } list }';
    expect(await ask(query, { id: 'i1' })).toEqual({
      asked: expect.arrayContaining(['lists', 'lists', 'places']),
      data: { a: { id: 'i1', title: 'Um', place: { name: 'Aqui' } }, list: 'x' },
    });
  });

  it('asks one after the other until one has it', async () => {
    expect(await ask('{ node(id: "both") { id } }')).toEqual({ asked: ['lists', 'places'], data: { node: null } });
    expect(await ask('{ node(id: "i1") { __typename } }')).toEqual({
      asked: ['lists'],
      data: { node: { __typename: 'Item' } },
    });
  });

  it('tells what may not be told, and what failed, at its place', async () => {
    expect(await ask('{ x: node(id: "p1") { id ... on Place { name } } }')).toMatchObject({
      asked: ['places'],
      data: { x: null },
      errors: [{ message: 'not for you', path: ['x'], extensions: { code: 'NO' } }],
    });
    expect(await ask('{ x: node(id: "both") { id } list }', {}, 'lists')).toMatchObject({
      data: { x: null, list: null },
      errors: [
        { message: 'away', path: ['x'] },
        { message: 'away', path: ['list'] },
      ],
    });
  });
});
