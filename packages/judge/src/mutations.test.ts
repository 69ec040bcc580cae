import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DOCUMENTS } from './examples/documents.ts';
import { type Finding, judge, openGuides } from './index.ts';
import { type Key, type Mutant, mutants } from './testing/mutants.ts';

const guides = openGuides();
const NOW = new Date('2026-11-29T12:00:00-03:00');
const page = readFileSync(new URL('../../../docs/judge.md', import.meta.url), 'utf8');

/** Codes and systems of which no guide brings all. */
const UNKNOWN_CODES: Readonly<Record<string, string[]>> = {
  'RIA-R': [],
  RAC: ['5.resource.valueQuantity.code', '9.resource.code.coding.0.code', '9.resource.code.coding.0.system'],
  REDFM: [
    '1.resource.contained.1.identifier.0.type.coding.0.system',
    '1.resource.category.coding.0.code',
    '1.resource.category.coding.0.system',
  ],
  RA: ['0.resource.event.0.code.0.coding.0.code', '1.resource.appointmentType.coding.0.code'],
  REL: [],
  SA: ['10.resource.code.coding.0.code', '10.resource.code.coding.0.system'],
  'REL 3.2.1': [],
};

/** Whether a finding stands where that was changed. */
function isTold({ kind, path: place }: Finding, path: Key[]): boolean {
  // What is led to, and is not there or not what it should be, is told where it is led to.
  if (kind === 'reference' || isBelow(place, path.slice(0, -1))) return true;
  // What slices are told apart by is missed where one of them should be.
  if (kind === 'slice' && path.some((key) => ['meta', 'coding', 'identifier', 'reference'].includes(String(key))))
    return true;
  // A code is one with its system, and told as the whole.
  return ['code', 'fixed', 'invariant', 'rnds'].includes(kind) && isBelow(path, place);
}

/** Whether a place is below another. */
function isBelow(place: readonly Key[], above: readonly Key[]): boolean {
  return above.every((key, depth) => place[depth] === key);
}

const named = ({ kind, path }: Mutant) => `${kind} ${path.join('.')}`;

it.each(DOCUMENTS)('%s: right, it is not refused; with one thing wrong it is, where that is', (kind, make) => {
  expect(judge(make(), guides, NOW)).toEqual([]);
  const all = [...mutants(make)];
  const judged = all.map((mutant) => ({ mutant, findings: judge(mutant.document, guides, NOW) }));
  const missed = judged.filter(({ findings }) => findings.length === 0).map(({ mutant }) => mutant);
  const misplaced = judged.filter(
    ({ mutant, findings }) => findings.length > 0 && !findings.some((found) => isTold(found, mutant.path)),
  );
  expect(misplaced.map(({ mutant }) => named(mutant))).toEqual([]);
  // A guide lets some things be left out.
  const unseen = missed.filter((mutant) => mutant.kind !== 'missing');
  expect(unseen.map(({ path }) => path.slice(1).join('.')).sort()).toEqual([...(UNKNOWN_CODES[kind] ?? [])].sort());
  const optional = missed.length - unseen.length;
  const row = `| ${kind} | ${all.length} | ${all.length - missed.length} | ${optional} | ${unseen.length} |`;
  console.log(row);
  expect(page).toContain(row);
});
