import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOCUMENTS, vaccination } from '../examples/documents.ts';
import { applyCorrection, type Finding, judge, judgeText, openGuides, writeXml } from '../index.ts';
import { EXPECTED } from '../rnds-rules/expected.ts';
import { RNDS_RULES } from '../rnds-rules/index.ts';
import { mutants } from '../testing/mutants.ts';
import { pointerTo } from './patch.ts';
import { correctedPrimitive } from './primitive.ts';

const guides = openGuides();
const NOW = new Date('2026-11-29T12:00:00-03:00');
const found = (document: unknown) => judge(document, guides, NOW);

// biome-ignore lint/suspicious/noExplicitAny: what is broken on purpose has no type
type Anything = any;

function changed(change: (dose: Anything, root: Anything, bundle: Anything) => void): Anything {
  const bundle = vaccination();
  change(bundle.entry[1]?.resource, bundle.entry[0]?.resource, bundle);
  return bundle;
}

/** What the first finding with a correction says to do. */
function correctionOf(document: unknown): Pick<NonNullable<Finding['correction']>, 'before' | 'after'> | undefined {
  const { before = '', after = '' } = found(document).find(({ correction }) => correction)?.correction ?? {};
  return { before, after };
}

describe('a finding', () => {
  it('says what was expected and whose rule it is', () => {
    const [code, title] = [
      found(changed((dose) => Object.assign(dose, { status: 'done' })))[0],
      found(changed((_dose, root) => Object.assign(root, { title: 'x' })))[0],
    ];
    expect(code).toMatchObject({
      expected: expect.stringContaining('completed'),
      source: 'http://www.saude.gov.br/fhir/r4/StructureDefinition/BRImunobiologicoAdministrado-3.0',
    });
    expect(title).toMatchObject({ expected: '"Registro de Imunobiologico Administrado na Rotina"' });
    expect(found(changed((_dose, root) => Object.assign(root, { status: 'preliminary' })))).toContainEqual(
      expect.objectContaining({
        expected: 'final',
        source: 'http://www.saude.gov.br/fhir/r4/CodeSystem/RNDSErros#EHR-ERR924',
      }),
    );
  });

  it('of every rule of the RNDS says what was expected', () => {
    for (const { code } of RNDS_RULES) expect(EXPECTED[code], code).toMatch(/\w/);
  });
});

