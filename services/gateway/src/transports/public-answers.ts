import type { ApolloServerPlugin, HTTPGraphQLRequest } from '@apollo/server';
import type { IsCatalogueOnly } from '../access/catalogue-only.ts';
import type { GatewayContext } from '../graph/gateway-context.ts';

const PUBLIC = 'public, max-age=60, s-maxage=300, stale-while-revalidate=86400';

/** Whether a request is a GET that says nothing of who asks: no cookie and no Authorization, good or not. */
export function isBareRead({ method, headers }: Pick<HTTPGraphQLRequest, 'method' | 'headers'>): boolean {
  return method === 'GET' && !headers.has('cookie') && !headers.has('authorization');
}

/**
 * Lets caches keep an answer of the catalogue that was asked for by a bare GET: it is the same for everybody. All others,
 * and every error, are kept by nobody.
 */
export function letCachesKeep(isCatalogueOnly: IsCatalogueOnly): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ request: { http }, response, document, contextValue: { caller } }) {
          const failed = response.body.kind !== 'single' || response.body.singleResult.errors !== undefined;
          const open = http && isBareRead(http) && caller.kind === 'anonymous' && !failed;
          const kept = open && document !== undefined && isCatalogueOnly(document);
          response.http.headers.set('cache-control', kept ? PUBLIC : 'no-store');
        },
      };
    },
  };
}
