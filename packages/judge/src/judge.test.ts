import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vaccination } from './examples/vaccination.ts';
import { judge, judgeText, openGuides } from './index.ts';
import { isObject } from './json.ts';

const guides = openGuides();
const NOW = new Date('2026-11-29T12:00:00-03:00');

type Key = string | number;

/** Every place of a document, each with what stands there. */
function placesOf(value: unknown, path: Key[] = []): { path: Key[]; value: unknown }[] {
  const below = Array.isArray(value)
    ? value.flatMap((item, index) => placesOf(item, [...path, index]))
    : isObject(value)
      ? Object.entries(value).flatMap(([key, item]) => placesOf(item, [...path, key]))
      : [];
  return [{ path, value }, ...below];
}

const PLACES = placesOf(vaccination());

/** A copy of the document with something else at a place; undefined takes it away. */
function changed(path: Key[], value: unknown) {
  const document: unknown = structuredClone(vaccination());
  const [last = ''] = path.slice(-1);
  const parent = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<Key, unknown>)[key], document);
  if (value !== undefined) (parent as Record<Key, unknown>)[last] = value;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete (parent as Record<Key, unknown>)[last];
  return document;
}

const kindsAt = (document: unknown) =>
  judge(document, guides, NOW).map(({ kind, expression }) => `${kind} ${expression}`);
const IMMUNIZATION: Key[] = ['entry', 1, 'resource'];

