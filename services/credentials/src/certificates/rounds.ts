import { UnreadablePfx } from './pfx-error.ts';

/**
 * The most rounds that one file is worked on. Windows asks for 2,000 at a time, OpenSSL for 2,048, ICP-Brasil's exporters for
 * up to 10,000, Firefox for 600,000, once for its MAC and once for each encrypted part.
 */
const MOST_ROUNDS = 2_000_000;

/** The rounds that one file has left: it says itself how many each of its keys takes. */
export class Rounds {
  private left = MOST_ROUNDS;

  /** Takes what deriving keys goes through, `times` over; throws UnreadablePfx, before a round is begun, where it is too much. */
  take(iterations: number, times: number): number {
    if (!Number.isInteger(iterations) || iterations < 1) throw new UnreadablePfx('rounds out of range');
    this.left -= iterations * times;
    if (this.left < 0) throw new UnreadablePfx('too many rounds');
    return iterations;
  }
}
