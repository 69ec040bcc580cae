import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DOCUMENTS } from './examples/documents.ts';
import type { Guide } from './guide.ts';
import { inFhirPath } from './invariants.ts';
import { isObject, type JsonObject } from './json.ts';
import { plainInvariant } from './plain-invariants.ts';

const FOLDER = new URL('../guides/', import.meta.url);
const guides = readdirSync(FOLDER).map((file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Guide);

/** Each once, of all that the guides have. */
const EXPRESSIONS = [
  ...new Set(
    guides
      .flatMap(({ profiles }) => Object.values(profiles))
      .flatMap(({ elements }) => elements.flatMap(({ invariants = [] }) => invariants.map((one) => one.expression))),
  ),
];
const PLAIN = EXPRESSIONS.filter((expression) => plainInvariant(expression) !== undefined);

function objectsIn(value: unknown): JsonObject[] {
  const below = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  return [...(isObject(value) ? [value] : []), ...below.flatMap(objectsIn)];
}

function agrees(expression: string, element: JsonObject): void {
  const plain = plainInvariant(expression)?.(element);
  expect(plain, `${expression} of ${JSON.stringify(element)}`).toBe(inFhirPath(expression)(element, element));
}

it('a plain rule is what FHIRPath makes of it, for whatever stands in a document', () => {
  const elements = DOCUMENTS.flatMap(([, make]) => objectsIn(make()));
  expect(PLAIN.length).toBeGreaterThan(20);
  for (const expression of PLAIN) for (const element of elements) agrees(expression, element);
});

it('and for whatever else may', () => {
  const names = ['value', 'text', 'code', 'system', 'valueString', 'entry', 'section', 'x'];
  // What is empty, null, a list in a list, or two values of a choice, is refused, whatever its rules say.
  const { node } = fc.letrec<{ node: unknown; one: unknown }>((tie) => ({
    one: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<unknown>(0, 1, false, 'a'),
      fc.dictionary(fc.constantFrom(...names), tie('node'), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
    ),
    node: fc.oneof(tie('one'), fc.array(tie('one'), { maxLength: 2 })),
  }));
  const term = fc.tuple(fc.array(fc.constantFrom(...names.slice(0, 4)), { minLength: 1, maxLength: 2 }), fc.boolean());
  fc.assert(
    fc.property(node, fc.array(term, { minLength: 1, maxLength: 3 }), fc.boolean(), (element, terms, isOr) => {
      fc.pre(isObject(element));
      const told = terms.map(([path, exists]) => `${path.join('.')}.${exists ? 'exists' : 'empty'}()`);
      agrees(told.join(isOr ? ' or ' : ' and '), element as JsonObject);
    }),
    { numRuns: 2_000 },
  );
});

it.each([
  'a',
  'a.exists() or b',
  "a = 'x'",
  'a.exists() or b.exists() and c.exists()',
  'A.b.exists()',
  'a.where(b).exists()',
  '',
])('%j is no plain rule', (expression) => {
  expect(plainInvariant(expression)).toBeUndefined();
});
