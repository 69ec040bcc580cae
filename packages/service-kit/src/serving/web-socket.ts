import type { Server } from 'node:http';
import { type ExecutionArgs, type GraphQLError, type GraphQLSchema, getOperationAST } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { unauthenticated } from '../graph-errors.ts';
import type { TokenVerifier } from '../identity/internal-token.ts';
import type { Logger } from '../logger.ts';
import { traceIdOf, withTrace } from '../trace.ts';
import { createDocumentCache } from './document-cache.ts';
import { maskError } from './masking.ts';
import { type OperationMetrics, outcomeOf } from './metrics.ts';
import type { ContextFactory } from './serve-subgraph.ts';
import { subscribeWithContext } from './subscribe.ts';

/** What the WebSocket side of a subgraph needs. */
export interface WebSocketOptions<Context extends object> {
  server: Server;
  schema: GraphQLSchema;
  verifyToken: TokenVerifier;
  createContext: ContextFactory<Context>;
  metrics: OperationMetrics;
  logger: Logger;
}

/** An operation, with what belongs to this one alone: a connection is shared by all callers. */
interface Operation extends ExecutionArgs {
  traceId: string;
  contextFor: () => unknown;
}

/** Evidence does not travel here, and an operation with its variables is small. */
const LARGEST_MESSAGE = 1024 * 1024;

/**
 * Serves graphql-transport-ws at /graphql. Who the caller is comes with each operation, in `extensions.internalToken`,
 * and the trace in `extensions.traceparent`; `connection_init` names nobody. Disposing closes every socket with 1001.
 */
export function serveWebSocket<Context extends object>(options: WebSocketOptions<Context>): AsyncDisposable {
  const { server, schema, verifyToken, createContext, metrics, logger } = options;
  const sockets = new WebSocketServer({ server, path: '/graphql', maxPayload: LARGEST_MESSAGE });
  const checkDocument = createDocumentCache(schema);

  async function prepare(payload: SubscribePayload): Promise<Operation | readonly GraphQLError[]> {
    const { internalToken, traceparent } = payload.extensions ?? {};
    const caller = await verifyToken(typeof internalToken === 'string' ? internalToken : undefined).catch(() => null);
    if (!caller) return [unauthenticated()];
    const checked = checkDocument(payload.query);
    if ('errors' in checked) return checked.errors;
    const traceId = traceIdOf(traceparent);
    const contextFor = () => createContext(caller, { traceId });
    return {
      schema,
      document: checked.document,
      operationName: payload.operationName,
      variableValues: payload.variables,
      contextValue: contextFor(),
      traceId,
      contextFor,
    };
  }

  function observe(operation: Operation, started: number, result: object): void {
    metrics.observe({
      name: operation.operationName ?? undefined,
      type: getOperationAST(operation.document, operation.operationName)?.operation ?? 'unknown',
      outcome: outcomeOf('errors' in result ? (result.errors as readonly GraphQLError[]) : undefined),
      seconds: (performance.now() - started) / 1000,
    });
  }

  const protocol = useServer(
    {
      onSubscribe: (_context, _id, payload) => prepare(payload),
      async subscribe(args) {
        const operation = args as Operation;
        const started = performance.now();
        const result = await withTrace(operation.traceId, () => subscribeWithContext(operation, operation.contextFor));
        observe(operation, started, result);
        return result;
      },
      onNext(_context, _id, _payload, args, result) {
        if (!result.errors) return undefined;
        const { traceId } = args as Operation;
        return {
          ...result,
          errors: result.errors.map((error) => maskError(error, traceId, logger)),
        };
      },
      onError(_context, _id, payload, errors) {
        const traceId = traceIdOf(payload.extensions?.traceparent);
        return errors.map((error) => maskError(error, traceId, logger));
      },
    },
    sockets,
  );

  return {
    async [Symbol.asyncDispose]() {
      await protocol.dispose();
    },
  };
}