describe('a document of a guide', () => {
  it('of which nothing is wrong is not refused', () => {
    expect(judge(vaccination(), guides, NOW)).toEqual([]);
  });

  it.each<[string, Key[], unknown, string]>([
    [
      'without its vaccine',
      [...IMMUNIZATION, 'vaccineCode'],
      undefined,
      'cardinality Bundle.entry[1].resource.vaccineCode',
    ],
    ['with a status that R4 has not', [...IMMUNIZATION, 'status'], 'done', 'code Bundle.entry[1].resource.status'],
    [
      'with a code of another system',
      [...IMMUNIZATION, 'vaccineCode', 'coding', 0, 'system'],
      'http://loinc.org',
      'code Bundle.entry[1].resource.vaccineCode',
    ],
    [
      'with a code that does not exist',
      [...IMMUNIZATION, 'vaccineCode', 'coding', 0, 'code'],
      '999999',
      'code Bundle.entry[1].resource.vaccineCode',
    ],
    [
      'with a day that does not exist',
      [...IMMUNIZATION, 'expirationDate'],
      '2027-02-30',
      'value Bundle.entry[1].resource.expirationDate',
    ],
    [
      'with a number as text',
      [...IMMUNIZATION, 'primarySource'],
      'true',
      'value Bundle.entry[1].resource.primarySource',
    ],
    [
      'with what R4 does not know',
      [...IMMUNIZATION, 'laboratory'],
      'x',
      'unknown-element Bundle.entry[1].resource.laboratory',
    ],
    [
      'with an entry that is not there',
      ['entry', 0, 'resource', 'section', 0, 'entry', 0, 'reference'],
      'urn:uuid:33333333-3333-4333-8333-333333333333',
      'reference Bundle.entry[0].resource.section[0].entry[0].reference',
    ],
    ['with another title', ['entry', 0, 'resource', 'title'], 'Registro', 'fixed Bundle.entry[0].resource.title'],
    ['with a moment without its zone', ['timestamp'], '2026-11-29T09:00:00', 'value Bundle.timestamp'],
    [
      'without a group of care',
      [...IMMUNIZATION, 'extension', 0],
      undefined,
      'slice Bundle.entry[1].resource.extension[0]',
    ],
    [
      'by a retired profile',
      [...IMMUNIZATION, 'meta', 'profile', 0],
      'http://www.saude.gov.br/fhir/r4/StructureDefinition/BRImunobiologicoAdministrado-0.9',
      'profile Bundle.entry[1].resource.meta.profile',
    ],
    [
      'with what R4 does not know beside a value',
      [...IMMUNIZATION, '_status'],
      { laboratory: 'x' },
      'unknown-element Bundle.entry[1].resource._status.laboratory',
    ],
    ['with a text beside a value', [...IMMUNIZATION, '_status'], 'x', 'type Bundle.entry[1].resource._status'],
    ['with an empty object', [...IMMUNIZATION, 'site'], {}, 'empty Bundle.entry[1].resource.site'],
  ])('%s is refused there', (_what, path, value, finding) => {
    expect(kindsAt(changed(path, value))).toContain(finding);
  });

  it('may have an id and extensions beside a value', () => {
    const beside = { id: 'a', extension: [{ url: 'urn:x', valueString: 'y' }] };
    expect(judge(changed([...IMMUNIZATION, '_status'], beside), guides, NOW)).toEqual([]);
  });

  it('whatever is changed, all that is found stands where it was changed, or where it is missing', () => {
    const strange = fc.constantFrom<unknown>(
      undefined,
      null,
      0,
      true,
      '',
      ' ',
      'x',
      {},
      [],
      { x: 1 },
      [{ x: 1 }],
      [[]],
    );
    const place = fc.constantFrom(...PLACES.filter(({ path }) => path.length > 1));
    fc.assert(
      fc.property(place, strange, ({ path }, value) => {
        // Without its type or its profile a resource is another one, and all of it may be wrong.
        fc.pre(!path.includes('meta') && !path.includes('resourceType') && !path.includes('fullUrl'));
        const resource = path.slice(0, path[0] === 'entry' ? 3 : 1);
        for (const found of judge(changed(path, value), guides, NOW)) {
          // A reference is wrong at who refers.
          if (found.kind === 'reference' || path.length < 4) continue;
          expect(found.path.slice(0, resource.length)).toEqual(resource);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('any element that nobody knows is found, wherever it stands', () => {
    for (const { path } of PLACES.filter(({ value }) => isObject(value))) {
      const found = kindsAt(changed([...path, 'inventado'], 'x'));
      expect(found.filter((one) => one.startsWith('unknown-element')).length, path.join('.')).toBeGreaterThan(0);
    }
  });

  it('any value of another kind is found, wherever it stands', () => {
    for (const { path, value } of PLACES.filter((one) => !isObject(one.value) && !Array.isArray(one.value))) {
      const other = typeof value === 'string' ? 7 : 'sete';
      expect(kindsAt(changed(path, other)).length, path.join('.')).toBeGreaterThan(0);
    }
  });
});

describe('what was sent', () => {
  it('is told by line and column, what is missing by what it is missing in', () => {
    const text = JSON.stringify(changed([...IMMUNIZATION, 'status'], 'done'), null, 2);
    const [found] = judgeText(text, guides, NOW);
    const line = text.split('\n')[(found?.line ?? 0) - 1] ?? '';
    expect(line.slice((found?.column ?? 0) - 1)).toBe('"status": "done",');
    const without = JSON.stringify(changed([...IMMUNIZATION, 'vaccineCode'], undefined), null, 2);
    const [missing] = judgeText(without, guides, NOW);
    expect(without.split('\n')[(missing?.line ?? 0) - 1]).toContain('"resource": {');
  });

  it.each(['', '{', '{"resourceType": "Bundle",}', 'não é JSON', '[]', '7', 'null', '{}'])('%j is refused', (text) => {
    expect(judgeText(text, guides, NOW)).toMatchObject([{ line: 1, message: expect.any(String) }]);
  });

  it('of any depth is answered', () => {
    for (const deep of [
      `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      `${'{"x":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
    ]) {
      expect(judgeText(deep, guides, NOW)).toHaveLength(1);
    }
  });

  it('is never too strange to be judged', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('Bundle', 'Immunization', 'Composition', 'x'),
        (value, resourceType) => {
          const text = JSON.stringify(isObject(value) ? { ...value, resourceType } : value);
          expect(judgeText(text, guides, NOW)).toBeInstanceOf(Array);
        },
      ),
    );
  });
});
