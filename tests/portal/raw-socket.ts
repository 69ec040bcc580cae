import WebSocket from 'ws';
import { portalUrl } from './person.ts';

/** A WebSocket that speaks as it is told to. */
export class RawSocket implements Disposable {
  readonly received: { type: string; id?: string; payload?: unknown }[] = [];
  readonly opened: Promise<unknown>;
  readonly closed: Promise<number>;
  private readonly socket: WebSocket;
  private readonly waiting = new Set<() => void>();

  constructor(protocols: string[] = ['graphql-transport-ws'], headers: Record<string, string> = {}) {
    this.socket = new WebSocket(`${portalUrl().replace('http', 'ws')}/graphql`, protocols, { headers });
    this.opened = new Promise((resolve) => this.socket.once('open', resolve));
    this.closed = new Promise((resolve) => this.socket.once('close', resolve));
    this.socket.on('error', () => {});
    this.socket.on('message', (data) => {
      this.received.push(JSON.parse(String(data)));
      for (const look of this.waiting) look();
    });
  }

  /** One that is past its handshake. */
  static async ready(headers: Record<string, string> = {}): Promise<RawSocket> {
    const raw = new RawSocket(undefined, headers);
    await raw.opened;
    raw.send({ type: 'connection_init' });
    await raw.next('connection_ack');
    return raw;
  }

  send(message: object | string): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  next(type: string, id?: string): Promise<unknown> {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.received.find((message) => message.type === type && (id === undefined || message.id === id));
        if (!found) return;
        this.waiting.delete(look);
        resolve(found.payload);
      };
      this.waiting.add(look);
      look();
    });
  }

  [Symbol.dispose](): void {
    this.socket.terminate();
  }
}
