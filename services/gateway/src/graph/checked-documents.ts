import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, parse } from 'graphql';
import type { CheckDocument } from './documents.ts';
import type { GatewayContext } from './gateway-context.ts';

/** What stands for a document that is beyond the limits, which Apollo shall not look at. */
const NOTHING = parse('{ __typename }');

/**
 * Gives Apollo documents as they were checked, once for HTTP and WebSocket alike. One that is beyond the gateway's limits is
 * refused before Apollo spends time on it; of one that is wrong Apollo itself tells.
 */
export function takeCheckedDocuments(checkDocument: CheckDocument): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      let refused: GraphQLError | undefined;
      return {
        async didResolveSource(request) {
          const checked = checkDocument(request.source);
          if ('document' in checked) Object.assign(request, { document: checked.document });
          else if (checked.beyondLimits) {
            refused = checked.errors[0];
            Object.assign(request, { document: NOTHING });
          }
        },
        async didResolveOperation() {
          if (refused) throw asBadRequest(refused);
        },
      };
    },
  };
}

function asBadRequest({ message, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { extensions: { ...extensions, http: { status: 400 } } });
}
