import { expect, it } from 'vitest';
import { type Finding, judge, openGuides } from './index.ts';
import { isObject, type JsonObject } from './json.ts';
import { vaccination } from './testing/vaccination.ts';

const guides = openGuides();
const NOW = new Date('2026-11-29T12:00:00-03:00');

type Key = string | number;

/** A document that was right but for one thing. */
interface Mutant {
  kind: string;
  path: Key[];
  document: unknown;
}

/** What the guide lets a document be without. */
const OPTIONAL = [
  'entry.0.fullUrl',
  'entry.1.resource.primarySource',
  'entry.1.resource.expirationDate',
  'entry.1.resource.performer.0.function',
];

function* propertiesOf(value: unknown, path: Key[] = []): Generator<{ path: Key[]; parent: JsonObject; key: string }> {
  if (Array.isArray(value)) for (const [place, item] of value.entries()) yield* propertiesOf(item, [...path, place]);
  if (!isObject(value)) return;
  for (const [key, item] of Object.entries(value)) {
    yield { path: [...path, key], parent: value, key };
    yield* propertiesOf(item, [...path, key]);
  }
}

/** A copy in which something else is done at a place. */
function mutant(kind: string, path: Key[], change: (parent: JsonObject, key: string) => void): Mutant {
  const document = vaccination();
  for (const found of propertiesOf(document)) {
    if (found.path.join('.') === path.join('.')) change(found.parent, found.key);
  }
  return { kind, path, document };
}

function* mutants(): Generator<Mutant> {
  for (const { path, parent, key } of propertiesOf(vaccination())) {
    const value = parent[key];
    const set = (kind: string, other: unknown) =>
      mutant(kind, path, (at, name) => {
        at[name] = other;
      });
    yield mutant('missing', path, (at, name) => delete at[name]);
    yield mutant('extra', path, (at, name) => {
      at[`${name}Inventado`] = value;
    });
    yield set('empty', Array.isArray(value) ? [] : isObject(value) ? {} : '');
    yield set('null', null);
    if (Array.isArray(value)) yield set('not a list', value[0]);
    else yield set('a list', [value, value]);
    if (typeof value === 'string') yield set('a number', 7);
    if (typeof value === 'boolean') yield set('a text', 'true');
    if (key === 'code' && typeof value === 'string') yield set('another code', 'zz-9');
    if (key === 'system' && String(value).includes('/CodeSystem/')) yield set('another system', 'http://loinc.org');
    if (key === 'reference' && String(value).startsWith('urn:')) yield set('leads nowhere', 'urn:uuid:nowhere');
  }
}

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
  for (const { kind, path, document } of mutants()) {
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
