import { describe, expect, it } from 'vitest';
import { openGraph } from './testing/graph.ts';

const found = (entity: object) => entity;
interface Reference {
  id: string;
  name?: string;
}

describe('an interface', () => {
  const shelf = [
    { __typename: 'Book', id: 'b1', pages: 10 },
    { __typename: 'Map', id: 'm1', scale: 500 },
  ];
  const open = () =>
    openGraph({
      shelf: {
        sdl: `type Query { shelf: [Printed!]! first: Printed same(id: ID!): [Alike!]! }
          interface Printed { id: ID! price: Price } interface Alike { id: ID! }
          type Book implements Printed & Alike @key(fields: "id") { id: ID! price: Price @shareable pages: Int! }
          type Map implements Printed & Alike @key(fields: "id") { id: ID! price: Price @shareable scale: Int! }
          type Price @shareable { value: Int! currency: String! }`,
        resolvers: {
          Query: {
            shelf: () => shelf,
            first: () => shelf[1],
            same: (_: unknown, { id }: Reference) => shelf.filter((each) => each.id !== id),
          },
          Book: { __resolveReference: () => shelf[0], price: () => ({ value: 1, currency: 'BRL' }) },
          Map: { __resolveReference: () => shelf[1], price: () => null },
        },
      },
      readers: {
        sdl: `type Query { loans: [Loan!]! } type Loan { of: Printed! by: Reader! }
          interface Printed { id: ID! readers: [Reader!]! } interface Rated { stars: Int }
          type Book implements Printed & Rated @key(fields: "id") { id: ID! readers: [Reader!]! stars: Int }
          type Map implements Printed @key(fields: "id") { id: ID! readers: [Reader!]! }
          type Reader @key(fields: "id") { id: ID! name: String! reads: [Printed!]! }`,
        resolvers: {
          Query: { loans: () => [{ of: { __typename: 'Map', id: 'm1' }, by: { id: 'r1', name: 'Ana' } }] },
          Book: { __resolveReference: found, stars: () => 5, readers: () => [{ id: 'r1', name: 'Ana' }] },
          Map: {
            __resolveReference: found,
            readers: () => [
              { id: 'r1', name: 'Ana' },
              { id: 'r2', name: 'Rui' },
            ],
          },
          Reader: { __resolveReference: found, reads: () => shelf.map(({ __typename, id }) => ({ __typename, id })) },
        },
      },
    });

  it.each([
    [
      'a field that another subgraph has of every member',
      '{ shelf { id readers { name } } }',
      {
        shelf: [
          { id: 'b1', readers: [{ name: 'Ana' }] },
          { id: 'm1', readers: [{ name: 'Ana' }, { name: 'Rui' }] },
        ],
      },
    ],
    [
      'an interface that the asked subgraph does not have',
      '{ shelf { ... on Rated { stars } ... on Map { scale } } }',
      {
        shelf: [{ stars: 5 }, { scale: 500 }],
      },
    ],
    [
      'fragments within fragments',
      '{ first { ... on Printed { ... on Alike { __typename ... on Map { id scale } ... on Book { pages } } } } }',
      {
        first: { __typename: 'Map', id: 'm1', scale: 500 },
      },
    ],
    [
      'members from elsewhere',
      '{ loans { of { id price { value } ... on Map { scale } ... on Book { pages } } by { reads { ... on Book { pages } id } } } }',
      {
        loans: [{ of: { id: 'm1', price: null, scale: 500 }, by: { reads: [{ pages: 10, id: 'b1' }, { id: 'm1' }] } }],
      },
    ],
    [
      'the same field by several ways',
      '{ a: same(id: "b1") { id ... on Map { id readers { name } } } b: same(id: "m1") { t: __typename ... on Book { readers { id } price { currency } } } }',
      {
        a: [{ id: 'm1', readers: [{ name: 'Ana' }, { name: 'Rui' }] }],
        b: [{ t: 'Book', readers: [{ id: 'r1' }], price: { currency: 'BRL' } }],
      },
    ],
  ])('%s', async (_what, query, data) => {
    expect(await open().ask(query)).toEqual({ data });
  });

  it.each([true, false])('conditions on its members: %s', async (yes) => {
    const query = `query ($yes: Boolean = true) { loans { of { id ... on Map @include(if: $yes) { scale ... on Map @skip(if: $yes) { price { value } } }
      ... on Map { readers @skip(if: $yes) { id } } } } }`;
    expect(await open().ask(query, { yes })).toEqual({
      data: { loans: [{ of: yes ? { id: 'm1', scale: 500 } : { id: 'm1', readers: [{ id: 'r1' }, { id: 'r2' }] } }] },
    });
  });
});

