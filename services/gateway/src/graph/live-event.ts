import type { ExecutionResult } from 'graphql';

/** An event as clients are told of it, written out once for all who receive it alike. */
export class LiveEvent {
  private text: Buffer | undefined;

  constructor(readonly result: ExecutionResult) {}

  /** The message of graphql-transport-ws that brings it to an operation. */
  messageTo(id: string): Buffer {
    this.text ??= Buffer.from(`,"type":"next","payload":${JSON.stringify(this.result)}}`);
    return Buffer.concat([Buffer.from(`{"id":${JSON.stringify(id)}`), this.text]);
  }
}

/** Ends a subscription. */
export type Leave = () => void;

/** A subscription as it is answered: what its listener does not tell by itself comes out of the iterator, its end last. */
export interface LiveAnswer extends LiveListener {
  results(leave: Leave): AsyncIterableIterator<ExecutionResult>;
}

/** Who is told of events: whoever pushes does not wait for them. */
export interface LiveListener {
  push(event: LiveEvent): void;
  /** No more events come. */
  end(): void;
  /** Nor here, because what brought them broke. */
  fail(error: Error): void;
  /** More came than may wait. */
  overflow(): void;
}
