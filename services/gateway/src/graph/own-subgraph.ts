import type { SubgraphRequest, SubgraphResult } from '@portal/federation';
import { buildASTSchema, type DocumentNode, execute, type GraphQLSchema, isObjectType, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { readDates } from './date-time.ts';
import type { GatewayContext } from './gateway-context.ts';
import type { OwnFields } from './own-fields.ts';
import { SHARED_TYPES } from './shared-types.ts';

/** The gateway as one of the graph's subgraphs, in its own process. */
export interface OwnSubgraph {
  request(request: SubgraphRequest, context: GatewayContext): Promise<SubgraphResult>;
}

const FEDERATION_LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@shareable", "@requiresScopes", "@cost", "@listSize"])
`;
/** So many texts of plans are kept parsed. */
const MOST_DOCUMENTS = 500;

/**
 * The SDL to compose. It is written by hand, not by classes as in the services: the gateway has a handful of fields, and
 * would else load what a subgraph needs into the process that everything passes through.
 */
export function ownSdl(parts: readonly Pick<OwnFields, 'sdl'>[]): string {
  return `${FEDERATION_LINK}${SHARED_TYPES}${parts.map(({ sdl }) => sdl).join('')}`;
}

/** Makes the subgraph that answers the gateway's own fields: no network, no entities, nothing for other fields to pay. */
export function openOwnSubgraph(parts: readonly OwnFields[]): OwnSubgraph {
  const schema = executableSchema(parts);
  const documents = new LRUCache<string, DocumentNode>({ max: MOST_DOCUMENTS });
  return {
    async request({ query, variables }, contextValue) {
      const document = documents.get(query) ?? parse(query, { noLocation: true });
      documents.set(query, document);
      return execute({ schema, document, variableValues: variables ?? null, contextValue });
    },
  };
}

function executableSchema(parts: readonly OwnFields[]): GraphQLSchema {
  const sdl = `${SHARED_TYPES}${parts.map((part) => part.sdl).join('')}`;
  // The directives are composition's matter.
  const schema = buildASTSchema(parse(sdl), { assumeValidSDL: true });
  const dates = readDates(schema, (text) => new Date(text));
  dates.serialize = (value) => (value instanceof Date ? value.toISOString() : value);
  for (const { resolvers } of parts) {
    for (const [typeName, fields] of Object.entries(resolvers)) {
      const type = schema.getType(typeName);
      for (const [name, resolve] of Object.entries(fields)) {
        const field = isObjectType(type) ? type.getFields()[name] : undefined;
        if (!field) throw new Error(`the gateway has no field ${typeName}.${name}`);
        field.resolve = (_root, args, context) => resolve(args, context);
      }
    }
  }
  return schema;
}
