import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vaccination } from './examples/vaccination.ts';
import { BOUNDS, judgeText, openGuides } from './index.ts';

const guides = openGuides();
const NOW = new Date('2026-11-29T12:00:00-03:00');
const STRUCTURE = 'http://www.saude.gov.br/fhir/r4/StructureDefinition';
const found = (document: unknown) =>
  judgeText(typeof document === 'string' ? document : JSON.stringify(document), guides, NOW);
const times = <One>(length: number, make: (place: number) => One) => Array.from({ length }, (_, place) => make(place));

// biome-ignore lint/suspicious/noExplicitAny: what is broken on purpose has no type
type Anything = any;

/** The dose with something else in it, or about it. */
function changed(change: (dose: Anything, bundle: Anything) => void): string {
  const bundle = vaccination();
  change(bundle.entry[1]?.resource, bundle);
  return JSON.stringify(bundle);
}

describe('more than may be sent is refused with that one finding', () => {
  it.each<[string, string, string]>([
    ['20 MB', ' '.repeat(20_000_000), 'mais de 2.097.152 bytes'],
    ['2 MB of letters of two bytes', 'é'.repeat(1_100_000), 'mais de 2.097.152 bytes'],
    [
      'ten thousand entries',
      changed((_dose, { entry }) => entry.push(...times(10_000, () => ({})))),
      'O documento tem 10.002 entradas',
    ],
    [
      'a list of 100,000',
      changed((dose) => Object.assign(dose, { note: times(100_000, () => ({})) })),
      'mais de 20.000 elementos',
    ],
    ['an object of 100,000', JSON.stringify(Object.fromEntries(times(100_000, (at) => [at, at]))), '20.000 elementos'],
    ['a depth of a million', '['.repeat(1_000_000), 'mais de 64 níveis'],
    ['a name of a million letters', `{"${'x'.repeat(1_000_000)}": 1}`, 'mais de 100 letras'],
  ])('%s', (_what, text, message) => {
    expect(found(text)).toMatchObject([{ kind: 'limit', message: expect.stringContaining(message) }]);
  });

  it('whatever it is too much of', () => {
    const nested = fc
      .tuple(fc.integer({ min: BOUNDS.depth + 1, max: 5_000 }), fc.constantFrom('[', '{"a":'))
      .map(([depth, opening]) => opening.repeat(depth));
    const long = fc
      .integer({ min: BOUNDS.values + 1, max: 40_000 })
      .map((length) => JSON.stringify(times(length, Number)));
    fc.assert(
      fc.property(fc.oneof(nested, long), (text) => {
        expect(found(text)).toMatchObject([{ kind: 'limit' }]);
      }),
    );
  });
});

describe('what JSON lets pass, and a reader would take as it likes, is refused where it stands', () => {
  it('a name that is there twice', () => {
    const text =
      '{\n  "resourceType": "Bundle",\n  "entry": [{},\n    {"fullUrl": "a", "fullUrl": "b"}],\n  "entry": []\n}';
    expect(found(text)).toMatchObject([
      {
        kind: 'text',
        line: 4,
        column: 22,
        expression: '$this.entry[1].fullUrl',
        message: expect.stringMatching('duas vezes'),
      },
      { kind: 'text', line: 5, column: 3, expression: '$this.entry' },
    ]);
    expect(found('{"a": 1, "\\u0061": 2}')).toMatchObject([{ kind: 'text', column: 10 }]);
  });

  it('the same name in another object is another', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        expect(found(text).filter(({ message }) => message.includes('duas vezes'))).toEqual([]);
      }),
    );
  });

  it.each(['1e999', '-1e999', `1${'0'.repeat(400)}`])('a number that is none: %.10s', (number) => {
    expect(found(`{"resourceType": "Bundle", "total": ${number}}`)).toMatchObject([{ kind: 'text', column: 37 }]);
  });

  it.each([
    ['{"a": "S\uFFFDo Paulo"}', 9],
    ['{"a": "\uD800"}', 8],
  ])('bytes that are no letters: %j', (text, column) => {
    expect(found(text)).toMatchObject([{ kind: 'text', line: 1, column, message: expect.stringContaining('UTF-8') }]);
  });

  it('a mark of the order of bytes is none of that', () => {
    expect(found(`\uFEFF${JSON.stringify(vaccination())}`)).toEqual([]);
  });
});

describe('as much as may be sent is judged to its end, or to a stated number of findings', () => {
  const [dose] = vaccination().entry.slice(1);
  const profile = `${STRUCTURE}/BRImunobiologicoAdministrado-3.0`;
  const contained = (depth: number): object =>
    depth === 0
      ? { resourceType: 'Organization' }
      : {
          resourceType: 'Immunization',
          meta: { profile: [profile, 'http://hl7.org/fhir/StructureDefinition/Immunization'] },
          contained: [contained(depth - 1)],
        };

  it.each<[string, string]>([
    [
      '250 doses',
      changed((_dose, { entry }) => entry.push(...times(250, (at) => ({ ...dose, fullUrl: `urn:uuid:${at}` })))),
    ],
    [
      '5,000 codes',
      changed(({ vaccineCode: { coding } }) =>
        coding.push(...times(5_000, (at) => ({ ...coding[0], code: `z${at}` }))),
      ),
    ],
    [
      '6,000 extensions',
      changed(({ extension }) => extension.push(...times(6_000, (at) => ({ url: `urn:${at}`, valueCode: 'a' })))),
    ],
    [
      'one profile 15,000 times',
      changed(({ meta }) => Object.assign(meta, { profile: times(15_000, (at) => `${profile}|${at}`) })),
    ],
    [
      '15,000 profiles that there are not',
      changed(({ meta }) => Object.assign(meta, { profile: times(15_000, (at) => `urn:${at}`) })),
    ],
    ['15,000 empty notes', changed((one) => Object.assign(one, { note: times(15_000, () => ({})) }))],
    ['resources in resources by two profiles each', JSON.stringify(contained(28))],
    [
      'each reference to what is in it',
      changed((one) => {
        one.contained = times(4_000, (at) => ({ resourceType: 'Organization', id: `c${at}` }));
        one.performer = times(1_000, (at) => ({ actor: { reference: `#c${at}` } }));
      }),
    ],
  ])('%s', (_what, text) => {
    const findings = found(text);
    expect(findings.length).toBeLessThanOrEqual(BOUNDS.findings + 1);
    if (findings.length > BOUNDS.findings) {
      expect(findings.at(-1)).toMatchObject({
        kind: 'limit',
        message: expect.stringContaining('mais de 1.000 problemas'),
      });
    }
  });

  it.each([
    'lotNumber',
    'status',
    'language',
    'id',
    'implicitRules',
    'occurrenceDateTime',
    'expirationDate',
    'valueBase64Binary',
  ])('a text of a megabyte in %s, of which little is told again', (element) => {
    for (const part of [' ', 'a ', 'a', '.0', '2026-', '=', '\n', 'urn:oid:1.']) {
      const text = changed((one) => {
        one[element] = part.repeat(1_000_000 / part.length);
      });
      for (const { message } of found(text)) expect(message.length).toBeLessThanOrEqual(BOUNDS.message + 1);
    }
  });

  it('an id is one, in a resource', () => {
    expect(found(changed((one) => Object.assign(one, { id: 'a_b' })))).toMatchObject([
      { kind: 'value', path: ['entry', 1, 'resource', 'id'] },
    ]);
  });
});
