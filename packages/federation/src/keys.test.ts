import { expect, it } from 'vitest';
import { openGraph } from './testing/graph.ts';

const bySlug = (slug: string) => ({ slug, number: slug.length, name: `Linha ${slug}` });

it('a key that leads to another key', async () => {
  const graph = openGraph({
    lines: {
      sdl: 'type Query { lines: [Line!]! } type Line @key(fields: "slug") { slug: ID! }',
      resolvers: { Query: { lines: () => [{ slug: 'a' }, { slug: 'bb' }] } },
    },
    numbers: {
      sdl: 'type Line @key(fields: "slug") @key(fields: "number") { slug: ID! number: Int! }',
      resolvers: { Line: { __resolveReference: ({ slug }: { slug: string }) => bySlug(slug) } },
    },
    fleet: {
      sdl: 'type Line @key(fields: "number") { number: Int! buses: [String!]! }',
      resolvers: {
        Line: {
          __resolveReference: (line: object) => line,
          buses: ({ number }: { number: number }) => [`bus ${number}`],
        },
      },
    },
  });
  expect(await graph.ask('{ lines { buses } }')).toEqual({
    data: { lines: [{ buses: ['bus 1'] }, { buses: ['bus 2'] }] },
  });
  expect(graph.asked).toEqual(['lines', 'numbers', 'fleet']);
});

it('an entity that a subgraph on the way does not know', async () => {
  const graph = openGraph({
    lines: {
      sdl: 'type Query { rides: [Ride!]! } type Ride { line: Line! } type Line @key(fields: "slug") { slug: ID! }',
      resolvers: { Query: { rides: () => ['a', 'unknown', 'bb'].map((slug) => ({ line: { slug } })) } },
    },
    numbers: {
      sdl: 'type Line @key(fields: "slug") @key(fields: "number") { slug: ID! number: Int! }',
      resolvers: {
        Line: { __resolveReference: ({ slug }: { slug: string }) => (slug === 'unknown' ? null : bySlug(slug)) },
      },
    },
    fleet: {
      sdl: 'type Line @key(fields: "number") { number: Int! depot: Depot } type Depot { name: String! }',
      resolvers: {
        Line: {
          __resolveReference: (line: object) => line,
          depot: ({ number }: { number: number }) => ({ name: `depot ${number}` }),
        },
      },
    },
  });
  expect(await graph.ask('{ rides { line { slug depot { name } } } }')).toEqual({
    data: {
      rides: [
        { line: { slug: 'a', depot: { name: 'depot 1' } } },
        { line: { slug: 'unknown', depot: null } },
        { line: { slug: 'bb', depot: { name: 'depot 2' } } },
      ],
    },
  });
});

it('keys of objects, of several fields and of lists', async () => {
  const stop = { id: '7', at: { street: 'Rua 1', corner: { number: 2 } }, lines: [{ slug: 'a' }, { slug: 'b' }] };
  const graph = openGraph({
    map: {
      sdl: `type Query { stop: Stop stops: [Stop] }
        type Stop @key(fields: "id at { street corner { number } }") @key(fields: "lines { slug }") {
          id: ID! at: Corner! @shareable lines: [Line!]! @shareable }
        type Corner @shareable { street: String! corner: Number! } type Number @shareable { number: Int! }
        type Line @key(fields: "slug") { slug: ID! }`,
      resolvers: { Query: { stop: () => stop, stops: () => [stop, null] } },
    },
    roofs: {
      sdl: `type Stop @key(fields: "id at { street corner { number } }") { id: ID! at: Corner! @shareable roof: String }
        type Corner @shareable { street: String! corner: Number! } type Number @shareable { number: Int! }`,
      resolvers: {
        Stop: {
          __resolveReference: (found: object) => found,
          roof: ({ id, at }: typeof stop) => `${id} ${at.street} ${at.corner.number}`,
        },
      },
    },
    crowds: {
      sdl: `type Stop @key(fields: "lines { slug }") { lines: [Line!]! @shareable crowd: Int }
        type Line @key(fields: "slug") { slug: ID! color: String! }`,
      resolvers: {
        Stop: { __resolveReference: (found: object) => found, crowd: ({ lines }: typeof stop) => lines.length },
        Line: { __resolveReference: (found: object) => found, color: ({ slug }: { slug: string }) => `color ${slug}` },
      },
    },
  });
  const told = { roof: '7 Rua 1 2', crowd: 2, lines: [{ color: 'color a' }, { color: 'color b' }] };
  expect(await graph.ask('{ stop { roof crowd lines { color } } stops { crowd roof } }')).toEqual({
    data: { stop: told, stops: [{ roof: '7 Rua 1 2', crowd: 2 }, null] },
  });
});

