import { describe, expect, it } from 'vitest';
import { openGraph } from './testing/graph.ts';

const found = (entity: object) => entity;
interface Reference {
  id: string;
  name?: string;
}

describe('@override', () => {
  const refuse = () => {
    throw new Error('asked who has it no more');
  };
  const open = () =>
    openGraph({
      old: {
        sdl: `type Query { posts: [Post!]! } interface Titled { title: String! }
          type Post implements Titled @key(fields: "id") { id: ID! title: String! created: Int! half: Int! none: Int! all: Int! }`,
        resolvers: {
          Query: { posts: () => [{ id: '1', title: 'Um', half: 1, none: 1 }] },
          Post: { __resolveReference: found, created: refuse, all: refuse },
        },
      },
      fresh: {
        sdl: `type Post @key(fields: "id") { id: ID! title: String! @external shout: String! @requires(fields: "title")
            created: Int! @override(from: "old") gone: Int! @override(from: "nobody")
            none: Int! @override(from: "old", label: "percent(0)") all: Int! @override(from: "old", label: "percent(100)")
            half: Int! @override(from: "old", label: "percent(50)") }`,
        resolvers: {
          Post: {
            __resolveReference: found,
            created: () => 2,
            gone: () => 2,
            all: () => 2,
            half: () => 2,
            none: refuse,
            shout: ({ title }: { title: string }) => title.toUpperCase(),
          },
        },
      },
    });

  it('is asked of who has it now', async () => {
    expect(await open().ask('{ posts { title created gone shout } }')).toEqual({
      data: { posts: [{ title: 'Um', created: 2, gone: 2, shout: 'UM' }] },
    });
  });

  it('with a label of percent: of the new one from its first part on, and always the same', async () => {
    expect(await open().ask('{ posts { none all half } }')).toEqual({
      data: { posts: [{ none: 1, all: 2, half: 2 }] },
    });
  });
});

describe('what only some of the subgraphs know of a type', () => {
  const open = () =>
    openGraph({
      people: {
        sdl: `type Query { people(kind: Kind, filter: Filter): [Person!]! } enum Kind { ADULT CHILD }
          input Filter { first: Int! after: String }
          type Person @key(fields: "id") { id: ID! level: Level @shareable } enum Level { LOW HIGH }`,
        resolvers: {
          Query: { people: (_: unknown, args: object) => [{ id: JSON.stringify(args), level: 'HIGH' }] },
          Person: { __resolveReference: ({ id }: Reference) => ({ id, level: 'HIGH' }) },
        },
      },
      visits: {
        sdl: `type Query { visits(kind: Kind, filter: Filter): [Person!]! hidden(secret: Level @inaccessible): String } enum Kind { ADULT }
          input Filter { first: Int! }
          type Person @key(fields: "id") { id: ID! visits: Int! level: Level @shareable private: Int @inaccessible }
          enum Level { LOW HIGH SECRET @inaccessible }`,
        resolvers: {
          Query: { visits: () => [{ id: 'v', level: 'SECRET' }], hidden: () => 'yes' },
          Person: { __resolveReference: found, visits: () => 3 },
        },
      },
    });

  it('values and arguments that all take, are taken', async () => {
    expect(await open().ask('{ people(kind: ADULT, filter: { first: 1 }) { id visits } }')).toEqual({
      data: { people: [{ id: '{"kind":"ADULT","filter":{"first":1}}', visits: 3 }] },
    });
  });

  it.each([
    '{ visits(kind: CHILD) { id } }',
    '{ people(filter: { first: 1, after: "x" }) { id } }',
    '{ people { private } }',
    '{ hidden(secret: LOW) }',
    'query ($level: Level) { hidden(secret: $level) }',
  ])('what some do not take is refused: %s', async (query) => {
    const { data, errors } = await open().ask(query);
    expect([data, errors?.length]).toEqual([undefined, expect.any(Number)]);
  });

  it('variables are checked by what all take', async () => {
    const query = 'query ($kind: Kind, $filter: Filter) { people(kind: $kind, filter: $filter) { id } }';
    expect((await open().ask(query, { kind: 'CHILD' })).errors).toHaveLength(1);
    expect((await open().ask(query, { filter: { first: 1, after: 'x' } })).errors).toHaveLength(1);
    expect(await open().ask(query, { filter: { first: 1 } })).toEqual({
      data: { people: [{ id: '{"filter":{"first":1}}' }] },
    });
  });

  it('a value that clients do not see becomes null, and is told of', async () => {
    expect(await open().ask('{ visits { id level } }')).toMatchObject({ data: { visits: [{ id: 'v', level: null }] } });
  });
});

