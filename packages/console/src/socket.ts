import { type Client, createClient } from 'graphql-ws';

/** Closed because the session ended. */
const sessionEndedCodes = [4401, 4403];

/** What subscribes. */
export type Subscriber = Pick<Client, 'subscribe'>;

export interface SocketEvents {
  onConnected: () => void;
  /** The connection was lost or refused; closing it on purpose is not told. */
  onLost: () => void;
  onSessionEnded: () => void;
}

/**
 * One WebSocket for all subscriptions. It is never retried down here, where the same `after` would be sent again: the live
 * lines open themselves anew, each from its last cursor.
 */
export function createSocket(url: string, events: SocketEvents): Subscriber {
  let raw: WebSocket | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  return createClient({
    url: () => new URL(url, location.href.replace(/^http/, 'ws')).href.replace(/^http/, 'ws'),
    retryAttempts: 0,
    lazyCloseTimeout: 5_000,
    keepAlive: 15_000,
    onNonLazyError: () => {},
    on: {
      connected: (socket) => {
        raw = socket as WebSocket;
        events.onConnected();
      },
      ping: (received) => {
        // A dead network says nothing by itself: no pong in time is a lost connection.
        if (!received) silence = setTimeout(() => raw?.close(4408, 'Connection timed out'), 5_000);
      },
      pong: (received) => {
        if (received) clearTimeout(silence);
      },
      closed: (event) => {
        clearTimeout(silence);
        const { code, wasClean } = event as CloseEvent;
        if (sessionEndedCodes.includes(code)) events.onSessionEnded();
        else if (!(wasClean && code === 1000)) events.onLost();
      },
      error: events.onLost,
    },
  });
}
