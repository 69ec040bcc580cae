import type { StreamBeat } from '@portal/service-kit';
import type { Delivered } from './batch.ts';

/** What a subscriber has not taken yet is more than it may be: it is told so, and its stream ends. */
export class ConsumerTooSlow extends Error {
  override readonly name = 'ConsumerTooSlow';
}

/** Live changes that wait for one subscriber; at most so many. */
export class Inbox {
  readonly #waiting: (Delivered | StreamBeat)[] = [];
  readonly #size: number;
  #state: 'open' | 'full' | 'closed' = 'open';
  #wake: () => void = () => {};

  constructor(size: number) {
    this.#size = size;
  }

  get closed(): boolean {
    return this.#state === 'closed';
  }

  /** Once full it takes nothing more, and lets go of what it holds. */
  push(delivered: Delivered | StreamBeat): void {
    if (this.#state !== 'open') return;
    const last = this.#waiting.at(-1);
    // Of two beats with nothing between them the second says it all.
    if (last && 'beat' in last && 'beat' in delivered) this.#waiting[this.#waiting.length - 1] = delivered;
    else if (this.#waiting.length >= this.#size) {
      this.#state = 'full';
      this.#waiting.length = 0;
    } else {
      this.#waiting.push(delivered);
    }
    this.#wake();
  }

  close(): void {
    this.#state = 'closed';
    this.#waiting.length = 0;
    this.#wake();
  }

  /** The next change, as soon as there is one; undefined once it is closed. */
  async take(): Promise<Delivered | StreamBeat | undefined> {
    while (this.#state === 'open' && this.#waiting.length === 0) {
      const woken = Promise.withResolvers<void>();
      this.#wake = woken.resolve;
      await woken.promise;
    }
    if (this.#state === 'full') throw new ConsumerTooSlow('too many changes wait for this subscriber');
    return this.#waiting.shift();
  }
}