describe('@interfaceObject', () => {
  const medias: Record<string, object> = {
    '1': { __typename: 'Video', id: '1', name: 'Um', seconds: 60 },
    '2': { __typename: 'Article', id: '2', name: 'Dois', words: 900 },
  };
  const open = () =>
    openGraph({
      media: {
        sdl: `type Query { medias: [Media!]! video: Video }
          interface Media @key(fields: "id") { id: ID! name: String! }
          type Video implements Media @key(fields: "id") { id: ID! name: String! seconds: Int! }
          type Article implements Media @key(fields: "id") { id: ID! name: String! words: Int! }`,
        resolvers: {
          Query: { medias: () => Object.values(medias), video: () => medias['1'] },
          Media: {
            __resolveReference: ({ id }: Reference) => medias[id],
            __resolveType: ({ __typename }: { __typename: string }) => __typename,
          },
          Video: { __resolveReference: ({ id }: Reference) => medias[id] },
          Article: { __resolveReference: ({ id }: Reference) => medias[id] },
        },
      },
      likes: {
        sdl: `type Query { liked: [Media!]! } type Media @key(fields: "id") @interfaceObject {
            id: ID! name: String! @external likes: Int! slogan: String! @requires(fields: "name") }`,
        resolvers: {
          Query: { liked: () => [{ id: '2' }, { id: '1' }] },
          Media: {
            __resolveReference: found,
            likes: ({ id }: Reference) => Number(id) * 10,
            slogan: ({ name }: Reference) => `${name}!`,
          },
        },
      },
      lists: {
        sdl: `type Query { lists: [List!]! } type List { about: Media! } type Media @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }`,
        resolvers: { Query: { lists: () => [{ about: { id: '1' } }, { about: { id: '2' } }] } },
      },
    });

  it.each([
    [
      'fields of it, from who knows the members',
      '{ medias { id likes name } video { likes seconds } }',
      {
        medias: [
          { id: '1', likes: 10, name: 'Um' },
          { id: '2', likes: 20, name: 'Dois' },
        ],
        video: { likes: 10, seconds: 60 },
      },
    ],
    [
      'the members, from who knows none',
      '{ liked { id likes __typename ... on Video { seconds } ... on Article { words } } }',
      {
        liked: [
          { id: '2', likes: 20, __typename: 'Article', words: 900 },
          { id: '1', likes: 10, __typename: 'Video', seconds: 60 },
        ],
      },
    ],
    ['nothing of the members', '{ liked { likes } }', { liked: [{ likes: 20 }, { likes: 10 }] }],
    [
      '@requires of it',
      '{ medias { slogan } liked { slogan } video { slogan } }',
      {
        medias: [{ slogan: 'Um!' }, { slogan: 'Dois!' }],
        liked: [{ slogan: 'Dois!' }, { slogan: 'Um!' }],
        video: { slogan: 'Um!' },
      },
    ],
    [
      'one that cannot be resolved where it is told',
      '{ lists { about { name likes ... on Article { words likes } } } }',
      {
        lists: [{ about: { name: 'Um', likes: 10 } }, { about: { name: 'Dois', likes: 20, words: 900 } }],
      },
    ],
    [
      'its type alone',
      '{ lists { about { __typename } } }',
      { lists: [{ about: { __typename: 'Video' } }, { about: { __typename: 'Article' } }] },
    ],
    [
      'a member’s own of it',
      '{ liked { ... on Video { id likes slogan } } }',
      { liked: [{}, { id: '1', likes: 10, slogan: 'Um!' }] },
    ],
  ])('%s', async (_what, query, data) => {
    expect(await open().ask(query)).toEqual({ data });
  });
});

