import { type Asn1, integerOf, NotAsn1 } from './asn1.ts';

/** Told after every so many rounds, how many. */
export type CountRounds = (done: number) => void;

/**
 * The most rounds that a file may ask for, all that is in it together. Windows asks for 2,000 at a time, OpenSSL for 2,048,
 * ICP-Brasil's exporters for up to 10,000, Firefox for 600,000, once for its MAC and once for each encrypted part.
 */
export const MOST_ROUNDS = 2_000_000;

/** How often a file wants its password worked on; throws NotAsn1 where that is no number from 1 up. */
export function iterationsOf(value: Asn1 | undefined): number {
  // The standard's default, for one that is left out.
  const iterations = value ? integerOf(value) : 1;
  if (!(iterations >= 1)) throw new NotAsn1('rounds out of range');
  return iterations;
}
