import { once } from 'node:events';
import { request } from 'node:http';
import { freePorts } from '@portal/postgres';
import { WebSocket } from 'ws';

/** An answer of the graph. */
export interface GraphAnswer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's
  data: any;
  errors: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[] | undefined;
}

/** POSTs one operation. */
export async function askGraph(
  url: string,
  query: string,
  { cookie, variables, headers }: { cookie?: string; variables?: object; headers?: Record<string, string> } = {},
): Promise<GraphAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie && { cookie }), ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as GraphAnswer;
  return { status: response.status, data, errors };
}

/** A subscriber that speaks graphql-transport-ws by hand, so that tests see each message and each close code. */
export class TestSocket {
  readonly messages: { type: string; id?: string; payload?: unknown }[] = [];
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  private readonly arrivals = new Set<() => void>();

  private constructor(readonly socket: WebSocket) {
    this.closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('message', (text) => {
      this.messages.push(JSON.parse(String(text)));
      for (const arrived of this.arrivals) arrived();
    });
  }

  /** Connects as the console's page of this listener would. */
  static async open(
    url: string,
    cookie?: string,
    headers: Record<string, string> = { origin: url },
  ): Promise<TestSocket> {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws', {
      headers: { ...headers, ...(cookie && { cookie }) },
    });
    const opened = new TestSocket(socket);
    await once(socket, 'open');
    opened.send({ type: 'connection_init' });
    const refused = opened.closed.then((code) => Promise.reject(new Error(`closed with ${code}`)));
    await Promise.race([opened.next(({ type }) => type === 'connection_ack'), refused]);
    return opened;
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  subscribe(id: string, query: string, variables?: object): void {
    this.send({ id, type: 'subscribe', payload: { query, variables } });
  }

  /** The first message that fits, be it there already or yet to come. */
  next(fits: (message: { type: string; id?: string; payload?: unknown }) => boolean): Promise<unknown> {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.messages.find(fits);
        if (!found) return;
        this.arrivals.delete(look);
        resolve(found.payload);
      };
      this.arrivals.add(look);
      look();
    });
  }

  /** The payloads that one subscription was sent. */
  eventsOf(id: string): unknown[] {
    return this.messages
      .filter((message) => message.type === 'next' && message.id === id)
      .map(({ payload }) => payload);
  }
}

/** The status with which a WebSocket upgrade is refused; 101 where it is not. */
export function upgradeStatus(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/graphql`, {
      headers: {
        connection: 'upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        'sec-websocket-protocol': 'graphql-transport-ws',
        ...headers,
      },
    });
    asked.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('upgrade', (_response, socket) => {
      socket.destroy();
      resolve(101);
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** An address at which nobody listens. */
export async function deadUrl(): Promise<string> {
  const [port] = await freePorts(1);
  return `http://localhost:${port}`;
}
