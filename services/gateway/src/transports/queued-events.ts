import type { ExecutionResult } from 'graphql';
import type { Leave, LiveAnswer, LiveEvent } from '../graph/live-event.ts';
import { BoundedQueue } from './bounded-queue.ts';

/** So many events may wait for a reader; one more and they are too slow. */
const MOST_WAITING = 256;

/** A subscription that is read at its reader's pace. */
export class QueuedEvents implements LiveAnswer {
  private readonly events: BoundedQueue<ExecutionResult>;

  constructor(readonly overflow: () => void) {
    this.events = new BoundedQueue<ExecutionResult>(MOST_WAITING, overflow);
  }

  push({ result }: LiveEvent): void {
    this.events.push(result);
  }

  end(): void {
    this.events.end();
  }

  fail(error: Error): void {
    this.events.fail(error);
  }

  results(leave: Leave): AsyncIterableIterator<ExecutionResult> {
    return this.events.drain(leave);
  }
}
