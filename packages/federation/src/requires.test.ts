import { describe, expect, it } from 'vitest';
import { type Graph, openGraph } from './testing/graph.ts';

interface Parcel {
  id: string;
  weight?: number;
  price?: number;
  band?: string;
  heavy?: boolean;
}
const found = (entity: object) => entity;

/** Parcels: measures in one subgraph, what is worked out of them in two others. */
function parcels(): Graph {
  const known: Record<string, Parcel> = {
    '1': { id: '1', weight: 2, price: 10 },
    '2': { id: '2', weight: 30, price: 5 },
  };
  const of = ({ id }: { id: string }) => known[id];
  return openGraph({
    measures: {
      sdl: `type Query { parcels: [Parcel!]! }
        type Parcel @key(fields: "id") { id: ID! weight: Int price(currency: String = "BRL"): Int sender: Sender! }
        type Sender @key(fields: "tax") { tax: ID! city: City! } type City { name: String! state: State! } type State { code: String! }`,
      resolvers: {
        Query: { parcels: () => Object.values(known) },
        Parcel: {
          __resolveReference: of,
          price: ({ price = 0 }: Parcel, { currency }: { currency: string }) =>
            currency === 'EUR' ? price / 5 : price,
          sender: ({ id }: Parcel) => ({ tax: id }),
        },
        Sender: {
          __resolveReference: found,
          city: ({ tax }: { tax: string }) => ({ name: `Cidade ${tax}`, state: { code: tax === '1' ? 'GO' : 'PE' } }),
        },
      },
    },
    freight: {
      sdl: `type Parcel @key(fields: "id") { id: ID! weight: Int @external price(currency: String = "BRL"): Int @external
          sender: Sender! @external
          heavy: Boolean @requires(fields: "weight")
          cost: Int @requires(fields: "weight price")
          costEur: Int @requires(fields: "price(currency: \\"EUR\\") weight")
          region: String @requires(fields: "sender { city { state { code } } }") }
        type Sender @key(fields: "tax") { tax: ID! city: City! @external }
        type City { state: State! @external } type State { code: String! @external }`,
      resolvers: {
        Parcel: {
          __resolveReference: found,
          heavy: ({ weight = 0 }: Parcel) => weight > 20,
          cost: ({ weight = 0, price = 0 }: Parcel) => weight * price,
          costEur: ({ weight = 0, price = 0 }: Parcel) => weight * price,
          region: ({ sender }: { sender: { city: { state: { code: string } } } }) => `região ${sender.city.state.code}`,
        },
      },
    },
    queue: {
      sdl: `type Query { next: Parcel! }
        type Parcel @key(fields: "id") { id: ID! heavy: Boolean @external cost: Int @external
          lane: String @requires(fields: "heavy") label: String @requires(fields: "heavy cost") }`,
      resolvers: {
        Query: { next: () => ({ id: '2' }) },
        Parcel: {
          __resolveReference: found,
          lane: ({ heavy }: Parcel) => (heavy ? 'slow' : 'fast'),
          label: ({ heavy, cost }: { heavy: boolean; cost: number }) => `${heavy}/${cost}`,
        },
      },
    },
  });
}

