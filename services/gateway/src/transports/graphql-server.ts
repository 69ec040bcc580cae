import { ApolloServer, type ApolloServerPlugin, type HTTPGraphQLResponse } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { currentCause, currentTraceId } from '@portal/service-kit/process';
import { type OperationMetrics, outcomeOf } from '@portal/service-kit/serving';
import { type ExecutionResult, GraphQLError, parse } from 'graphql';
import type { IsCatalogueOnly } from '../access/catalogue-only.ts';
import { MOST_TOKENS } from '../access/operation-limits.ts';
import { callerKey } from '../budgets/caller-key.ts';
import type { Admission } from '../graph/admission.ts';
import type { GatewayContext } from '../graph/gateway-context.ts';
import { type PersistedQueries, refuseStrangeHashes } from '../graph/persisted-queries.ts';
import type { Supergraph } from '../graph/supergraph.ts';
import { formatError } from '../http/error-format.ts';
import { unknownOperation } from '../http/request-errors.ts';
import { logger } from '../logger.ts';
import type { Refusals } from '../refusals.ts';
import { letCachesKeep } from './public-answers.ts';

export type { HTTPGraphQLResponse };

/** What Apollo Server is made of. */
export interface GraphqlServerParts {
  supergraph: Supergraph;
  metrics: OperationMetrics;
  refusals: Refusals;
  admission: Admission;
  persistedQueries: PersistedQueries;
  isCatalogueOnly: IsCatalogueOnly;
}

/** Apollo Server over the composed graph. */
export async function startGraphqlServer(parts: GraphqlServerParts): Promise<ApolloServer<GatewayContext>> {
  const { supergraph, metrics, refusals, admission, persistedQueries, isCatalogueOnly } = parts;
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
      observeOperations(metrics, refusals),
      refuseStrangeHashes,
      letInBy(admission),
      letCachesKeep(isCatalogueOnly),
    ],
    logger,
  });
  await server.start();
  return server;
}

/** What stands for a document that is beyond the limits, which Apollo shall not look at. */
const NOTHING = parse('{ __typename }');

/**
 * Takes each document as it was checked for HTTP and WebSockets alike, and lets the operation in before it is run. One that
 * is beyond the gateway's limits is refused before Apollo spends time on it; of one that is wrong Apollo itself tells.
 */
function letInBy(admission: Admission): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart({ contextValue: { grant, bill } }) {
      let refused: GraphQLError | undefined;
      return {
        async didResolveSource(request) {
          const checked = admission.documentOf(request.source);
          if ('document' in checked) Object.assign(request, { document: checked.document });
          else if (checked.beyondLimits) {
            refused = checked.errors[0];
            Object.assign(request, { document: NOTHING });
          }
        },
        async didResolveOperation({ document, operationName, operation, request: { variables } }) {
          if (refused) throw asBadRequest(refused.message, refused.extensions);
          if (operation?.operation === 'subscription') throw asBadRequest(ELSEWHERE, { code: 'BAD_REQUEST' });
          // Without a bill it was let in before, with the crowd that asks the same. One that is not there Apollo tells of.
          if (!bill || !operation) return;
          const admitted = admission.admit({ document, operationName, variables }, { grant, bill });
          if (admitted instanceof GraphQLError) throw admitted;
        },
      };
    },
  };
}

/** Run as a query, a subscription would fail as if that were our fault. */
const ELSEWHERE =
  'Subscriptions are served by WebSocket (graphql-transport-ws) or as text/event-stream, at this same address.';

function asBadRequest(message: string, extensions: GraphQLError['extensions']): GraphQLError {
  return new GraphQLError(message, { extensions: { ...extensions, http: { status: 400 } } });
}

/** Apollo hands over what it would execute itself. */
function runsWith({ schema, prepare, execute }: Supergraph): GatewayInterface {
  return {
    async load() {
      return {
        executor: async ({ document, operation, operationName, request, context }) => {
          if (!operation) return { errors: [unknownOperation(request.operationName)] };
          return execute(prepare(document, operationName), request.variables, context as GatewayContext);
        },
      };
    },
    onSchemaLoadOrUpdate(tell) {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    async stop() {},
  };
}

function observeOperations(metrics: OperationMetrics, refusals: Refusals): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      const started = performance.now();
      return {
        async willSendResponse({ operation, response, contextValue: { caller, grant } }) {
          const result = response.body.kind === 'single' ? response.body.singleResult : {};
          const cause = currentCause() ?? callerKey(caller, grant, undefined);
          refusals.noteAnswer(cause, operation, result as ExecutionResult);
          metrics.observe({
            name: operation?.name?.value,
            type: operation?.operation ?? 'unknown',
            outcome: outcomeOf(result.errors),
            seconds: (performance.now() - started) / 1000,
          });
        },
      };
    },
  };
}
