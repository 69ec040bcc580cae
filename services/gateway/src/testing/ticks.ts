import type { BeatingSource, StreamBeat, StreamEvent } from '@portal/service-kit';

interface Tick extends StreamEvent {
  tick: { place: number };
}

type Item = Tick | StreamBeat;

/** A stream on which places are counted: it is caught up with from any of them, and tells how far it has come. */
export class Ticks {
  streams = 0;
  private reached = 0;
  private readonly listeners = new Set<(item: Item) => void>();

  tick(): void {
    this.reached += 1;
    const tick = { place: this.reached, live: true, about: 'nobody', tick: { place: this.reached } };
    for (const listener of this.listeners) listener(tick);
  }

  follow(after: number | null): AsyncIterableIterator<Item> & BeatingSource {
    const waiting: Item[] = [];
    let place = after ?? this.reached;
    let live = false;
    let ended = false;
    let wake = () => {};
    const listener = (item: Item) => {
      waiting.push(item);
      wake();
    };
    this.streams += 1;
    const next = async (): Promise<IteratorResult<Item>> => {
      while (!ended) {
        const item = waiting.shift();
        if (item) return { value: item, done: false };
        if (!live && place < this.reached) {
          place += 1;
          await new Promise((resolve) => setImmediate(resolve));
          return { value: { place, live: false, about: 'nobody', tick: { place } }, done: false };
        }
        if (!live) {
          live = true;
          this.listeners.add(listener);
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return { value: undefined, done: true };
    };
    return {
      next,
      beat: () => {
        if (live) listener({ place: this.reached, beat: true });
        return live;
      },
      return: async () => {
        if (!ended) this.streams -= 1;
        ended = true;
        this.listeners.delete(listener);
        wake();
        return { value: undefined, done: true };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}
