import 'reflect-metadata';
import { graphql } from 'graphql';
import { Arg, Directive, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { expect, test } from 'vitest';
import { connectionOf } from '../lists/connection.ts';
import { buildSubgraph } from './build-subgraph.ts';
import { Cost, ListSize, RequiresScopes } from './field-directives.ts';

@Directive('@key(fields: "id")')
@RequiresScopes('requests:read', ['credentials:read', 'person'])
@ObjectType({ description: 'A thing.' })
class Thing {
  @Field(() => ID, { description: 'Its key.' })
  id!: string;

  @Field(() => Date, { nullable: true, description: 'Since when.' })
  since?: Date;
}

const ThingConnection = connectionOf(Thing);

@Resolver()
class ThingResolver {
  @RequiresScopes('requests:read')
  @Cost(5)
  @ListSize('first')
  @Query(() => ThingConnection, { description: 'All of them.' })
  things(
    @Arg('size', () => Int, { description: 'Only these.' }) _size: number,
    @Arg('first', () => Int, { description: 'How many.', defaultValue: 20 }) _first: number,
    @Arg('after', () => String, { nullable: true, description: 'After which.' }) _after?: string,
  ) {
    return { edges: [], pageInfo: {}, countAll: () => 0 };
  }
}

function build() {
  return buildSubgraph({
    resolvers: [ThingResolver],
    referenceResolvers: {
      Thing: ({ id }: { id: string }) => (id === 'none' ? null : { id, since: new Date('2026-11-24T17:32:00Z') }),
    },
  });
}

test('the SDL is that of a Federation 2 subgraph, its arguments in the order of the code', async () => {
  const { sdl } = await build();
  expect(sdl).toMatch(/^extend schema @link\(url: "https:\/\/specs\.apollo\.dev\/federation\/v2\.9", import: \[/);
  expect(sdl).not.toContain('schema {');
  expect(sdl).toContain('type PageInfo @shareable');
  expect(sdl.replace(/"""[^"]*"""\s*/g, '')).toContain(`  things(
    size: Int!
    first: Int! = 20
    after: String
  ): ThingConnection!`);
});

test('what is said of a field or type stands in the SDL, and a connection asks as what it lists', async () => {
  const { sdl } = await build();
  const asks = '@requiresScopes(scopes: [["requests:read"], ["credentials:read", "person"]])';
  expect(sdl).toContain(`type Thing @key(fields: "id") ${asks} {`);
  for (const type of ['ThingConnection', 'ThingEdge']) expect(sdl).toContain(`type ${type} ${asks} {`);
  expect(sdl).toContain(
    ': ThingConnection! @requiresScopes(scopes: [["requests:read"]]) @cost(weight: 5) @listSize(slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)',
  );
});

test('references are resolved, to nothing where there is nothing', async () => {
  const { schema } = await build();
  const { data, errors } = await graphql({
    schema,
    source:
      '{ _entities(representations: [{ __typename: "Thing", id: "a" }, { __typename: "Thing", id: "none" }]) { ... on Thing { id since } } }',
  });
  expect(errors).toBeUndefined();
  expect(JSON.parse(JSON.stringify(data))).toEqual({
    _entities: [{ id: 'a', since: '2026-11-24T17:32:00.000Z' }, null],
  });
});

test('a reference resolver for a type that is not there is a mistake that is told', async () => {
  const built = buildSubgraph({ resolvers: [ThingResolver], referenceResolvers: { Other: () => null } });
  await expect(built).rejects.toThrow('no type Other');
});