describe('an object of which its interface alone is known', () => {
  const open = (members: string, Parcel: object) =>
    openGraph({
      post: { sdl: `interface Parcel @key(fields: "id") { id: ID! } ${members}`, resolvers: { Parcel } },
      scales: {
        sdl: `type Parcel @key(fields: "id") @interfaceObject { id: ID! grams: Int! }
          type Query { heaviest: Parcel weighed: [Parcel!] }`,
        resolvers: {
          Query: { heaviest: () => ({ id: 'p1', grams: 900 }), weighed: () => [{ id: 'p1', grams: 900 }] },
        },
      },
    });
  const MEMBER = 'type Box implements Parcel @key(fields: "id") { id: ID! lid: String }';
  const lost = {
    __resolveReference: () => {
      throw new Error('lost');
    },
  };

  it('is answered by what all of them have', async () => {
    const graph = open('', {});
    const whole = { id: 'p1', g: 900 };
    expect(
      await graph.ask(
        '{ heaviest { id g: grams } weighed { ... on Parcel { ...all } } } fragment all on Parcel { id g: grams }',
      ),
    ).toEqual({
      data: { heaviest: whole, weighed: [whole] },
    });
  });

  it.each([
    ['its own', '{ heaviest { id ... on Box { lid } } weighed { grams ... on Box { id } } }'],
    ['what it is', '{ heaviest { __typename } weighed { type: __typename grams } }'],
  ])('is null, with why, where it is asked for %s', async (_what, query) => {
    const { data, errors } = await open(MEMBER, lost).ask(query);
    expect(data).toEqual({ heaviest: null, weighed: null });
    expect(errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ message: 'lost', path: ['heaviest'] }),
        expect.objectContaining({ message: 'lost', path: ['weighed', 0] }),
      ]),
    );
  });

  it('is null, with why, where who knows what it is answers nothing of it', async () => {
    const graph = open(MEMBER, { __resolveReference: () => null });
    expect(await graph.ask('{ heaviest { grams } weighed { grams ... on Box @skip(if: true) { lid } } }')).toEqual({
      data: { heaviest: { grams: 900 }, weighed: [{ grams: 900 }] },
    });
    expect(await graph.ask('{ heaviest { grams ... on Box { lid } } }')).toMatchObject({
      data: { heaviest: null },
      errors: [{ message: 'No subgraph says which Parcel it is.', path: ['heaviest'] }],
    });
  });

  it('is null, with why, where who knows what it is cannot be asked', async () => {
    expect(await open('', {}).ask('{ heaviest { id __typename } }')).toMatchObject({
      data: { heaviest: null },
      errors: [{ message: expect.stringContaining('post cannot answer'), path: ['heaviest'] }],
    });
  });
});