it('a reference that leads nowhere in its own subgraph', async () => {
  const graph = openGraph({
    tickets: {
      sdl: 'type Query { tickets: [Ticket!]! } type Ticket { line: Line! } type Line @key(fields: "slug", resolvable: false) { slug: ID! }',
      resolvers: { Query: { tickets: () => [{ line: { slug: 'a' } }] } },
    },
    lines: {
      sdl: 'type Query { line(slug: ID!): Line } type Line @key(fields: "slug") { slug: ID! name: String! }',
      resolvers: {
        Line: { __resolveReference: ({ slug }: { slug: string }) => bySlug(slug) },
        Query: { line: (_: unknown, { slug }: { slug: string }) => bySlug(slug) },
      },
    },
  });
  expect(await graph.ask('{ tickets { line { name } } line(slug: "b") { slug name } }')).toEqual({
    data: { tickets: [{ line: { name: 'Linha a' } }], line: { slug: 'b', name: 'Linha b' } },
  });
});

it('a value without a key of its own is read through the entity that holds it', async () => {
  const graph = openGraph({
    lines: {
      sdl: `type Query { lines: [Line!]! }
        type Line @key(fields: "slug") { slug: ID! plan: Plan! @shareable trips: [Trip!]! @shareable }
        type Plan { days: String! @shareable hours: Hours! @shareable } type Hours { first: Int! @shareable }
        type Trip { at: Int! @shareable }`,
      resolvers: {
        Query: {
          lines: () => [{ slug: 'a', plan: { days: 'útil', hours: { first: 5 } }, trips: [{ at: 6 }, { at: 7 }] }],
        },
      },
    },
    times: {
      sdl: `type Line @key(fields: "slug") { slug: ID! plan: Plan! @shareable trips: [Trip!]! @shareable }
        type Plan { hours: Hours! @shareable pause: Int } type Hours { first: Int! @shareable last: Int! }
        type Trip { at: Int! @shareable late: Boolean }`,
      resolvers: {
        Line: {
          __resolveReference: (line: object) => line,
          plan: () => ({ hours: { first: 5, last: 23 }, pause: 10 }),
          trips: () => [
            { at: 6, late: true },
            { at: 7, late: false },
          ],
        },
      },
    },
  });
  expect(await graph.ask('{ lines { plan { days pause hours { first last } } trips { at late } } }')).toEqual({
    data: {
      lines: [
        {
          plan: { days: 'útil', pause: 10, hours: { first: 5, last: 23 } },
          trips: [
            { at: 6, late: true },
            { at: 7, late: false },
          ],
        },
      ],
    },
  });
});

it('the round over an entity back to itself', async () => {
  const ids = { main: 'p1', tags: 't' };
  const products = [
    { id: 'p1', pid: 'x1' },
    { id: 'p2', pid: null },
  ];
  const graph = openGraph({
    products: {
      sdl: `type Query { top: Top! } type Top @key(fields: "products { id }") { products: [Product!]! @shareable }
        type Product @key(fields: "id") @key(fields: "id pid") { id: ID! pid: ID }`,
      resolvers: {
        Query: { top: () => ({ products }) },
        Product: { __resolveReference: ({ id }: { id: string }) => products.find((each) => each.id === id) },
      },
    },
    categories: {
      sdl: `type Product @key(fields: "id") { id: ID! category: Category @shareable }
        type Category @key(fields: "id tag") { id: ID! tag: String main: Product! }`,
      resolvers: {
        Product: {
          __resolveReference: (found: object) => found,
          category: () => ({ id: 'c', tag: ids.tags, main: { id: ids.main } }),
        },
      },
    },
    prices: {
      sdl: `type Product @key(fields: "id pid category { id tag }") { id: ID! pid: ID category: Category @shareable price: Price }
        type Category @key(fields: "id tag", resolvable: false) { id: ID! tag: String } type Price { price: Int! }`,
      resolvers: {
        Product: {
          __resolveReference: (found: object) => found,
          price: ({ id, pid, category }: { id: string; pid: string | null; category: { tag: string } }) => ({
            price: `${id}${pid ?? ''}${category.tag}`.length,
          }),
        },
      },
    },
    lists: {
      sdl: `type Top @key(fields: "products { id }") { products: [Product!]! @shareable first: Product selected: Product }
        type Product @key(fields: "id") { id: ID! }`,
      resolvers: {
        Top: {
          __resolveReference: (found: object) => found,
          first: ({ products }: { products: object[] }) => products[0],
          selected: ({ products }: { products: object[] }) => products[1],
        },
      },
    },
  });
  const query = `{ top { products { id pid price { price } category { main { id category { id } price { price } } } }
    first { id price { price } } selected { id price { price } } } }`;
  const main = { id: 'p1', category: { id: 'c' }, price: { price: 5 } };
  expect(await graph.ask(query)).toEqual({
    data: {
      top: {
        products: [
          { id: 'p1', pid: 'x1', price: { price: 5 }, category: { main } },
          { id: 'p2', pid: null, price: { price: 3 }, category: { main } },
        ],
        first: { id: 'p1', price: { price: 5 } },
        selected: { id: 'p2', price: { price: 3 } },
      },
    },
  });
});

