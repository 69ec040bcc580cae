/** Chance that gives the same again for the same seed: a demo is the same on every machine. */
export interface Chance {
  /** A number in between, the upper end left out. */
  between(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
  /** So many of the list, in its order. */
  some<T>(list: readonly T[], count: number): T[];
}

/** Makes one from a seed (mulberry32). */
export function createChance(seed: number): Chance {
  let state = seed;
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  return {
    between: (low, high) => low + next() * (high - low),
    pick(list) {
      const picked = list[Math.floor(next() * list.length)];
      if (picked === undefined) throw new Error('Nothing to pick from');
      return picked;
    },
    some(list, count) {
      const places = list.map((_, place) => ({ place, order: next() }));
      const chosen = places.sort((one, other) => one.order - other.order).slice(0, count);
      const kept = new Set(chosen.map(({ place }) => place));
      return list.filter((_, place) => kept.has(place));
    },
  };
}
