import { introspectionFromSchema, type ObjectTypeDefinitionNode, print } from 'graphql';
import { expect, it } from 'vitest';
import { openSupergraph } from './index.ts';
import { composedSdl } from './testing/graph.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@shareable", "@requiresScopes", "@cost", "@listSize"])`;
const { schema } = openSupergraph(
  composedSdl({
    one: {
      sdl: `#fed1
        ${LINK} type Query { things: [Thing!]! @listSize(assumedSize: 5) @requiresScopes(scopes: [["read"]]) @deprecated(reason: "Old.") }
        type Thing @key(fields: "id") @requiresScopes(scopes: [["read"]]) { id: ID! }`,
    },
    two: { sdl: `#fed1\n${LINK} type Thing @key(fields: "id") { id: ID! weight: Int @cost(weight: 3) }` },
  }),
);

it('keeps at types and fields what directives of other specifications say of them', () => {
  const node = schema.getType('Thing')?.astNode as ObjectTypeDefinitionNode;
  expect(node.directives?.map(print)).toEqual(['@requiresScopes(scopes: [["read"]])']);
  expect(node.fields?.map(print)).toEqual(['id: ID!', 'weight: Int @cost(weight: 3)']);
  expect(
    schema
      .getQueryType()
      ?.getFields()
      .things?.astNode?.directives?.map(({ name }) => name.value)
      .sort(),
  ).toEqual(['deprecated', 'listSize', 'requiresScopes']);
});

it('tells clients of none of them, nor of what joins the subgraphs', () => {
  const told = JSON.stringify(introspectionFromSchema(schema));
  expect(told).not.toMatch(/join__|link__|requiresScopes|listSize|"cost"/);
  expect(schema.getQueryType()?.getFields().things?.deprecationReason).toBe('Old.');
});
