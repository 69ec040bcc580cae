import type { ApolloServerPlugin } from '@apollo/server';
import type { OperationCost } from '../cost/operation-cost.ts';
import { scopeRefusal } from '../scopes/scope-check.ts';
import type { GatewayContext } from './gateway-context.ts';
import { refuseManyValues } from './most-values.ts';

/**
 * Lets an operation in before any of it is run: by how much it brings, by the scopes of its token, of which sessions have
 * none to look at, and by what its caller may still spend. What the scopes refuse is not charged as if it had been run.
 */
export function admitOperations(costOf: OperationCost): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart({ contextValue: { grant, bill } }) {
      if (!grant && !bill) return;
      return {
        async didResolveOperation({ schema, document, operationName, operation, request }) {
          // Told by another plugin where to go.
          if (operation?.operation === 'subscription') return;
          const refused =
            refuseManyValues(document, operationName, request.variables) ??
            (grant && scopeRefusal(grant, { schema, document, operationName })) ??
            bill?.pay(costOf(document, operationName, request.variables));
          if (refused) throw refused;
        },
      };
    },
  };
}
