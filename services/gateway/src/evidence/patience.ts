/** So long is waited for the beginning of an answer. */
export const ANSWER_WITHIN_MS = 10_000;

/** Waits for another side that does not move for so long, and no longer; while it is us who have nothing for it, for ever. */
export class Patience implements Disposable {
  private readonly enough = new AbortController();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly milliseconds: number) {}

  /** Aborts when it was waited for long enough, or `end` was called. */
  get signal(): AbortSignal {
    return this.enough.signal;
  }

  /** It is the other side's turn from now on. */
  start(): void {
    this.timer ??= setTimeout(() => this.end(), this.milliseconds);
  }

  /** It has moved. */
  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  end(): void {
    this.stop();
    this.enough.abort();
  }

  [Symbol.dispose](): void {
    this.stop();
  }
}
