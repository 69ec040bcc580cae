import 'reflect-metadata';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { type GraphQLSchema, Kind, parse, print, specifiedDirectives } from 'graphql';
import { buildSchema, createResolversMap, type PubSub } from 'type-graphql';
import { DateTime } from './date-time.ts';

/** Finds the entity that another subgraph refers to by its key; null where there is none. */
export type ReferenceResolver<Context, Reference = never, Entity = unknown> = (
  reference: Reference,
  context: Context,
) => Entity | null | Promise<Entity | null>;

/** What a subgraph is made from. */
export interface SubgraphParts<Context> {
  /** Resolver classes of type-graphql. */
  resolvers: [object, ...object[]];
  /** Types that no field of this subgraph leads to. */
  orphanedTypes?: object[];
  /** By type name: how `_entities` finds it. Only what this subgraph can find itself has one. */
  // biome-ignore lint/suspicious/noExplicitAny: each reference has the shape of its own key
  referenceResolvers?: Record<string, ReferenceResolver<Context, any>>;
  pubSub?: PubSub;
}

/** A subgraph of Federation 2: the schema to run, and its SDL to compose. */
export interface Subgraph {
  schema: GraphQLSchema;
  sdl: string;
}

const FEDERATION_LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@provides", "@requires", "@tag", "@inaccessible", "@override", "@requiresScopes", "@cost", "@listSize"])';

/** Makes a Federation 2 subgraph from type-graphql classes that carry `@Directive('@key(…)')`. */
export async function buildSubgraph<Context>(parts: SubgraphParts<Context>): Promise<Subgraph> {
  const { resolvers, orphanedTypes, referenceResolvers = {}, pubSub } = parts;
  orderArguments();
  const classSchema = await buildSchema({
    resolvers: resolvers as [() => void],
    ...(orphanedTypes && { orphanedTypes: orphanedTypes as (() => void)[] }),
    ...(pubSub && { pubSub }),
    directives: [...specifiedDirectives],
    scalarsMap: [{ type: Date, scalar: DateTime }],
    // The federation directives are unknown to graphql-js; buildSubgraphSchema checks the whole below.
    skipCheck: true,
    // Rules are looked at by the acts, which answer with Problems at their paths.
    validate: false,
  });
  const sdl = subgraphSdl(classSchema);
  const resolverMap = createResolversMap(classSchema) as Record<string, Record<string, unknown>>;
  for (const [typeName, resolve] of Object.entries(referenceResolvers)) {
    const type = resolverMap[typeName];
    if (!type) throw new Error(`buildSubgraph: no type ${typeName} to resolve references to`);
    type.__resolveReference = resolve;
  }
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolverMap as never }]);
  return { schema, sdl };
}

/** The `schema { }` block is dropped, for the subgraph extends the schema with its link to the specification. */
function subgraphSdl(schema: GraphQLSchema): string {
  const document = parse(printSchemaWithDirectives(schema));
  const definitions = document.definitions.filter(({ kind }) => kind !== Kind.SCHEMA_DEFINITION);
  return `${FEDERATION_LINK}\n\n${print({ ...document, definitions })}\n`;
}

/** Decorators of parameters run from the last to the first, and the arguments would be printed so. */
function orderArguments(): void {
  globalThis.TypeGraphQLMetadataStorage.params.sort((a, b) => a.index - b.index);
}
