import type { Dispatch } from '@portal/federation';
import type { GraphQLSchema } from 'graphql';
import { nodeRefusal } from '../access/scope-check.ts';
import type { GatewayContext } from './gateway-context.ts';

/** Ids of the catalogue are made of names (UUID version 5), all others of the moment or of what they are part of. */
const OF_THE_CATALOGUE = /^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/i;

/**
 * `Query.node` stands in each subgraph, which answers it for what it has: the gateway asks the one whose id it is, for the
 * rest of the world is none of the catalogue's failures, nor the other way round.
 */
export function findNode(schema: GraphQLSchema): Dispatch<GatewayContext> {
  return {
    subgraphsFor: ({ id }, context) => (OF_THE_CATALOGUE.test(String(id)) ? ['catalogue'] : ownFirst(context)),
    refusal: (typename, { grant }) => grant && nodeRefusal(grant, schema.getType(typename)),
  };
}

/** A person's tokens are the gateway's own, and cost no network; what is asked for most often comes before the rest. */
function ownFirst({ caller, grant }: GatewayContext): string[] {
  const others = ['credentials', 'homologation'];
  return caller.kind === 'person' && !grant ? ['gateway', ...others] : others;
}
