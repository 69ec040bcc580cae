import type { SubgraphRequest, SubgraphResult } from '@portal/federation';
import type { Audience } from '@portal/service-kit/identity';
import { traceparentOf } from '@portal/service-kit/process';
import { GraphQLError } from 'graphql';
import { type Client, type ClientOptions, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { BoundedQueue } from './bounded-queue.ts';
import type { GatewayContext } from './gateway-context.ts';
import { SubgraphFailure } from './subgraph-failure.ts';

/** Subscribes at one subgraph over one WebSocket that all callers share. */
export interface SubgraphSubscriptions extends AsyncDisposable {
  subscribe(request: SubgraphRequest, context: GatewayContext): Promise<AsyncIterableIterator<SubgraphResult>>;
}

/** So many events may wait for a subscriber; one more and it is too slow. */
const MOST_WAITING = 256;
/** So long may it take until the line stands: its subscribers wait in silence. */
const CONNECTED_WITHIN_MS = 5_000;
const PING_MS = 10_000;
const PONG_WITHIN_MS = 5_000;

/**
 * Opens the line to a subgraph. Who the caller is goes in each operation's own extensions, never in connectionParams:
 * the connection is everybody's. A line that breaks ends its subscriptions with an error instead of being joined anew in
 * silence, because events would be missing and the token be old. One that could not be made is the answer to who asked.
 */
export function openSubgraphSubscriptions(subgraph: Audience, url: string): SubgraphSubscriptions {
  const line = { stands: false, made: 0 };
  const client: Client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: BoundedWebSocket,
    connectionAckWaitTimeout: CONNECTED_WITHIN_MS,
    retryAttempts: 0,
    lazyCloseTimeout: 5_000,
    keepAlive: PING_MS,
    onNonLazyError: () => {},
    on: {
      ...cutDeadLine(() => client, line),
      connected: () => Object.assign(line, { stands: true, made: line.made + 1 }),
    },
  });

  async function subscribe({ query, variables }: SubgraphRequest, { tokenFor, traceId, tooSlow }: GatewayContext) {
    const internalToken = await tokenFor(subgraph);
    const events = new BoundedQueue<SubgraphResult>(MOST_WAITING, () => tooSlow?.());
    const madeBefore = line.stands ? line.made - 1 : line.made;
    const last = (errors: readonly GraphQLError[]) => {
      events.push({ errors });
      events.end();
    };
    const stop = client.subscribe(
      {
        query,
        variables: variables ?? null,
        extensions: { internalToken, traceparent: traceparentOf(traceId) },
      },
      {
        next: (result) => events.push(result as SubgraphResult),
        error: (error) => {
          // The subgraph refused: its errors are the last thing that the subscriber hears.
          if (Array.isArray(error)) return last(error);
          const broke = line.made > madeBefore;
          const what = broke ? 'the line of events broke' : 'the line of events could not be opened';
          const originalError = new SubgraphFailure(subgraph, what, { cause: error });
          if (broke) events.fail(originalError);
          else last([new GraphQLError(originalError.message, { originalError })]);
        },
        complete: () => events.end(),
      },
    );
    return events.drain(stop);
  }

  return { subscribe, [Symbol.asyncDispose]: async () => client.dispose() };
}

/** A handshake that nobody answers, as of a process that hangs, would be waited for as long as TCP does. */
class BoundedWebSocket extends WebSocket {
  constructor(address: string | URL, protocols?: string | string[]) {
    super(address, protocols, { handshakeTimeout: CONNECTED_WITHIN_MS });
    // Of one that is given up while it is being opened nobody else hears.
    this.on('error', () => {});
  }
}

/** A network that died says nothing: no pong in time, and the line is cut. */
function cutDeadLine(client: () => Client, line: { stands: boolean }): ClientOptions['on'] {
  let late: NodeJS.Timeout | undefined;
  return {
    ping: (received: boolean) => {
      if (!received) late = setTimeout(() => client().terminate(), PONG_WITHIN_MS);
    },
    pong: (received: boolean) => {
      if (received) clearTimeout(late);
    },
    closed: () => {
      clearTimeout(late);
      line.stands = false;
    },
  };
}
