import { expect, test } from 'vitest';
import { CompositionError, composeGraph } from './compose.ts';
import { undescribed } from './descriptions.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable"])';

test('subgraphs compose to a supergraph and to an API with descriptions and without federation', () => {
  const { supergraph, api } = composeGraph([
    {
      name: 'one',
      sdl: `${LINK} type Query { "All of them." things: [Thing!]! } type Thing @key(fields: "id") { id: ID! }`,
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

test('what nobody described is found by its path', () => {
  const api = `
    type Query { "Told." a("Told." x: Int, y: Int): Kind, b(input: Filter): Thing }
    "Told." enum Kind { "Told." ONE TWO }
    input Filter { text: String }
    "Told." type Thing { "Told." id: ID! }
  `;
  expect(undescribed(api)).toEqual(['Query.a.y', 'Query.b', 'Query.b.input', 'Kind.TWO', 'Filter', 'Filter.text']);
});
