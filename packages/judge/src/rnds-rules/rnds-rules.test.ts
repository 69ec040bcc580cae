import { describe, expect, it } from 'vitest';
import { vaccination } from '../examples/vaccination.ts';
import { judge, openGuides } from '../index.ts';

const guides = openGuides();
const NOON = new Date('2026-11-29T12:00:00-03:00');

type Bundle = ReturnType<typeof vaccination> & Record<string, unknown>;
// biome-ignore lint/suspicious/noExplicitAny: what is broken on purpose has no type
type Anything = any;

/** The RNDS's codes for a document that somebody changed, each with where. */
function codesFor(change: (bundle: Anything, composition: Anything, dose: Anything) => void, now = NOON): string[] {
  const bundle = vaccination() as Bundle;
  change(bundle, bundle.entry[0]?.resource, bundle.entry[1]?.resource);
  return judge(bundle, guides, now)
    .filter(({ kind }) => kind === 'rnds')
    .map(({ rule, expression }) => `${rule} ${expression}`);
}

const DOSE = 'Bundle.entry[1].resource';
const ROOT = 'Bundle.entry[0].resource';
const replaces = (reference: string) => ({ code: 'replaces', targetReference: { reference } });

describe('a rule of the RNDS', () => {
  it('is not broken by a document that is right', () => {
    expect(codesFor(() => {})).toEqual([]);
    expect(
      codesFor((_bundle, composition) => Object.assign(composition, { relatesTo: [replaces('Composition/1-r3x7')] })),
    ).toEqual([]);
  });

  it.each<[string, Parameters<typeof codesFor>[0], string]>([
    ['another type of Bundle', (bundle) => Object.assign(bundle, { type: 'transaction' }), 'EHR-ERR923 Bundle.type'],
    ['no identifier', (bundle) => delete bundle.identifier, 'EHR-ERR917 Bundle.identifier'],
    [
      'a CNES in the place of the requester',
      (bundle) =>
        Object.assign(bundle.identifier, { system: 'http://www.saude.gov.br/fhir/r4/NamingSystem/BRRNDS-CNES' }),
      'EHR-ERR916 Bundle.identifier.system',
    ],
    [
      'another system',
      (bundle) => Object.assign(bundle.identifier, { system: 'urn:mine' }),
      'EHR-ERR916 Bundle.identifier.system',
    ],
    ['the Composition not first', (bundle) => bundle.entry.reverse(), 'EHR-ERR922 Bundle.entry[0]'],
    [
      'a preliminary document',
      (_bundle, composition) => Object.assign(composition, { status: 'preliminary' }),
      `EHR-ERR924 ${ROOT}.status`,
    ],
    [
      'two roots',
      (bundle, composition) => bundle.entry.push({ fullUrl: 'urn:uuid:4', resource: structuredClone(composition) }),
      'EHR-ERR812 Bundle.entry[2].resource',
    ],
    [
      'no root',
      (bundle, composition) => composition.section[0].entry.push({ reference: bundle.entry[0].fullUrl }),
      'EHR-ERR813 Bundle.entry',
    ],
    [
      'a reference to nothing',
      (_bundle, composition) => Object.assign(composition.section[0].entry[0], { reference: 'urn:uuid:9' }),
      `EHR-ERR919 ${ROOT}.section[0].entry[0].reference`,
    ],
    [
      'a person by reference',
      (_bundle, composition) => Object.assign(composition, { subject: { reference: 'Patient/1' } }),
      `EHR-ERR997 ${ROOT}.subject`,
    ],
    [
      'a date in the future',
      (_bundle, composition) => Object.assign(composition, { date: '2026-11-29T12:00:01-03:00' }),
      `EHR-ERR974 ${ROOT}.date`,
    ],
    [
      'two replaced at once',
      (_bundle, composition) =>
        Object.assign(composition, { relatesTo: [replaces('Composition/1'), replaces('Composition/2')] }),
      `EHR-ERR869 ${ROOT}.relatesTo[1]`,
    ],
    [
      'another relation',
      (_bundle, composition) =>
        Object.assign(composition, { relatesTo: [{ ...replaces('Composition/1'), code: 'appends' }] }),
      `EHR-ERR868 ${ROOT}.relatesTo[0].code`,
    ],
    [
      'a local id replaced',
      (_bundle, composition) =>
        Object.assign(composition, { relatesTo: [replaces('urn:uuid:11111111-1111-4111-8111-111111111111')] }),
      `EHR-ERR867 ${ROOT}.relatesTo[0].targetReference.reference`,
    ],
    [
      'a dose of tomorrow',
      (_bundle, _composition, dose) => Object.assign(dose, { occurrenceDateTime: '2026-11-30' }),
      `EHR-ERR1010 ${DOSE}.occurrenceDateTime`,
    ],
    [
      'BCG without its question',
      (_bundle, _composition, dose) => Object.assign(dose.vaccineCode.coding[0], { code: '15' }),
      `EHR-ERR1011 ${DOSE}.extension`,
    ],
    ['no manufacturer', (_bundle, _composition, dose) => delete dose.manufacturer, `EHR-ERR1012 ${DOSE}.manufacturer`],
    ['no lot', (_bundle, _composition, dose) => delete dose.lotNumber, `EHR-ERR1013 ${DOSE}.lotNumber`],
    [
      'a special strategy without its reason',
      (_bundle, _composition, dose) =>
        Object.assign(dose.protocolApplied[0].extension[0].valueCodeableConcept.coding[0], { code: '2' }),
      `EHR-ERR1014 ${DOSE}.reasonReference`,
    ],
    [
      'research without its study',
      (_bundle, _composition, dose) =>
        Object.assign(dose.protocolApplied[0].extension[0].valueCodeableConcept.coding[0], { code: '10' }),
      `EHR-ERR816 ${DOSE}.protocolApplied`,
    ],
    [
      'a quantity that nobody interprets',
      (bundle) =>
        bundle.entry.push({
          fullUrl: 'urn:uuid:5',
          resource: {
            resourceType: 'Observation',
            meta: {
              profile: ['http://www.saude.gov.br/fhir/r4/StructureDefinition/BRDiagnosticoLaboratorioClinico-1.0'],
            },
            valueQuantity: { value: 1 },
          },
        }),
      'EHR-ERR806 Bundle.entry[2].resource.interpretation',
    ],
    ['no profile', (_bundle, composition) => delete composition.meta, `EHR-ERR887 ${ROOT}.meta.profile`],
    [
      'a campaign, which is retired',
      (_bundle, composition) =>
        Object.assign(composition.meta, {
          profile: [
            'http://www.saude.gov.br/fhir/r4/StructureDefinition/BRRegistroImunobiologicoAdministradoCampanha-1.0',
          ],
        }),
      `EHR-ERR862 ${ROOT}.meta.profile[0]`,
    ],
    [
      'the type of another document',
      (_bundle, composition) => Object.assign(composition.type.coding[0], { code: 'REL' }),
      `EHR-ERR965 ${ROOT}.type.coding[0].code`,
    ],
    [
      'a dose twice',
      (bundle) => bundle.entry.push({ ...structuredClone(bundle.entry[1]), fullUrl: 'urn:uuid:7' }),
      'EHR-ERR824 Bundle.entry[2].resource',
    ],
    [
      'a group of care of before',
      (_bundle, _composition, dose) =>
        Object.assign(dose.extension[0].valueCodeableConcept.coding[0], { code: '000301' }),
      `EHR-ERR815 ${DOSE}.extension[0].valueCodeableConcept.coding[0].code`,
    ],
    [
      'a vaccine of before',
      (_bundle, _composition, dose) => Object.assign(dose.vaccineCode.coding[0], { code: '18' }),
      `EHR-ERR815 ${DOSE}.vaccineCode.coding[0].code`,
    ],
    ['nobody who gave it', (_bundle, _composition, dose) => delete dose.performer, `EHR-ERR832 ${DOSE}.performer`],
  ])('is broken by %s', (_what, change, expected) => {
    expect(codesFor(change)).toContain(expected);
  });

  it('is broken by a relation of a Composition inside the document', () => {
    const nested = { resourceType: 'Composition', relatesTo: [replaces('Composition/1')] };
    const codes = codesFor((bundle, composition) => {
      bundle.entry.push({ fullUrl: 'urn:uuid:6', resource: nested });
      composition.section[0].entry.push({ reference: 'urn:uuid:6' });
    });
    expect(codes).toContain('EHR-ERR811 Bundle.entry[2].resource.relatesTo[0]');
  });

  it('is not broken by what a transcription leaves out', () => {
    const codes = codesFor((_bundle, _composition, dose) => {
      const reportOrigin = {
        coding: [{ system: 'http://www.saude.gov.br/fhir/r4/CodeSystem/BRRegistroOrigem', code: '01' }],
      };
      Object.assign(dose.vaccineCode.coding[0], { code: '18' });
      Object.assign(dose, { reportOrigin });
      delete dose.performer;
      delete dose.lotNumber;
      delete dose.manufacturer;
    });
    expect(codes).toEqual([]);
  });
});

describe('the day of a document', () => {
  const sent = (timestamp: string, now: string) =>
    codesFor((bundle) => Object.assign(bundle, { timestamp }), new Date(now))
      .filter((one) => one.endsWith('timestamp'))
      .map((one) => one.split(' ')[0]);

  it.each<[string, string, string, string[]]>([
    ['today', '2026-11-29T00:00:00-03:00', '2026-11-29T23:59:59-03:00', []],
    ['yesterday', '2026-11-28T23:59:59-03:00', '2026-11-29T00:00:00-03:00', ['EHR-ERR807']],
    ['tomorrow', '2026-11-30T00:00:00-03:00', '2026-11-29T23:59:00-03:00', ['EHR-ERR808']],
    [
      'the evening in UTC, which is tomorrow there and today here',
      '2026-11-30T01:00:00Z',
      '2026-11-29T22:00:00-03:00',
      [],
    ],
    [
      'late in Acre, which is tomorrow in Brasília',
      '2026-11-29T23:00:00-05:00',
      '2026-11-29T23:30:00-03:00',
      ['EHR-ERR808'],
    ],
  ])('%s', (_what, timestamp, now, expected) => {
    expect(sent(timestamp, now)).toEqual(expected);
  });
});
