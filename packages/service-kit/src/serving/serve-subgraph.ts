import { createServer } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
} from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type Express, type RequestHandler } from 'express';
import type { GraphQLSchema } from 'graphql';
import type { Registry } from 'prom-client';
import { THIS_MACHINE } from '../configuration.ts';
import { unauthenticated } from '../graph-errors.ts';
import { InvalidToken, type TokenVerifier } from '../identity/internal-token.ts';
import type { Logger } from '../logger.ts';
import type { Running } from '../running.ts';
import { currentTraceId } from '../trace.ts';
import { giveUpWithCaller } from './answer-by.ts';
import { bearerToken } from './bearer.ts';
import { closeServer, createDrain, listen } from './drain.ts';
import { failureHandler, type Health, healthRoutes, metricsRoute, traceRequests } from './http.ts';
import { maskError } from './masking.ts';
import { createOperationMetrics, type OperationMetrics, outcomeOf } from './metrics.ts';
import type { ContextFactory } from './operation-context.ts';
import { serveWebSocket } from './web-socket.ts';

/** What a subgraph is served with. */
export interface SubgraphServer<Context extends object> {
  schema: GraphQLSchema;
  /** 0 takes a free one. */
  port: number;
  /** Where it listens; on this machine alone where absent. */
  address?: string | undefined;
  verifyToken: TokenVerifier;
  createContext: ContextFactory<Context>;
  /** Resolves when the service can do its work: asked by /readyz. */
  ready: Health['ready'];
  /**
   * Routes beside GraphQL; they look at the token themselves, and express' errors become INTERNAL as problem+json. An answer
   * without an end is ended when `stopping` is.
   */
  routes?: (app: Express, stopping: AbortSignal) => void;
  /** Metrics of the service's own, shown by /metrics with those of its operations. */
  registry?: Registry;
  /** So long it goes on answering, not ready, once it is told to stop; not at all where absent. */
  drainMs?: number | undefined;
  logger: Logger;
}

/**
 * Serves a subgraph: POST /graphql with the internal token as Bearer, WebSocket /graphql with it in each operation,
 * /healthz, /readyz and /metrics without one. Disposing turns /readyz to 503, goes on answering for `drainMs`, closes
 * WebSockets with 1001, lets what is under way end, and only then stops to listen.
 */
export async function serveSubgraph<Context extends object>(options: SubgraphServer<Context>): Promise<Running> {
  const { schema, verifyToken, createContext, logger } = options;
  const metrics = createOperationMetrics(options.registry);
  const drain = createDrain(() => after(options.drainMs ?? 0));
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    // No cookie is ever looked at here: the token in the header is what a foreign page cannot send.
    csrfPrevention: false,
    stopOnTerminationSignals: false,
    formatError: (_formatted, error) => maskError(error, currentTraceId() ?? '', logger),
    // Cache control would wrap every resolver for a header that nobody reads.
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      observeOperations(metrics),
    ],
    logger,
  });
  await apollo.start();
  await using starting = new AsyncDisposableStack();
  starting.defer(() => apollo.stop());

  const app = express().disable('x-powered-by').disable('etag');
  healthRoutes(app, { ready: options.ready, draining: () => drain.draining, logger });
  metricsRoute(app, metrics.registry);
  app.use(drain.track, traceRequests, giveUpWithCaller);
  app.post(
    '/graphql',
    authenticate(verifyToken),
    // More than the gateway takes from anybody: it writes operations out anew.
    express.json({ limit: '4mb' }),
    expressMiddleware(apollo, {
      context: async ({ res }) => createContext(res.locals.caller, { traceId: res.locals.traceId }),
    }),
  );
  const stopping = new AbortController();
  options.routes?.(app, stopping.signal);
  app.use(failureHandler(logger));

  const server = createServer({ keepAliveTimeout: IDLE_MS }, app);
  const port = await listen(server, options.port, options.address ?? THIS_MACHINE);
  starting.adopt(server, closeServer);
  const webSocket = serveWebSocket({ server, schema, verifyToken, createContext, metrics, logger });
  starting.defer(async () => {
    await drain.start();
    stopping.abort();
    const ended = drain.ended();
    await webSocket[Symbol.asyncDispose]();
    await ended;
  });
  const started = starting.move();
  return { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: () => started.disposeAsync() };
}

/** An idle connection: far longer than a gateway keeps one, for what is sent as it is closed is lost. */
const IDLE_MS = 30_000;

function authenticate(verifyToken: TokenVerifier): RequestHandler {
  return async (req, res, next) => {
    try {
      res.locals.caller = await verifyToken(bearerToken(req));
    } catch (error) {
      if (!(error instanceof InvalidToken)) throw error;
      res.status(401).json({ errors: [unauthenticated().toJSON()] });
      return;
    }
    next();
  };
}

function observeOperations<Context extends object>(metrics: OperationMetrics): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      const started = performance.now();
      return {
        async willSendResponse({ operation, response, request }) {
          const errors = response.body.kind === 'single' ? response.body.singleResult.errors : undefined;
          metrics.observe({
            name: operation?.name?.value ?? (operation ? undefined : request.operationName),
            type: operation?.operation ?? 'unknown',
            outcome: outcomeOf(errors),
            seconds: (performance.now() - started) / 1000,
          });
        },
      };
    },
  };
}