describe('a union', () => {
  const open = () =>
    openGraph({
      near: {
        sdl: `union Found = Street | Square type Query { found: Found @shareable all: [Found!]! place: Place @shareable }
          type Street @key(fields: "id") { id: ID! name: String! @shareable } type Square @key(fields: "id") { id: ID! trees: Int! }
          type Place @key(fields: "id") { id: ID! best: Found @shareable }`,
        resolvers: {
          Query: {
            found: () => ({ __typename: 'Street', id: 's', name: 'Rua' }),
            all: () => [
              { __typename: 'Street', id: 's', name: 'Rua' },
              { __typename: 'Square', id: 'q', trees: 4 },
            ],
            place: () => ({ id: 'p', best: { __typename: 'Street', id: 's', name: 'Rua' } }),
          },
          Place: {
            __resolveReference: ({ id }: Reference) => ({ id, best: { __typename: 'Street', id: 's', name: 'Rua' } }),
          },
          Street: { __resolveReference: ({ id }: Reference) => ({ id, name: 'Rua' }) },
          Square: { __resolveReference: ({ id }: Reference) => ({ id, trees: 4 }) },
        },
      },
      far: {
        sdl: `union Found = Street | Bridge type Query { found: Found @shareable bridges: [Found!]! place: Place @shareable }
          type Street @key(fields: "id") { id: ID! name: String! @shareable metres: Int! } type Bridge { span: Int! }
          type Place @key(fields: "id") { id: ID! best: Found @shareable far: Int! }`,
        resolvers: {
          Query: {
            found: () => ({ __typename: 'Street', id: 's', name: 'Rua', metres: 9 }),
            bridges: () => [
              { __typename: 'Bridge', span: 7 },
              { __typename: 'Street', id: 's', name: 'Rua', metres: 9 },
            ],
            place: () => ({ id: 'p', far: 3, best: { __typename: 'Street', id: 's', name: 'Rua', metres: 9 } }),
          },
          Street: { __resolveReference: ({ id }: Reference) => ({ id, name: 'Rua', metres: 9 }) },
          Place: {
            __resolveReference: ({ id }: Reference) => ({
              id,
              far: 3,
              best: { __typename: 'Street', id: 's', name: 'Rua', metres: 9 },
            }),
          },
        },
      },
    });

  it.each([
    [
      'a member that the asked subgraph does not know',
      '{ all { ... on Bridge { span } ... on Square { trees } ... on Street { name metres } } }',
      {
        all: [{ name: 'Rua', metres: 9 }, { trees: 4 }],
      },
    ],
    [
      'of which each knows other members',
      '{ bridges { __typename ... on Bridge { span } ... on Square { trees } ... on Street { metres } } }',
      {
        bridges: [
          { __typename: 'Bridge', span: 7 },
          { __typename: 'Street', metres: 9 },
        ],
      },
    ],
    [
      'that several answer',
      '{ found { __typename ... on Street { name } ... on Bridge { span } ... on Square { trees } } }',
      {
        found: { __typename: 'Street', name: 'Rua' },
      },
    ],
    [
      'below what several answer',
      '{ place { far best { __typename ... on Street { name metres } } } }',
      {
        place: { far: 3, best: { __typename: 'Street', name: 'Rua', metres: 9 } },
      },
    ],
    [
      'nothing of its members',
      '{ all { __typename } bridges { t: __typename } }',
      {
        all: [{ __typename: 'Street' }, { __typename: 'Square' }],
        bridges: [{ t: 'Bridge' }, { t: 'Street' }],
      },
    ],
  ])('%s', async (_what, query, data) => {
    expect(await open().ask(query)).toEqual({ data });
  });
});

it('fields of one name that differ by type, side by side', async () => {
  const people = [
    { __typename: 'Citizen', id: 'c1', number: 7, name: 'Ana' },
    { __typename: 'Company', id: null, number: 'x', name: 'Lda' },
  ];
  const graph = openGraph({
    people: {
      sdl: `union Someone = Citizen | Company type Query { people: [Someone!]! citizens: [Citizen!]! }
        type Citizen @key(fields: "id") { id: ID! name: String! @shareable } type Company { id: ID name: String }`,
      resolvers: {
        Query: { people: () => people, citizens: () => people.slice(0, 1) },
        Citizen: { __resolveReference: () => people[0] },
      },
    },
    more: {
      sdl: `type Citizen @key(fields: "id") { id: ID! name: String @shareable years: Int }`,
      resolvers: { Citizen: { __resolveReference: found, years: () => 40 } },
    },
  });
  expect(
    await graph.ask('{ people { ... on Company { id companyName: name } ... on Citizen { citizen: id name years } } }'),
  ).toEqual({
    data: {
      people: [
        { citizen: 'c1', name: 'Ana', years: 40 },
        { id: null, companyName: 'Lda' },
      ],
    },
  });
  expect(await graph.ask('{ citizens { id name years } }')).toEqual({
    data: { citizens: [{ id: 'c1', name: 'Ana', years: 40 }] },
  });
});

it('an object that leads to itself through an interface', async () => {
  const graph = openGraph({
    tree: {
      sdl: 'type Query { root: Part } interface Part { parts: [Part!] } type Branch implements Part @key(fields: "id") { id: ID! parts: [Part!] }',
      resolvers: {
        Query: { root: () => ({ __typename: 'Branch', id: '1', parts: [{ __typename: 'Branch', id: '2' }] }) },
      },
    },
    names: {
      sdl: 'type Branch @key(fields: "id") { id: ID! name: String! }',
      resolvers: { Branch: { __resolveReference: found, name: ({ id }: Reference) => `ramo ${id}` } },
    },
  });
  expect(
    await graph.ask('{ root { ... on Branch { name } parts { parts { __typename } ... on Branch { id name } } } }'),
  ).toEqual({
    data: { root: { name: 'ramo 1', parts: [{ parts: null, id: '2', name: 'ramo 2' }] } },
  });
});
