import { Client, type Exchange, fetchExchange, type Operation, subscriptionExchange } from '@urql/core';
import { authExchange } from '@urql/exchange-auth';
import { filter, pipe, tap } from 'wonka';
import { afterPresses } from './after-presses.ts';
import { portalCache } from './cache.ts';
import { errorCode } from './graph-errors.ts';
import type { LiveEngine, LiveRequest, LiveSink } from './live-engine.ts';
import { createReadAhead, type ReadAhead } from './read-ahead.ts';
import { createSecondFactor, type SecondFactor, waitForSecondFactor } from './second-factor/second-factor.ts';
import { createSession, type Session } from './session.ts';
import { newTraceparent } from './traceparent.ts';

export type Connectivity = 'idle' | 'connected' | 'lost';

/** The graph as a console uses it. */
export interface GraphClient {
  /** For urql's hooks; the frame provides it. */
  client: Client;
  session: Session;
  /** What acts of who administrates may wait for. */
  secondFactor: SecondFactor;
  /** Begins a query for the page that is on its way. */
  readAhead: ReadAhead;
  /** Reads again whatever is on screen. */
  refreshActive(): void;
  /** How the live connection is. */
  connectivity(): Connectivity;
  onConnectivity(listener: () => void): () => void;
}

/** The one client of a page: queries and mutations by HTTP, subscriptions by WebSocket, both at `url`. */
export function createGraphClient({ url = '/graphql' }: { url?: string } = {}): GraphClient {
  const session = createSession(url);
  const secondFactor = createSecondFactor();
  const listeners = new Set<() => void>();
  let connectivity: Connectivity = 'idle';
  function connectivityIs(next: Connectivity) {
    connectivity = next;
    for (const listener of listeners) listener();
  }
  const subscribe = lazyEngine(async () => {
    // Anonymous visitors need no WebSocket, and nobody needs it for the first view.
    const { createLiveEngine } = await import('./live-engine.ts');
    return createLiveEngine({ url, session, onConnection: connectivityIs });
  });

  const ahead = createReadAhead(session);
  const active = new Map<number, Operation>();
  const client = new Client({
    url,
    preferGetMethod: false,
    fetchOptions: () => ({ headers: { traceparent: newTraceparent() } }),
    requestPolicy: 'cache-and-network',
    exchanges: [
      remember(active),
      ahead.exchange,
      afterPresses,
      portalCache(),
      waitForSecondFactor(secondFactor),
      waitForSignIn(session),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables = {} }) => ({
          subscribe: (sink) => ({ unsubscribe: subscribe({ query, variables }, sink as LiveSink) }),
        }),
      }),
    ],
  });

  return {
    client,
    session,
    secondFactor,
    readAhead: ahead.with(client),
    refreshActive() {
      for (const operation of active.values()) {
        client.reexecuteOperation(
          client.createRequestOperation('query', operation, { ...operation.context, requestPolicy: 'network-only' }),
        );
      }
    },
    connectivity: () => connectivity,
    onConnectivity(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Loads the engine with the first subscription. */
function lazyEngine(load: () => Promise<LiveEngine>): LiveEngine {
  let loading: Promise<LiveEngine> | undefined;
  return (request: LiveRequest, sink: LiveSink) => {
    let stop = () => {};
    let stopped = false;
    loading ??= load();
    loading.then(
      (engine) => {
        if (!stopped) stop = engine(request, sink);
      },
      (cause) => {
        loading = undefined;
        if (!stopped) sink.error(cause);
      },
    );
    return () => {
      stopped = true;
      stop();
    };
  };
}

/** Keeps the queries that are on screen, for refreshActive. */
function remember(active: Map<number, Operation>): Exchange {
  return ({ forward }) =>
    (operations) =>
      pipe(
        operations,
        tap((operation) => {
          if (operation.kind === 'query') active.set(operation.key, operation);
          else if (operation.kind === 'teardown') active.delete(operation.key);
        }),
        forward,
        filter(() => true),
      );
}

/** What a lost session refused waits for the person to sign in again, and is then sent once more: nothing typed is lost. */
function waitForSignIn(session: Session): Exchange {
  return authExchange(async () => ({
    addAuthToOperation: (operation) => operation,
    didAuthError: (error, operation) =>
      operation.kind !== 'subscription' &&
      errorCode(error) === 'UNAUTHENTICATED' &&
      (session.state.status === 'signed-in' || session.state.status === 'over'),
    async refreshAuth() {
      session.end();
      await session.resumed();
    },
  }));
}
