import { delegateToSchema, type Subschema } from '@graphql-tools/delegate';
import { type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import { nodeRefusal } from '../scopes/scope-check.ts';
import type { GatewayContext } from './gateway-context.ts';

/** Ids of the catalogue are made of names (UUID version 5), all others of the moment or of what they are part of. */
const OF_THE_CATALOGUE = /^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/i;

/**
 * `Query.node` stands in each subgraph, which answers it for what it has: the gateway asks the one whose id it is, for the
 * rest of the world is none of the catalogue's failures, nor the other way round.
 */
export function findNodes(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields().node;
  if (!field) return;
  const subschemas = subschemasOf(schema);
  field.resolve = async (_root, { id }: { id: string }, context: GatewayContext, info) => {
    const names = OF_THE_CATALOGUE.test(id) ? ['CATALOGUE'] : ownFirst(context);
    for (const name of names) {
      const found = await ask(subschemas.get(name), id, context, info);
      if (found == null) continue;
      const refused = context.grant && nodeRefusal(context.grant, typeNameOf(found));
      if (refused) throw refused;
      return found;
    }
    return null;
  };
}

/** A person's tokens are the gateway's own, and cost no network. */
function ownFirst({ caller, grant }: GatewayContext): string[] {
  return caller.kind === 'person' && !grant ? ['GATEWAY', 'CREDENTIALS'] : ['CREDENTIALS'];
}

function ask(schema: Subschema | undefined, id: string, context: GatewayContext, info: GraphQLResolveInfo) {
  if (!schema) throw new Error('a subgraph of Query.node is missing');
  return delegateToSchema({ schema, operation: 'query' as never, fieldName: 'node', args: { id }, context, info });
}

function subschemasOf(schema: GraphQLSchema): Map<string, Subschema> {
  const { subschemaMap } = schema.extensions.stitchingInfo as { subschemaMap: Map<unknown, Subschema> };
  return new Map([...subschemaMap.values()].map((subschema) => [subschema.name ?? '', subschema]));
}

function typeNameOf(found: object): string {
  return String(Reflect.get(found, '__typename'));
}