describe('root fields', () => {
  it('that several answer are asked of one, and what only another tells is read there', async () => {
    const graph = openGraph({
      names: {
        sdl: 'type Query { thing: Thing @shareable } type Thing @shareable { id: ID! name: Name! } type Name { brand: String! }',
        resolvers: { Query: { thing: () => ({ id: '1', name: { brand: 'Marca' } }) } },
      },
      prices: {
        sdl: 'type Query { thing: Thing @shareable } type Thing @shareable { id: ID! price: Price } type Price { cents: Int! }',
        resolvers: { Query: { thing: () => ({ id: '1', price: { cents: 5 } }) } },
      },
    });
    expect(await graph.ask('{ thing { id price { cents } name { brand } } }')).toEqual({
      data: { thing: { id: '1', price: { cents: 5 }, name: { brand: 'Marca' } } },
    });
  });

  it('of a mutation are asked one after the other, whoever answers', async () => {
    const done: string[] = [];
    const step = async (name: string) => {
      for (let turn = 0; turn < 3; turn += 1) await null;
      done.push(name);
      return { id: name, count: done.length };
    };
    const sdl = (names: string) =>
      `type Query { q${names}: Int } type Mutation { ${names}(name: String!): Step! } type Step @key(fields: "id") { id: ID! count: Int! @shareable }`;
    const of = (name: string) => ({ Mutation: { [name]: (_: unknown, args: { name: string }) => step(args.name) } });
    const graph = openGraph({
      a: { sdl: sdl('add'), resolvers: of('add') },
      b: { sdl: sdl('remove'), resolvers: of('remove') },
      c: {
        sdl: 'type Query { c: Int } type Step @key(fields: "id") { id: ID! after: Int! }',
        resolvers: { Step: { __resolveReference: found, after: () => done.length } },
      },
    });
    const query =
      'mutation { one: add(name: "1") { count after } two: remove(name: "2") { count } three: add(name: "3") { count } four: remove(name: "4") { count after } }';
    expect(await graph.ask(query)).toEqual({
      data: {
        one: { count: 1, after: expect.any(Number) },
        two: { count: 2 },
        three: { count: 3 },
        four: { count: 4, after: 4 },
      },
    });
    expect(done).toEqual(['1', '2', '3', '4']);
  });
});

describe('__typename', () => {
  const graph = () =>
    openGraph({
      one: {
        sdl: 'type Query { person: Person } type Person @key(fields: "id") { id: ID! }',
        resolvers: { Query: { person: () => ({ id: '1' }) } },
      },
      two: {
        sdl: 'type Query { other: Int } type Mutation { act: Int } type Person @key(fields: "id") { id: ID! name: String! }',
        resolvers: { Person: { __resolveReference: found, name: () => 'Ana' }, Mutation: { act: () => 1 } },
      },
    });

  it.each([
    ['{ __typename }', { __typename: 'Query' }],
    [
      '{ a: __typename person { t: __typename id: __typename } }',
      { a: 'Query', person: { t: 'Person', id: 'Person' } },
    ],
    [
      '{ person { name __typename } ... { __typename } }',
      { person: { name: 'Ana', __typename: 'Person' }, __typename: 'Query' },
    ],
    ['mutation { act __typename }', { act: 1, __typename: 'Mutation' }],
  ])('%s', async (query, data) => {
    expect(await graph().ask(query)).toEqual({ data });
  });
});
