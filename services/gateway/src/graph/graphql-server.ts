import { ApolloServer, type ApolloServerPlugin, type HTTPGraphQLResponse } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { currentTraceId } from '@portal/service-kit/process';
import { type OperationMetrics, outcomeOf } from '@portal/service-kit/serving';
import type { OperationCost } from '../cost/operation-cost.ts';
import { logger } from '../logger.ts';
import type { IsCatalogueOnly } from '../scopes/catalogue-only.ts';
import { admitOperations } from './admit-operations.ts';
import { takeCheckedDocuments } from './checked-documents.ts';
import type { CheckDocument } from './documents.ts';
import { formatError } from './error-format.ts';
import type { GatewayContext } from './gateway-context.ts';
import { MOST_TOKENS } from './operation-limits.ts';
import { type PersistedQueries, refuseStrangeHashes } from './persisted-queries.ts';
import { letCachesKeep } from './public-answers.ts';
import { refuseSubscriptions } from './refuse-subscriptions.ts';
import type { Supergraph } from './supergraph.ts';

export type { HTTPGraphQLResponse };

/** What Apollo Server is made of. */
export interface GraphqlServerParts {
  supergraph: Supergraph;
  metrics: OperationMetrics;
  checkDocument: CheckDocument;
  persistedQueries: PersistedQueries;
  isCatalogueOnly: IsCatalogueOnly;
  costOf: OperationCost;
}

/** Apollo Server over the composed graph. */
export async function startGraphqlServer(parts: GraphqlServerParts): Promise<ApolloServer<GatewayContext>> {
  const { supergraph, metrics, checkDocument, persistedQueries, isCatalogueOnly, costOf } = parts;
  const server = new ApolloServer<GatewayContext>({
    gateway: runsWith(supergraph),
    introspection: true,
    // The portal has rules of its own about foreign pages, which also hold for what is not GraphQL.
    csrfPrevention: false,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: { cache: persistedQueries.cache },
    // Documents come checked, by the gateway's limits too, from where WebSockets take them.
    documentStore: null,
    parseOptions: { maxTokens: MOST_TOKENS },
    formatError: (_formatted, error) => formatError(error, currentTraceId() ?? ''),
    plugins: [
      // It would wrap every resolver to read directives that this graph does not have.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      observeOperations(metrics),
      refuseStrangeHashes,
      takeCheckedDocuments(checkDocument),
      refuseSubscriptions,
      admitOperations(costOf),
      letCachesKeep(isCatalogueOnly),
    ],
    logger,
  });
  await server.start();
  return server;
}

/** Apollo hands over what it would execute itself. */
function runsWith({ schema, prepare, execute }: Supergraph): GatewayInterface {
  return {
    async load() {
      return {
        executor: async ({ document, operationName, request: { variables }, context }) =>
          execute(prepare(document, operationName), variables, context as GatewayContext),
      };
    },
    onSchemaLoadOrUpdate(tell) {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    async stop() {},
  };
}

function observeOperations(metrics: OperationMetrics): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      const started = performance.now();
      return {
        async willSendResponse({ operation, response }) {
          const errors = response.body.kind === 'single' ? response.body.singleResult.errors : undefined;
          metrics.observe({
            name: operation?.name?.value,
            type: operation?.operation ?? 'unknown',
            outcome: outcomeOf(errors),
            seconds: (performance.now() - started) / 1000,
          });
        },
      };
    },
  };
}
