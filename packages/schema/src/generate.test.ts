import { expect, test } from 'vitest';
import { CompositionError, composeGraph } from './compose.ts';
import { undescribed } from './descriptions.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@requiresScopes", "@cost", "@listSize"])';
const READ = '@requiresScopes(scopes: [["catalogue:read"]])';

test('subgraphs compose to a supergraph and to an API with descriptions and without federation', () => {
  const { supergraph, api } = composeGraph([
    {
      name: 'one',
      sdl: `${LINK} type Query { "All of them." things: [Thing!]! @listSize(assumedSize: 10) ${READ} }
        type Thing @key(fields: "id") ${READ} { id: ID! }`,
    },
    { name: 'two', sdl: `${LINK} type Thing @key(fields: "id") { id: ID!, weight: Int }` },
  ]);
  expect(supergraph).toContain('@join__type(graph: TWO, key: "id")');
  expect(api).toBe(`type Query {
  """All of them."""
  things: [Thing!]!
}

type Thing {
  id: ID!
  weight: Int
}
`);
});

test('subgraphs that do not fit together are told with the reason', () => {
  const clash = () =>
    composeGraph([
      { name: 'one', sdl: `${LINK} type Query { a: Int } type Thing @key(fields: "id") { id: ID!, weight: Int }` },
      { name: 'two', sdl: `${LINK} type Thing @key(fields: "id") { id: ID!, weight: Int }` },
    ]);
  expect(clash).toThrow(CompositionError);
  expect(clash).toThrow(/Thing\.weight/);
});

test.each([
  ['a field that says of itself who may ask for it', `a: Int @cost(weight: 1) ${READ}`, '', []],
  ['a field that says it by its type', `t: T ${READ}`, `type T ${READ} { a: Int }`, []],
  [
    'a root field that does not',
    't: T',
    `type T ${READ} { a: Int }`,
    ["Query.t does not say who may ask for it: write @RequiresScopes('requests:read'), or another, above it"],
  ],
  [
    'a field that does not',
    `t: T ${READ}`,
    'type T { a: Int }',
    [
      "T.a does not say who may ask for it: write @RequiresScopes('requests:read'), or another, above it, or above the class T",
    ],
  ],
  [
    'a scope that does not exist',
    't: T @requiresScopes(scopes: [["catalog:read", "person"]])',
    `type T ${READ} { a: Int }`,
    [expect.stringMatching(/^Query\.t asks for catalog:read, which is none of catalogue:read, /)],
  ],
  [
    'a root field that is free',
    `a: Int ${READ} t: T @cost(weight: 0) ${READ}`,
    `type T ${READ} { a: Int }`,
    ['a', 't'].map((name) => `Query.${name} could be had for nothing: write @Cost(1), or more, above it`),
  ],
  [
    'a list without a size',
    `t: [T!] ${READ}`,
    `type T ${READ} { a: [Int!] }`,
    ['Query.t does not say how long it is: write @ListSize(10), or another, above it'],
  ],
  [
    'a connection without one',
    `t(first: Int = 20): C ${READ}`,
    `type C ${READ} { edges: [T!] } type T ${READ} { a: Int }`,
    ["Query.t does not say how many it gives: write @ListSize('first') above it"],
  ],
  [
    'a connection that has one by one of two ways to it',
    `t(first: Int = 20): C @listSize(slicingArguments: ["first"], sizedFields: ["edges"]) ${READ} u: C ${READ}`,
    `type C ${READ} { edges: [T!] } type T ${READ} { a: Int }`,
    ["Query.u does not say how many it gives: write @ListSize('first') above it"],
  ],
  [
    'a list that has two',
    `t(first: Int = 20): C @listSize(slicingArguments: ["first"], sizedFields: ["edges"]) ${READ}`,
    `type C ${READ} { edges: [T!] @listSize(assumedSize: 3) } type T ${READ} { a: Int }`,
    ['C.edges has a size of its own and another by Query.t: one is enough'],
  ],
])('what composes, and why it does not: %s', (_what, query, types, reasons) => {
  const compose = () => composeGraph([{ name: 'one', sdl: `${LINK} type Query { ${query} } ${types}` }]);
  if (reasons.length === 0) return expect(compose).not.toThrow();
  expect(compose).toThrow(CompositionError);
  try {
    compose();
  } catch (error) {
    expect((error as Error).message.split('\n')).toEqual(reasons);
  }
});

test('what nobody described is found by its path', () => {
  const api = `
    type Query { "Told." a("Told." x: Int, y: Int): Kind, b(input: Filter): Thing }
    "Told." enum Kind { "Told." ONE TWO }
    input Filter { text: String }
    "Told." type Thing { "Told." id: ID! }
  `;
  expect(undescribed(api)).toEqual(['Query.a.y', 'Query.b', 'Query.b.input', 'Kind.TWO', 'Filter', 'Filter.text']);
});