describe('@requires', () => {
  it.each([
    ['one field', '{ parcels { heavy } }', { parcels: [{ heavy: false }, { heavy: true }] }],
    [
      'and the field itself',
      '{ parcels { cost weight price } }',
      {
        parcels: [
          { cost: 20, weight: 2, price: 10 },
          { cost: 150, weight: 30, price: 5 },
        ],
      },
    ],
    [
      'a field that requires itself',
      '{ parcels { lane label } }',
      {
        parcels: [
          { lane: 'fast', label: 'false/20' },
          { lane: 'slow', label: 'true/150' },
        ],
      },
    ],
    [
      'from where nothing of it is known',
      '{ next { lane cost label id } }',
      { next: { lane: 'slow', cost: 150, label: 'true/150', id: '2' } },
    ],
    ['an argument', '{ parcels { costEur } }', { parcels: [{ costEur: 4 }, { costEur: 30 }] }],
    [
      'other arguments at once',
      '{ parcels { costEur cost price(currency: "EUR") brl: price } }',
      {
        parcels: [
          { costEur: 4, cost: 20, price: 2, brl: 10 },
          { costEur: 30, cost: 150, price: 1, brl: 5 },
        ],
      },
    ],
    [
      'a value of another entity',
      '{ parcels { region sender { city { name } } } next { region } }',
      {
        parcels: [
          { region: 'região GO', sender: { city: { name: 'Cidade 1' } } },
          { region: 'região PE', sender: { city: { name: 'Cidade 2' } } },
        ],
        next: { region: 'região PE' },
      },
    ],
    [
      'under an alias that is its name',
      '{ parcels { weight: lane heavy: cost } }',
      {
        parcels: [
          { weight: 'fast', heavy: 20 },
          { weight: 'slow', heavy: 150 },
        ],
      },
    ],
  ])('%s', async (_what, query, data) => {
    expect(await parcels().ask(query)).toEqual({ data });
  });

  it('between two subgraphs, there and back', async () => {
    const graph = openGraph({
      posts: {
        sdl: `type Query { feed: [Post!]! } type Post @key(fields: "id") { id: ID! author: Author!
          novice: Boolean! @requires(fields: "author { years }") }
          type Author @key(fields: "id") { id: ID! years: Int! @external }`,
        resolvers: {
          Query: {
            feed: () => [
              { id: '1', author: { id: '1' } },
              { id: '2', author: { id: '9' } },
            ],
          },
          Post: {
            __resolveReference: ({ id, ...given }: { id: string; author?: object }) => ({
              id,
              author: { id: id === '1' ? '1' : '9' },
              ...given,
            }),
            novice: ({ author: { years } }: { author: { years: number } }) => years < 5,
          },
          Author: { __resolveReference: found },
        },
      },
      authors: {
        sdl: `type Author @key(fields: "id") { id: ID! years: Int! }
          type Post @key(fields: "id") { id: ID! novice: Boolean! @external expert: Boolean! @requires(fields: "novice") }`,
        resolvers: {
          Author: { __resolveReference: found, years: ({ id }: { id: string }) => Number(id) },
          Post: { __resolveReference: found, expert: ({ novice }: { novice: boolean }) => !novice },
        },
      },
    });
    expect(await graph.ask('{ feed { expert } }')).toEqual({ data: { feed: [{ expert: false }, { expert: true }] } });
    expect(await graph.ask('{ feed { novice } }')).toEqual({ data: { feed: [{ novice: true }, { novice: false }] } });
  });

  it('fields of an interface and of its members', async () => {
    const box = (id: string) =>
      id === '1'
        ? { __typename: 'Crate', id, size: { __typename: 'Metric', cm: 4, unit: 'cm' } }
        : { __typename: 'Bag', id, size: { __typename: 'Imperial', inches: 8, unit: 'in' } };
    const shared = `interface Size { unit: String! } type Metric implements Size @shareable { unit: String! cm: Int! }
      type Imperial implements Size @shareable { unit: String! inches: Int! }`;
    const external = `interface Size { unit: String! } type Metric implements Size { unit: String! @external cm: Int! @external }
      type Imperial implements Size { unit: String! @external inches: Int! @external }`;
    const graph = openGraph({
      boxes: {
        sdl: `${shared} type Query { boxes: [Box!]! } type Box @key(fields: "id") { id: ID! size: Size! }`,
        resolvers: {
          Query: { boxes: () => ['1', '2'].map((id) => ({ ...box(id), __typename: 'Box' })) },
          Box: { __resolveReference: ({ id }: { id: string }) => ({ ...box(id), __typename: 'Box' }) },
        },
      },
      shelves: {
        sdl: `${external} type Box @key(fields: "id") { id: ID! size: Size! @external
          fits: String! @requires(fields: "size { unit ... on Metric { cm } ... on Imperial { inches } }")
          unit: String! @requires(fields: "size { __typename unit }") }`,
        resolvers: {
          Box: {
            __resolveReference: found,
            fits: ({ size }: { size: { unit: string; cm?: number; inches?: number } }) =>
              `${size.cm ?? '-'}/${size.inches ?? '-'} ${size.unit}`,
            unit: ({ size }: { size: { unit: string; __typename: string } }) => `${size.__typename} ${size.unit}`,
          },
        },
      },
    });
    expect(await graph.ask('{ boxes { fits unit size { ... on Metric { cm } __typename } } }')).toEqual({
      data: {
        boxes: [
          { fits: '4/- cm', unit: 'Metric cm', size: { cm: 4, __typename: 'Metric' } },
          { fits: '-/8 in', unit: 'Imperial in', size: { __typename: 'Imperial' } },
        ],
      },
    });
  });
});

