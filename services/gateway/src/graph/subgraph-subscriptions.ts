import type { ExecutionRequest, ExecutionResult } from '@graphql-tools/utils';
import type { Audience } from '@portal/service-kit/identity';
import { traceparentOf } from '@portal/service-kit/process';
import { print } from 'graphql';
import { type Client, type ClientOptions, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { BoundedQueue } from './bounded-queue.ts';
import type { GatewayContext } from './gateway-context.ts';
import { SubgraphFailure } from './subgraph-failure.ts';

/** Subscribes at one subgraph over one WebSocket that all callers share. */
export interface SubgraphSubscriptions extends AsyncDisposable {
  subscribe(request: ExecutionRequest): Promise<AsyncIterableIterator<ExecutionResult>>;
}

/** So many events may wait for a subscriber; one more and it is too slow. */
const MOST_WAITING = 256;
const PING_MS = 10_000;
const PONG_WITHIN_MS = 5_000;

/**
 * Opens the line to a subgraph. Who the caller is goes in each operation's own extensions, never in connectionParams:
 * the connection is everybody's. A line that breaks ends its subscriptions with an error instead of being joined anew in
 * silence, because events would be missing and the token be old.
 */
export function openSubgraphSubscriptions(subgraph: Audience, url: string): SubgraphSubscriptions {
  const client: Client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazyCloseTimeout: 5_000,
    keepAlive: PING_MS,
    onNonLazyError: () => {},
    on: cutDeadLine(() => client),
  });

  async function subscribe(request: ExecutionRequest): Promise<AsyncIterableIterator<ExecutionResult>> {
    const { tokenFor, traceId, tooSlow } = request.context as GatewayContext;
    const internalToken = await tokenFor(subgraph);
    const events = new BoundedQueue<ExecutionResult>(MOST_WAITING, () => tooSlow?.());
    const stop = client.subscribe(
      {
        query: print(request.document),
        variables: request.variables,
        operationName: request.operationName,
        extensions: { internalToken, traceparent: traceparentOf(traceId) },
      },
      {
        next: (result) => events.push(result as ExecutionResult),
        error: (error) => {
          if (Array.isArray(error)) {
            // The subgraph refused: its errors are the last thing that the subscriber hears.
            events.push({ errors: error });
            events.end();
          } else events.fail(new SubgraphFailure(subgraph, 'the line of events broke', { cause: error }));
        },
        complete: () => events.end(),
      },
    );
    return events.drain(stop);
  }

  return { subscribe, [Symbol.asyncDispose]: async () => client.dispose() };
}

/** A network that died says nothing: no pong in time, and the line is cut. */
function cutDeadLine(client: () => Client): ClientOptions['on'] {
  let late: NodeJS.Timeout | undefined;
  return {
    ping: (received: boolean) => {
      if (!received) late = setTimeout(() => client().terminate(), PONG_WITHIN_MS);
    },
    pong: (received: boolean) => {
      if (received) clearTimeout(late);
    },
    closed: () => clearTimeout(late),
  };
}
