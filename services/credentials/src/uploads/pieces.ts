import type { IncomingMessage } from 'node:http';

/** A body in pieces of a size, each to be stored by itself; where it breaks off, what came before that is its end. */
export class Pieces {
  private readonly chunks: AsyncIterator<Uint8Array>;
  private rest: Uint8Array | undefined;

  constructor(request: IncomingMessage) {
    // Left in the middle, the request is not to be destroyed: its answer goes out on the same connection.
    this.chunks = request.iterator({ destroyOnReturn: false });
  }

  /** Whether there is more; waits for it. */
  async more(): Promise<boolean> {
    if (this.rest === undefined) this.rest = await this.chunk();
    return this.rest !== undefined;
  }

  /** The next piece, of at most so many bytes. */
  async *next(most: number): AsyncGenerator<Uint8Array> {
    let left = most;
    while (left > 0 && (await this.more())) {
      const chunk = this.rest as Uint8Array;
      this.rest = chunk.length > left ? chunk.subarray(left) : undefined;
      yield chunk.subarray(0, left);
      left -= Math.min(left, chunk.length);
    }
  }

  private async chunk(): Promise<Uint8Array | undefined> {
    try {
      const { done, value } = await this.chunks.next();
      return done ? undefined : value;
    } catch {
      return undefined;
    }
  }
}