describe('@provides', () => {
  it('is taken where it is offered, and only what is offered', async () => {
    const graph = openGraph({
      stops: {
        sdl: `type Query { stops: [Stop!]! @provides(fields: "lines { slug operator { name } }") plain: [Stop!]! }
          type Stop @key(fields: "id") { id: ID! lines: [Line!]! @external }
          type Line @key(fields: "id") { id: ID! slug: String! @external operator: Operator! @external }
          type Operator @key(fields: "id") { id: ID! name: String! @external }`,
        resolvers: {
          Query: {
            stops: () => [{ id: '1', lines: [{ id: 'l', slug: 'near', operator: { id: 'o', name: 'near' } }] }],
            plain: () => [{ id: '1' }],
          },
        },
      },
      network: {
        sdl: `type Stop @key(fields: "id") { id: ID! lines: [Line!]! }
          type Line @key(fields: "id") { id: ID! slug: String! operator: Operator! }
          type Operator @key(fields: "id") { id: ID! name: String! phone: String! }`,
        resolvers: {
          Stop: { __resolveReference: found, lines: () => [{ id: 'l' }] },
          Line: { __resolveReference: found, slug: () => 'far', operator: () => ({ id: 'o' }) },
          Operator: { __resolveReference: found, name: () => 'far', phone: () => '190' },
        },
      },
    });
    expect(await graph.ask('{ stops { lines { slug operator { name } } } }')).toEqual({
      data: { stops: [{ lines: [{ slug: 'near', operator: { name: 'near' } }] }] },
    });
    expect(graph.asked.splice(0)).toEqual(['stops']);
    expect(await graph.ask('{ stops { lines { operator { phone name } } } plain { lines { slug } } }')).toEqual({
      data: {
        stops: [{ lines: [{ operator: { phone: '190', name: 'near' } }] }],
        plain: [{ lines: [{ slug: 'far' }] }],
      },
    });
  });

  it('fields of members of an interface and a union', async () => {
    const graph = openGraph({
      feed: {
        sdl: `type Query { either: [Either!]! @provides(fields: "... on Song { title }") media: [Media!]! @provides(fields: "... on Song { title }") }
          union Either = Song | Film interface Media { id: ID! }
          type Song implements Media @key(fields: "id") { id: ID! title: String! @external }
          type Film implements Media @key(fields: "id") { id: ID! }`,
        resolvers: {
          Query: {
            either: () => [
              { __typename: 'Song', id: '1', title: 'near' },
              { __typename: 'Film', id: '2' },
            ],
            media: () => [
              { __typename: 'Film', id: '2' },
              { __typename: 'Song', id: '1', title: 'near' },
            ],
          },
        },
      },
      titles: {
        sdl: `type Song @key(fields: "id") { id: ID! title: String! seconds: Int! } type Film @key(fields: "id") { id: ID! title: String! }`,
        resolvers: {
          Song: { __resolveReference: found, title: () => 'far', seconds: () => 61 },
          Film: { __resolveReference: found, title: () => 'far' },
        },
      },
    });
    expect(await graph.ask('{ either { ... on Song { title } } media { id ... on Song { title } } }')).toEqual({
      data: { either: [{ title: 'near' }, {}], media: [{ id: '2' }, { id: '1', title: 'near' }] },
    });
    expect(graph.asked.splice(0)).toEqual(['feed']);
    expect(await graph.ask('{ either { ... on Film { title } ... on Song { seconds } } }')).toEqual({
      data: { either: [{ seconds: 61 }, { title: 'far' }] },
    });
  });

  it('fields of an interface, of whoever offers them alone, and what each object is with them', async () => {
    const shown = (vases: object[]) => ({ Query: { shown: () => ({ __typename: 'Window', id: 'w', pieces: vases }) } });
    const graph = openGraph({
      arcade: {
        sdl: `type Query { shown: Display @shareable } interface Display { id: ID! }
          type Window implements Display @key(fields: "id") { id: ID! }`,
        resolvers: shown([]),
      },
      booth: {
        sdl: `type Query { shown: Display @shareable @provides(fields: "pieces { id title }") }
          interface Display { id: ID! pieces: [Piece!] } interface Piece { id: ID! title: String }
          type Window implements Display { id: ID! @shareable pieces: [Piece!] @external }
          type Vase implements Piece { id: ID! @external title: String @external }
          type Rug implements Piece { id: ID! @external title: String @external }`,
        resolvers: shown([
          { __typename: 'Vase', id: 'v', title: 'near' },
          { __typename: 'Rug', id: 'r', title: 'near' },
        ]),
      },
      cellar: {
        sdl: `interface Display { id: ID! pieces: [Piece!] } interface Piece { id: ID! title: String }
          type Window implements Display @key(fields: "id") { id: ID! pieces: [Piece!] @shareable }
          type Vase implements Piece @key(fields: "id") { id: ID! title: String @shareable litres: Int }
          type Rug implements Piece @key(fields: "id") { id: ID! title: String @shareable }`,
        resolvers: {
          Window: { __resolveReference: found, pieces: () => [] },
          Vase: { __resolveReference: found, title: () => 'far', litres: () => 3 },
          Rug: { __resolveReference: found, title: () => 'far' },
        },
      },
    });
    expect(await graph.ask('{ shown { id pieces { is: __typename title } } }')).toEqual({
      data: {
        shown: {
          id: 'w',
          pieces: [
            { is: 'Vase', title: 'near' },
            { is: 'Rug', title: 'near' },
          ],
        },
      },
    });
    expect(graph.asked.splice(0)).toEqual(['booth']);
    expect(await graph.ask('{ shown { id } }')).toEqual({ data: { shown: { id: 'w' } } });
    expect(await graph.ask('{ shown { pieces { title ... on Vase { litres } } } }')).toEqual({
      data: { shown: { pieces: [{ title: 'near', litres: 3 }, { title: 'near' }] } },
    });
  });
});
