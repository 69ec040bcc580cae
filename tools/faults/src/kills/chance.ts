import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** Numbers that are the same each time for the same seeds. */
export function randomOf(seed: number, place = 0): RandomGenerator {
  return xoroshiro128plus(seed * 1_000_003 + place);
}

/** Whether something that happens so often, of one, happens now. */
export function chance(random: RandomGenerator, often: number): boolean {
  return uniformInt(random, 0, 999_999) < often * 1_000_000;
}

/** A whole number, both ends included. */
export function between(random: RandomGenerator, least: number, most: number): number {
  return uniformInt(random, least, most);
}

/** One of several, each as likely. */
export function oneOf<Item>(random: RandomGenerator, items: readonly Item[]): Item {
  const item = items[uniformInt(random, 0, items.length - 1)];
  if (item === undefined) throw new Error('there is nothing to choose from');
  return item;
}
