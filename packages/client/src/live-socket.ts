import { type Client, createClient } from 'graphql-ws';
import { ConnectionError, OperationError, type OperationErrorEntry } from './errors.ts';
import type { Cost } from './portal-http.ts';
import type { TokenProvider } from './tokens.ts';

/** A WebSocket of a browser, of Node 22 and newer, or of the package `ws`. */
export type WebSocketClass = new (url: string, protocol: string) => object;

/** What the one WebSocket of a client needs. */
export interface LiveSocketParts {
  url: URL;
  /** Whose token is sent first; a browser's own session without one. */
  tokens?: TokenProvider | undefined;
  /** In the place of the global WebSocket. */
  webSocket?: WebSocketClass | undefined;
  onCost?: ((cost: Cost) => void) | undefined;
  /** Hears when the connection stands, and when it was lost or refused; closed on purpose is not told. */
  onConnection?: ((state: 'connected' | 'lost') => void) | undefined;
}

/** What is asked for on a WebSocket. */
export interface Subscribed {
  query: string;
  variables: Record<string, unknown>;
  signal?: AbortSignal | undefined;
}

/** How an answer came to its end by itself. */
export type Ending = 'complete' | 'too-slow';

const PING_MS = 12_000;
const PONG_WITHIN_MS = 5_000;
const CONNECTED_WITHIN_MS = 15_000;
const CLOSED_ON_PURPOSE = 1000;
/** So many answers may wait for a reader; then the line is cut, to be taken up again where the reader is. */
const MOST_WAITING = 500;

/** One WebSocket for all subscriptions of a client: opened for the first, closed after the last. */
export class LiveSocket {
  private client: Client | undefined;
  /** The token that the connection was opened with. */
  private token: string | undefined;

  constructor(private readonly parts: LiveSocketParts) {}

  /** Answers in their order; what waits is still read when the line is lost, and then the loss is thrown. */
  async *answers({ query, variables, signal }: Subscribed): AsyncGenerator<object, Ending> {
    const waiting: object[] = [];
    let over: { ending: Ending } | { cause: unknown } | undefined;
    let wake = () => {};
    const end = (how: typeof over) => {
      over ??= how;
      wake();
    };
    const aborted = () => end({ cause: signal?.reason });
    if (signal?.aborted) throw signal.reason;
    signal?.addEventListener('abort', aborted);
    const stop = this.open().subscribe<Record<string, unknown>, { cost?: Cost }>(
      { query, variables },
      {
        next: ({ data, errors, extensions }) => {
          if (extensions?.cost) this.parts.onCost?.(extensions.cost);
          if (errors) return end({ cause: new OperationError(errors as readonly OperationErrorEntry[], data) });
          if (over || !data) return;
          if (waiting.length < MOST_WAITING) {
            waiting.push(data);
            return wake();
          }
          end({ ending: 'too-slow' });
          stop();
        },
        error: (cause) => end({ cause: errorOf(cause) }),
        complete: () => end({ ending: 'complete' }),
      },
    );
    try {
      while (true) {
        const next = signal?.aborted ? undefined : waiting.shift();
        if (next) yield next;
        else if (!over) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        } else if ('cause' in over) throw over.cause;
        else return over.ending;
      }
    } finally {
      signal?.removeEventListener('abort', aborted);
      stop();
    }
  }

  /** The portal refused who connected; whether another token may do better. */
  forget(): boolean {
    if (this.token === undefined || !this.parts.tokens?.forget) return false;
    this.parts.tokens.forget(this.token);
    return true;
  }

  private open(): Client {
    const { url, tokens, webSocket, onConnection } = this.parts;
    if (!webSocket && typeof WebSocket === 'undefined') {
      throw new TypeError('There is no WebSocket here: pass one as `webSocket`, such as that of the package ws');
    }
    const address = new URL('/graphql', url);
    address.protocol = address.protocol.replace('http', 'ws');
    let silence: ReturnType<typeof setTimeout> | undefined;
    // A dead network says nothing by itself.
    const expectWithin = (milliseconds: number) => {
      clearTimeout(silence);
      silence = setTimeout(() => this.client?.terminate(), milliseconds);
    };
    const heard = () => clearTimeout(silence);
    this.client ??= createClient({
      url: address.href,
      ...(webSocket && { webSocketImpl: webSocket }),
      connectionParams: async () => {
        this.token = await tokens?.token();
        return this.token === undefined ? undefined : { authorization: `Bearer ${this.token}` };
      },
      // A lost line is taken up again from its last cursor, which nobody down here knows.
      retryAttempts: 0,
      keepAlive: PING_MS,
      on: {
        connecting: () => expectWithin(CONNECTED_WITHIN_MS),
        connected: () => {
          heard();
          onConnection?.('connected');
        },
        ping: (received) => !received && expectWithin(PONG_WITHIN_MS),
        pong: heard,
        closed: (event) => {
          heard();
          const { code, wasClean } = event as { code?: number; wasClean?: boolean };
          if (code !== CLOSED_ON_PURPOSE || !wasClean) onConnection?.('lost');
        },
      },
    });
    return this.client;
  }
}

/** graphql-ws hands on close events, errors of the WebSocket, and arrays of GraphQL errors. */
function errorOf(cause: unknown): Error {
  if (Array.isArray(cause)) return new OperationError(cause as OperationErrorEntry[]);
  if (cause instanceof Error && !('code' in cause)) return cause;
  const { code, reason } = cause as { code?: unknown; reason?: unknown };
  const told = typeof code === 'number' ? `closed with ${code}${reason ? `: ${reason}` : ''}` : 'could not be opened';
  return new ConnectionError(`The live connection ${told}`, { cause }, typeof code === 'number' ? code : undefined);
}