it('Federation 1: types that are extended, with fields that are elsewhere', async () => {
  const graph = openGraph({
    old: {
      sdl: '#fed1\nextend type Query { driver: Driver } extend type Driver @key(fields: "id") { id: ID! @external name: String! @external nick: String }',
      resolvers: {
        Query: { driver: () => ({ id: '1', nick: 'Zé' }) },
        Driver: { __resolveReference: ({ id }: { id: string }) => ({ id, nick: 'Zé' }) },
      },
    },
    drivers: {
      sdl: '#fed1\ntype Query { best: Driver } type Driver @key(fields: "id") { id: ID! name: String! }',
      resolvers: {
        Query: { best: () => ({ id: '1', name: 'José' }) },
        Driver: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'José' }) },
      },
    },
  });
  expect(await graph.ask('{ driver { id name nick } best { id nick name } }')).toEqual({
    data: { driver: { id: '1', name: 'José', nick: 'Zé' }, best: { id: '1', nick: 'Zé', name: 'José' } },
  });
});

it('a field that is declared elsewhere without a reason', async () => {
  const graph = openGraph({
    prices: {
      sdl: 'type Query { cheap: Line dear: Line } type Line @key(fields: "slug") { slug: ID! fare: Int! }',
      resolvers: {
        Query: { cheap: () => ({ slug: 'a', fare: 1 }), dear: () => ({ slug: 'b', fare: 9 }) },
        Line: { __resolveReference: ({ slug }: { slug: string }) => ({ slug, fare: 4 }) },
      },
    },
    names: {
      sdl: 'type Line @key(fields: "slug") @extends { slug: ID! @external name: String! }',
      resolvers: { Line: { __resolveReference: ({ slug }: { slug: string }) => bySlug(slug) } },
    },
  });
  expect(await graph.ask('{ cheap { slug fare name } dear { name } }')).toEqual({
    data: { cheap: { slug: 'a', fare: 1, name: 'Linha a' }, dear: { name: 'Linha b' } },
  });
});

it('a field that no subgraph on its way can tell of every member is refused, and others are read', async () => {
  const side = (own: string, other: string) => ({
    sdl: `type Query { find(id: ID!): Vessel @shareable ${own.toLowerCase()}: ${own} } interface Vessel { id: ID! }
      type ${own} implements Vessel @key(fields: "id") { id: ID! }
      type ${other} implements Vessel @key(fields: "id") { id: ID! @external of${own}: Int }`,
    resolvers: {
      Query: {
        find: (_: unknown, { id }: { id: string }) => ({ __typename: id.startsWith('c') ? 'Cup' : 'Jug', id }),
        [own.toLowerCase()]: () => ({ id: `${own.toLowerCase()}1` }),
      },
    },
  });
  const graph = openGraph({ left: side('Cup', 'Jug'), right: side('Jug', 'Cup') });
  expect(await graph.ask('{ find(id: "c1") { id } }')).toEqual({
    errors: [expect.objectContaining({ message: expect.any(String) })],
  });
  expect(graph.asked).toEqual([]);
  expect(await graph.ask('{ find(id: "c1") { ... on Cup { id } } jug { id } }')).toEqual({
    data: { find: { id: 'c1' }, jug: { id: 'jug1' } },
  });
});
