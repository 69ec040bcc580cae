import { distance } from 'fastest-levenshtein';

/** What somebody meant who wrote something like it; undefined where nothing is near. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((name) => ({ name, steps: distance(written, name) }))
    .toSorted((one, other) => one.steps - other.steps);
  return best && best.steps <= Math.max(2, written.length / 3) ? best.name : undefined;
}
