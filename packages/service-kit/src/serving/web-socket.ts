import type { Server } from 'node:http';
import { type ExecutionArgs, execute, GraphQLError, type GraphQLSchema, getOperationAST } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { internalError } from '../graph-errors.ts';
import type { Caller } from '../identity/caller.ts';
import type { TokenVerifier } from '../identity/internal-token.ts';
import type { Logger } from '../logger.ts';
import { inOperationSpan } from '../telemetry/spans.ts';
import { traceIdOf, withTrace } from '../trace.ts';
import { AlikeAnswers } from './alike-answers.ts';
import { beginInTime } from './begin-in-time.ts';
import { createDocumentCache } from './document-cache.ts';
import { failedOperation } from './failed-operation.ts';
import { maskError } from './masking.ts';
import { type OperationMetrics, outcomeOf } from './metrics.ts';
import type { ContextFactory } from './operation-context.ts';
import { type AlikeSubscription, SharedSubscriptions } from './shared-subscriptions.ts';
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
  caller: Caller;
  contextFor: (caller: Caller) => object;
  alike: AlikeSubscription | undefined;
}

/**
 * The gateway takes 1 MiB from anybody, writes it out anew and puts a token beside it. A message too large would end the
 * connection, and with it the subscriptions of everybody.
 */
const LARGEST_MESSAGE = 4 * 1024 * 1024;
/** How long a subscription may take to begin, whatever it waits for. */
const BEGINS_WITHIN_MS = 10_000;
/** How long a client may take to answer the close of its socket. */
const LONGEST_GOODBYE_MS = 2_000;

/**
 * Serves graphql-transport-ws at /graphql. Who the caller is comes with each operation, in `extensions.internalToken`,
 * and the trace in `extensions.traceparent`; `connection_init` names nobody. A subscription with `extensions.alike` takes
 * events as SharedSubscriptions tells them. Disposing closes every socket with 1001.
 */
export function serveWebSocket<Context extends object>(options: WebSocketOptions<Context>): AsyncDisposable {
  const { server, schema, verifyToken, createContext, metrics, logger } = options;
  const sockets = new WebSocketServer({ server, path: '/graphql', maxPayload: LARGEST_MESSAGE });
  const checkDocument = createDocumentCache(schema);
  const traceOf = createTraces();
  const answers = new AlikeAnswers();
  const line = new SharedSubscriptions();

  /** The gateway's own fault: told as UNAUTHENTICATED, it would send the person to sign in. */
  function internalTokenRefused(traceId: string): GraphQLError {
    logger.error({ traceId }, 'the internal token of an operation is missing or not good');
    return internalError(traceId);
  }

  async function prepare(
    socket: WebSocket,
    id: string,
    payload: SubscribePayload,
  ): Promise<Operation | readonly GraphQLError[]> {
    const { internalToken, alike: crowd } = payload.extensions ?? {};
    const caller = await verifyToken(typeof internalToken === 'string' ? internalToken : undefined).catch(() => null);
    if (!caller) return [internalTokenRefused(traceOf(payload))];
    const checked = checkDocument(payload.query);
    if ('errors' in checked) return checked.errors;
    const traceId = traceOf(payload);
    const contextFor = (viewer: Caller) => createContext(viewer, { traceId });
    return {
      schema,
      document: checked.document,
      operationName: payload.operationName,
      variableValues: payload.variables,
      traceId,
      caller,
      contextFor,
      alike: typeof crowd === 'string' ? { socket, id, crowd } : undefined,
    };
  }

  /** Runs an operation or begins a subscription, in its trace, counted and timed. */
  async function observed<Result extends object>(args: ExecutionArgs, work: () => Result | Promise<Result>) {
    const { document, operationName, traceId } = args as Operation;
    return inOperationSpan(traceId, async () => {
      const started = performance.now();
      const result = await withTrace(traceId, async () => work()).catch(failedOperation);
      const operation = getOperationAST(document, operationName);
      metrics.observe({
        name: operation?.name?.value,
        type: operation?.operation ?? 'unknown',
        outcome: outcomeOf('errors' in result ? result.errors : undefined),
        seconds: (performance.now() - started) / 1000,
      });
      return result;
    });
  }

  const protocol = useServer(
    {
      onSubscribe: ({ extra: { socket } }, id, payload) => prepare(socket, id, payload),
      execute: (args) => {
        const { caller, contextFor } = args as Operation;
        return observed(args, () => execute({ ...args, contextValue: contextFor(caller) }));
      },
      subscribe: (args) => {
        const { caller, contextFor, alike } = args as Operation;
        const begin = () => subscribeWithContext(args, { caller, contextFor, answers, line, alike });
        return observed(args, () => beginInTime(begin(), BEGINS_WITHIN_MS));
      },
      onNext(_context, _id, _payload, args, result) {
        if (!result.errors) return undefined;
        const { traceId } = args as Operation;
        return { ...result, errors: result.errors.map((error) => maskError(error, traceId, logger)) };
      },
      onError: (_context, _id, payload, errors) => errors.map((error) => maskError(error, traceOf(payload), logger)),
    },
    sockets,
  );

  return {
    async [Symbol.asyncDispose]() {
      const stragglers = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, LONGEST_GOODBYE_MS);
      await protocol.dispose();
      clearTimeout(stragglers);
    },
  };
}

/** The trace of an operation, the same whenever it is asked for. */
function createTraces(): (payload: SubscribePayload) => string {
  const traces = new WeakMap<SubscribePayload, string>();
  return (payload) => {
    const known = traces.get(payload) ?? traceIdOf(payload.extensions?.traceparent);
    traces.set(payload, known);
    return known;
  };
}
