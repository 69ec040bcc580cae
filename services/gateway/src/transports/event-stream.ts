import type { Response } from 'express';
import type { GraphQLFormattedError } from 'graphql';
import type { LiveConnection } from '../connections/live-connection.ts';

/** Keeps proxies from closing a stream on which nothing happens. */
const PING_MS = 12_000;
const SESSION_OVER = 4403;
/** So long may the last that is told take to be read. */
const LAST_READ_WITHIN_MS = 1_000;

/** What is told in one event. */
interface Told {
  data?: unknown;
  errors?: readonly GraphQLFormattedError[] | undefined;
  extensions?: object;
}

/**
 * An answer as a stream of events (graphql-sse, distinct connections): each result is a `next`, the end is `complete`. One
 * that ends without it was broken off, and its client asks again. Written by hand: graphql-sse's own handler keeps what its
 * reader does not read, without a bound.
 */
export class EventStream implements LiveConnection {
  readonly OPEN = 1;
  private ping: NodeJS.Timeout | undefined;
  private goOn = () => {};

  constructor(private readonly res: Response) {
    res.on('drain', () => this.goOn());
    res.once('close', () => {
      clearInterval(this.ping);
      this.goOn();
    });
  }

  get readyState(): number {
    return this.res.writableEnded || this.res.destroyed ? 3 : this.OPEN;
  }

  /** Before it began it is refused by a status, after that it is broken off. */
  close(code: number): void {
    if (!this.res.headersSent) this.res.status(code === SESSION_OVER ? 401 : 503);
    this.res.end();
  }

  terminate(): void {
    this.res.destroy();
  }

  once(event: 'close', listener: () => void): void {
    this.res.once(event, listener);
  }

  /** Resolves once there is room for more; false where nobody listens any more. */
  async next(told: Told): Promise<boolean> {
    this.begin();
    if (this.readyState !== this.OPEN) return false;
    if (!this.write('next', told)) {
      await new Promise<void>((resolve) => {
        this.goOn = resolve;
      });
    }
    return this.readyState === this.OPEN;
  }

  complete(): void {
    this.begin();
    if (this.readyState !== this.OPEN) return;
    this.res.end('event: complete\ndata:\n\n');
  }

  /** Tells why, as the last. */
  fail(error: GraphQLFormattedError): void {
    if (this.readyState !== this.OPEN) return;
    this.write('next', { errors: [error] });
    this.res.end();
    const cut = setTimeout(() => this.terminate(), LAST_READ_WITHIN_MS);
    this.once('close', () => clearTimeout(cut));
  }

  /** The first bytes make a browser's fetch resolve, before anything has happened. */
  begin(): void {
    if (this.res.headersSent) return;
    this.res.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      // Each event is to arrive when it happens: nothing on the way keeps it, to compress it or otherwise.
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    this.res.write(':\n\n');
    this.ping = setInterval(() => this.res.write(':\n\n'), PING_MS);
  }

  private write(event: string, told: Told): boolean {
    return this.res.write(`event: ${event}\ndata: ${JSON.stringify(told)}\n\n`);
  }
}
