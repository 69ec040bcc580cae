import type { SubgraphRequest, SubgraphResult } from '@portal/federation';
import type { Audience } from '@portal/service-kit/identity';
import { traceparentOf } from '@portal/service-kit/process';
import { GraphQLError } from 'graphql';
import { type Client, type ClientOptions, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { SubgraphFailure } from '../http/subgraph-failure.ts';
import type { GatewayContext } from './gateway-context.ts';

/** Subscribes at one subgraph over one WebSocket that all callers share. */
export interface SubgraphSubscriptions extends AsyncDisposable {
  /** Begins; answers with the way to stop. `crowd` names who asks and what: what asks the same may be told to become one. */
  subscribe(
    request: SubgraphRequest,
    context: Pick<GatewayContext, 'tokenFor' | 'traceId'>,
    crowd: string,
    hears: StreamListener,
  ): Promise<() => void>;
}

/** What a subscription at a subgraph hears. */
export interface StreamListener {
  /** An event that is this one's alone. */
  next(result: SubgraphResult): void;
  /** One that others receive alike, or how far the stream has come. */
  alike(event: AlikeEvent): void;
  end(): void;
  fail(error: Error): void;
}

/** What several subscriptions on the connection are told at once. */
export class AlikeEvent {
  private readonly answers = new Map<string, Promise<unknown>>();

  constructor(
    /** All up to there was told to each of them, and nothing behind it. */
    readonly place: number,
    /** Absent where nothing happened. */
    private readonly payload: SubgraphResult | undefined,
  ) {}

  get happened(): boolean {
    return this.payload !== undefined;
  }

  /** What is made of it, once for all of a likeness; for one that is like no other by itself. */
  answered<Answer>(likeness: string | undefined, make: (result: SubgraphResult) => Promise<Answer>): Promise<Answer> {
    const made = likeness === undefined ? undefined : (this.answers.get(likeness) as Promise<Answer> | undefined);
    if (made) return made;
    // It is written into.
    const answer = make(structuredClone(this.payload ?? {}));
    if (likeness !== undefined) this.answers.set(likeness, answer);
    return answer;
  }
}

/** So long may it take until the connection stands: its subscribers wait in silence. */
const CONNECTED_WITHIN_MS = 5_000;
const PING_MS = 10_000;
const PONG_WITHIN_MS = 5_000;

/**
 * Opens the connection for events to a subgraph. Who the caller is goes in each operation's own extensions, never in connectionParams:
 * the connection is everybody's. One that breaks ends its subscriptions with an error instead of being joined anew in
 * silence, because events would be missing and the token be old. One that could not be made is the answer to who asked.
 * An event that many receive alike comes once, as service-kit's SharedSubscriptions sends it.
 */
export function openSubgraphSubscriptions(subgraph: Audience, url: string): SubgraphSubscriptions {
  const connection = { stands: false, made: 0 };
  const listeners = new Map<string, StreamListener>();
  let lastId = 0;
  const client: Client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: streamSocket(listeners),
    generateID: () => `${++lastId}`,
    connectionAckWaitTimeout: CONNECTED_WITHIN_MS,
    retryAttempts: 0,
    lazyCloseTimeout: 5_000,
    keepAlive: PING_MS,
    onNonLazyError: () => {},
    on: {
      ...cutDeadConnection(() => client, connection),
      connected: () => Object.assign(connection, { stands: true, made: connection.made + 1 }),
    },
  });

  const subscribe: SubgraphSubscriptions['subscribe'] = async ({ query, variables }, context, crowd, hears) => {
    const internalToken = await context.tokenFor(subgraph);
    const madeBefore = connection.stands ? connection.made - 1 : connection.made;
    const last = (errors: readonly GraphQLError[]) => {
      hears.next({ errors });
      hears.end();
    };
    const id = `${lastId + 1}`;
    listeners.set(id, hears);
    const stop = client.subscribe(
      {
        query,
        variables: variables ?? null,
        extensions: { internalToken, traceparent: traceparentOf(context.traceId), alike: crowd },
      },
      {
        next: (result) => hears.next(result as SubgraphResult),
        error: (error) => {
          listeners.delete(id);
          // The subgraph refused: its errors are the last thing that the subscriber hears.
          if (Array.isArray(error)) return last(error);
          const broke = connection.made > madeBefore;
          const what = broke ? 'the connection for events broke' : 'the connection for events could not be opened';
          const originalError = new SubgraphFailure(subgraph, what, { cause: error, outcome: 'away' });
          if (broke) hears.fail(originalError);
          else last([new GraphQLError(originalError.message, { originalError })]);
        },
        complete: () => {
          listeners.delete(id);
          hears.end();
        },
      },
    );
    return () => {
      listeners.delete(id);
      stop();
    };
  };

  return { subscribe, [Symbol.asyncDispose]: async () => client.dispose() };
}

const ALIKE = Buffer.from('{"alike":');

/** What is told to many goes to them by itself: graphql-ws knows messages to one. */
function streamSocket(listeners: ReadonlyMap<string, StreamListener>): typeof BoundedWebSocket {
  return class extends BoundedWebSocket {
    override emit(event: string | symbol, ...rest: unknown[]): boolean {
      const [data] = rest;
      if (event !== 'message' || !Buffer.isBuffer(data) || !data.subarray(0, ALIKE.length).equals(ALIKE)) {
        return super.emit(event, ...rest);
      }
      const { alike, place, payload } = JSON.parse(data.toString());
      const told = new AlikeEvent(place, payload);
      for (const id of alike) listeners.get(id)?.alike(told);
      return true;
    }
  };
}

/** A handshake that nobody answers, as of a process that hangs, would be waited for as long as TCP does. */
class BoundedWebSocket extends WebSocket {
  constructor(address: string | URL, protocols?: string | string[]) {
    super(address, protocols, { handshakeTimeout: CONNECTED_WITHIN_MS });
    // Of one that is given up while it is being opened nobody else hears.
    this.on('error', () => {});
  }
}

/** A network that died says nothing: no pong in time, and the connection is cut. */
function cutDeadConnection(client: () => Client, connection: { stands: boolean }): ClientOptions['on'] {
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
      connection.stands = false;
    },
  };
}
