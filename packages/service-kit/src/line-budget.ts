/** So many log lines may be one address's or one caller's doing in a minute, and so many all of theirs. */
const LINES_OF_ONE = 60;
const LINES_OF_ALL = 1_200;
const WINDOW_MS = 60_000;

/** Hears how many lines were left out in a minute. */
type Tell = (leftOut: number) => void;

/**
 * Bounds what strangers can make a log say. Lines that are nobody's doing are never left out; of those that are, a minute
 * has so many, and its end one that says how many were left out.
 */
export class LineBudget {
  private readonly written = new Map<string, number>();
  private ofAll = 0;
  private leftOut = 0;
  private window: NodeJS.Timeout | undefined;

  /** Whether one more line of that cause is written; `tell` is called once where lines were left out. */
  admits(cause: string | undefined, tell: Tell): boolean {
    if (cause === undefined) return true;
    this.window ??= setTimeout(() => this.startAnew(tell), WINDOW_MS).unref();
    const ofOne = this.written.get(cause) ?? 0;
    if (ofOne >= LINES_OF_ONE || this.ofAll >= LINES_OF_ALL) {
      this.leftOut++;
      return false;
    }
    this.written.set(cause, ofOne + 1);
    this.ofAll++;
    return true;
  }

  private startAnew(tell: Tell): void {
    const { leftOut } = this;
    this.written.clear();
    this.ofAll = 0;
    this.leftOut = 0;
    this.window = undefined;
    if (leftOut > 0) tell(leftOut);
  }
}