describe('a correction', () => {
  it.each(DOCUMENTS)('applied to the document removes its finding, whatever is wrong with it: %s', (_kind, make) => {
    let applied = 0;
    // Of all that can be wrong a part, spread over the document: each is judged twice and more.
    for (const { kind, path, document } of [...mutants(make)].filter((_mutant, place) => place % 5 === 0)) {
      for (const { correction, expression, message } of found(document)) {
        if (!correction) continue;
        applied += 1;
        const left = found(applyCorrection(document, correction)).map((one) => `${one.expression} ${one.message}`);
        expect(left, `${kind} ${path.join('.')}`).not.toContain(`${expression} ${message}`);
      }
    }
    expect(applied).toBeGreaterThan(30);
  });

  it.each<[string, Anything, string, string]>([
    [
      'a status',
      changed((_dose, root) => Object.assign(root, { status: 'preliminary' })),
      '"status": "preliminary"',
      '"status": "final"',
    ],
    [
      'a type of Bundle',
      changed((_dose, _root, bundle) => Object.assign(bundle, { type: 'batch' })),
      '"type": "batch"',
      '"type": "document"',
    ],
    [
      'a title that is missing',
      changed((_dose, root) => delete root.title),
      '',
      '"title": "Registro de Imunobiologico Administrado na Rotina"',
    ],
    [
      'a moment without its zone',
      changed((_dose, root) => Object.assign(root, { date: '2026-11-29T08:30:00' })),
      '"date": "2026-11-29T08:30:00"',
      '"date": "2026-11-29T08:30:00-03:00"',
    ],
    [
      'a day as it is written here',
      changed((dose) => Object.assign(dose, { expirationDate: '10/05/2027' })),
      '"expirationDate": "10/05/2027"',
      '"expirationDate": "2027-05-10"',
    ],
    [
      'another system with that code',
      changed((dose) =>
        Object.assign(dose.vaccineCode.coding[0], {
          system: 'https://terminologia.saude.gov.br/fhir/CodeSystem/BRImunobiologico',
        }),
      ),
      '"system": "https://terminologia.saude.gov.br/fhir/CodeSystem/BRImunobiologico"',
      '"system": "http://www.saude.gov.br/fhir/r4/CodeSystem/BRImunobiologico"',
    ],
    [
      'a list',
      changed((dose) => Object.assign(dose, { performer: dose.performer[0] })),
      expect.stringContaining('"performer": {'),
      expect.stringContaining('"performer": ['),
    ],
    [
      'a name in other letters',
      changed((dose) => {
        dose.lotnumber = dose.lotNumber;
        delete dose.lotNumber;
      }),
      '"lotnumber": "L-7"',
      '"lotNumber": "L-7"',
    ],
    [
      'an address in other letters',
      changed((_dose, root) =>
        Object.assign(root.section[0].entry[0], { reference: '22222222-2222-4222-8222-222222222222' }),
      ),
      '',
      '',
    ],
    [
      'another address where one resource fits',
      changed((_dose, root) => Object.assign(root.section[0].entry[0], { reference: 'urn:uuid:0' })),
      '"reference": "urn:uuid:0"',
      '"reference": "urn:uuid:22222222-2222-4222-8222-222222222222"',
    ],
    [
      'the requester',
      changed((_dose, _root, bundle) =>
        Object.assign(bundle.identifier, { system: 'https://rnds/NamingSystem/BR-40' }),
      ),
      '"system": "https://rnds/NamingSystem/BR-40"',
      '"system": "http://www.saude.gov.br/fhir/r4/NamingSystem/BRRNDS-40"',
    ],
    [
      'a day that has passed',
      changed((_dose, _root, bundle) => Object.assign(bundle, { timestamp: '2026-11-28T12:00:00-03:00' })),
      '"timestamp": "2026-11-28T12:00:00-03:00"',
      '"timestamp": "2026-11-29T12:00:00-03:00"',
    ],
    [
      'the order',
      changed((_dose, _root, bundle) => bundle.entry.reverse()),
      '/entry/1: Composition',
      '/entry/0: Composition',
    ],
    [
      'a profile of before',
      changed((dose) => Object.assign(dose.meta, { profile: [dose.meta.profile[0].replace('3.0', '2.0')] })),
      expect.stringContaining('-2.0'),
      expect.stringContaining('BRImunobiologicoAdministrado-3.0'),
    ],
    ['what is empty', changed((dose) => Object.assign(dose, { note: [] })), '"note": []', ''],
  ])('of %s', (_what, document, before, after) => {
    expect(correctionOf(document)).toEqual({ before, after });
  });

  it('is written as the document was', () => {
    const xml = writeXml(
      changed((_dose, root) => Object.assign(root, { status: 'preliminary' })),
      guides,
    );
    const correction = judgeText(xml, guides, NOW).find(({ rule }) => rule === 'EHR-ERR924')?.correction;
    expect(correction).toMatchObject({ before: '<status value="preliminary"/>', after: '<status value="final"/>' });
  });

  it('leaves the document that it is applied to as it was', () => {
    const document = changed((_dose, root) => Object.assign(root, { status: 'preliminary' }));
    const correction = found(document).find(({ rule }) => rule === 'EHR-ERR924')?.correction;
    const before = structuredClone(document);
    if (correction) expect(applyCorrection(document, correction)).toEqual(vaccination());
    expect(document).toEqual(before);
  });

  it.each<[string, unknown, unknown]>([
    ['decimal', '1,5', 1.5],
    ['decimal', ' 7 ', 7],
    ['decimal', '1.234,5', undefined],
    ['boolean', 'True', true],
    ['positiveInt', '3', 3],
    ['string', 7, '7'],
    ['code', ' final ', 'final'],
    ['uri', 'http://a/b ', 'http://a/b'],
    ['instant', '2026-11-29 08:30', '2026-11-29T08:30:00-03:00'],
    ['instant', '2026-11-29T08:30:00-0300', '2026-11-29T08:30:00-03:00'],
    ['instant', '2026-11-29', undefined],
    ['dateTime', '29/11/2026 08:30', '2026-11-29T08:30:00-03:00'],
    ['date', '2026-11-29T08:30:00-03:00', '2026-11-29'],
    ['date', '2026-02-30', undefined],
    ['string', '', undefined],
  ])('of a value: %s %j is %j', (type, value, meant) => {
    expect(correctedPrimitive(type, value)).toEqual(meant);
  });

  it('leads to any place by its pointer', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.nat()), { minLength: 1 }), (path) => {
        const keys = pointerTo(path)
          .split('/')
          .slice(1)
          .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
        expect(keys).toEqual(path.map(String));
      }),
    );
  });
});
