import type { ExecutionResult } from 'graphql';
import type { WebSocket } from 'ws';
import type { Leave, LiveAnswer, LiveEvent } from '../graph/live-event.ts';
import { formatError } from '../http/error-format.ts';
import type { OperationIds } from './operation-ids.ts';
import { tellTooSlow } from './slow-consumer.ts';

/** So many bytes may lie unread at a socket before events wait here, and so many events then. */
const MOST_UNREAD = 64 * 1024;
const MOST_WAITING = 256;
const LOOK_AGAIN_MS = 20;

const DONE = { done: true, value: undefined } as const;

/**
 * A subscription whose events go straight to its socket, written once for all who receive them alike: a turn of graphql-ws
 * for each client took most of an event's time. What comes out of the iterator is its end.
 */
export class SocketEvents implements LiveAnswer, AsyncIterableIterator<ExecutionResult> {
  private waiting: LiveEvent[] | undefined;
  private ended = false;
  private failure: Error | undefined;
  private wake: (() => void) | undefined;
  private leave: Leave | undefined;

  constructor(
    private readonly socket: WebSocket,
    private readonly ids: OperationIds,
    /** As graphql-ws knows the operation. */
    private readonly id: string,
    private readonly traceId: string,
  ) {}

  push(event: LiveEvent): void {
    if (this.ended) return;
    if (this.waiting) {
      if (this.waiting.length < MOST_WAITING) this.waiting.push(event);
      else this.overflow();
    } else if (this.socket.bufferedAmount > MOST_UNREAD) {
      this.waiting = [event];
      this.lookAgain();
    } else this.send(event);
  }

  end(): void {
    this.ended = true;
    // What waits is told first.
    if (!this.waiting) this.wake?.();
  }

  fail(error: Error): void {
    this.failure = error;
    this.end();
  }

  overflow(): void {
    this.waiting = undefined;
    tellTooSlow(this.socket, this.ids.clientId(this.id));
    this.end();
    this.leave?.();
  }

  results(leave: Leave): this {
    this.leave = leave;
    return this;
  }

  next(): Promise<IteratorResult<ExecutionResult>> {
    return new Promise((resolve, reject) => {
      this.wake = () => {
        if (this.failure) reject(this.failure);
        else resolve(DONE);
      };
      if (this.ended && !this.waiting) this.wake();
    });
  }

  async return(): Promise<IteratorResult<ExecutionResult>> {
    this.waiting = undefined;
    this.failure = undefined;
    this.leave?.();
    this.end();
    return DONE;
  }

  async throw(error: unknown): Promise<never> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private lookAgain(): void {
    setTimeout(() => this.sendWaiting(), LOOK_AGAIN_MS);
  }

  private sendWaiting(): void {
    if (!this.waiting) return;
    while (this.waiting.length > 0 && this.socket.bufferedAmount <= MOST_UNREAD) {
      this.send(this.waiting.shift() as LiveEvent);
    }
    if (this.waiting.length > 0 && this.socket.readyState === this.socket.OPEN) this.lookAgain();
    else {
      this.waiting = undefined;
      if (this.ended) this.wake?.();
    }
  }

  private send(event: LiveEvent): void {
    const id = this.ids.livingId(this.id);
    if (id === undefined || this.socket.readyState !== this.socket.OPEN) return;
    const { errors, ...rest } = event.result;
    if (errors) {
      const payload = { ...rest, errors: errors.map((error) => formatError(error, this.traceId)) };
      this.socket.send(JSON.stringify({ id, type: 'next', payload }));
    } else this.socket.send(event.messageTo(id), { binary: false });
  }
}
