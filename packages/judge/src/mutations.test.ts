import { expect, it } from 'vitest';
import { type Finding, judge, openGuides } from './index.ts';
import { type Key, mutants } from './testing/mutants.ts';
import { vaccination } from './testing/vaccination.ts';

const guides = openGuides();
const NOW = new Date('2026-11-29T12:00:00-03:00');

/** What the guide lets a document be without. */
const OPTIONAL = [
  'entry.0.fullUrl',
  'entry.1.resource.primarySource',
  'entry.1.resource.expirationDate',
  'entry.1.resource.performer.0.function',
];

/** Whether a finding stands where that was changed. */
function isTold({ kind, path: place }: Finding, path: Key[]): boolean {
  // What is led to, and is not there or not what it should be, is told where it is led to.
  if (kind === 'reference' || isBelow(place, path.slice(0, -1))) return true;
  // A code is one with its system, and told as the whole.
  return ['code', 'fixed', 'invariant', 'rnds'].includes(kind) && isBelow(path, place);
}

/** Whether a place is below another. */
function isBelow(place: readonly Key[], above: readonly Key[]): boolean {
  return above.every((key, depth) => place[depth] === key);
}

it('a document with one thing wrong is refused, where that is', () => {
  const missed: string[] = [];
  const misplaced: string[] = [];
  let refused = 0;
  for (const { kind, path, document } of mutants(vaccination)) {
    const findings = judge(document, guides, NOW);
    const name = `${kind} ${path.join('.')}`;
    if (findings.length === 0) missed.push(name);
    else if (!findings.some((found) => isTold(found, path))) misplaced.push(name);
    else refused += 1;
  }
  expect(missed).toEqual(OPTIONAL.map((path) => `missing ${path}`));
  expect(misplaced).toEqual([]);
  expect(refused).toBeGreaterThan(450);
});
