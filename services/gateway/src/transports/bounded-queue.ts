/**
 * Hands values from whoever pushes to whoever iterates, and keeps at most `most` of them waiting: one more drops all,
 * ends the iteration and calls `overflow`, so that a slow reader costs no memory.
 */
export class BoundedQueue<Value> {
  private readonly waiting: Value[] = [];
  private wake = () => {};
  private ended = false;
  private failure: Error | undefined;

  constructor(
    private readonly most: number,
    private readonly overflow: () => void,
  ) {}

  push(value: Value): void {
    if (this.ended) return;
    if (this.waiting.length === this.most) {
      this.waiting.length = 0;
      this.end();
      this.overflow();
      return;
    }
    this.waiting.push(value);
    this.wake();
  }

  /** No more values come; those that wait are still handed over. */
  end(): void {
    this.ended = true;
    this.wake();
  }

  /** As `end`, after which the iteration throws. */
  fail(error: Error): void {
    this.failure = error;
    this.end();
  }

  /** Iterates once; `stop` is called when the reader leaves, or the values end. */
  drain(stop: () => void): AsyncIterableIterator<Value> {
    const leave = () => {
      this.waiting.length = 0;
      this.end();
      stop();
    };
    const next = async (): Promise<IteratorResult<Value>> => {
      while (this.waiting.length === 0 && !this.ended) {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
      }
      if (this.waiting.length > 0) return { value: this.waiting.shift() as Value, done: false };
      stop();
      if (this.failure) throw this.failure;
      return { value: undefined, done: true };
    };
    return {
      next,
      // Wakes a `next` that waits: an async generator would keep its reader until the next value.
      return: async () => {
        leave();
        return { value: undefined, done: true };
      },
      throw: async (error) => {
        leave();
        throw error;
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}
