import { describe, expect, it } from 'vitest';
import { openGuides } from '../index.ts';
import { CARE_RULES } from './care.ts';
import { RndsDocument } from './rnds-document.ts';

const guides = openGuides();
const coded = (code: string) => ({ coding: [{ system: 'http://www.saude.gov.br/fhir/r4/CodeSystem/x', code }] });
const condition = (id: string, code: string) => ({
  fullUrl: `urn:uuid:${id}`,
  resource: { resourceType: 'Condition', code: coded(code) },
});
const procedure = (id: string, code: string, performedDateTime: string) => ({
  fullUrl: `urn:uuid:${id}`,
  resource: { resourceType: 'Procedure', code: coded(code), performedDateTime },
});
const doneBy = (value: string, occupation: string, by = 'BRLotacaoProfissional-1.0') => ({
  function: coded(occupation),
  actor: { identifier: { system: `http://www.saude.gov.br/fhir/r4/StructureDefinition/${by}`, value } },
});
const paidBy = (code: string) => ({
  url: 'http://www.saude.gov.br/fhir/r4/StructureDefinition/BRFinanciamento-1.0',
  valueCodeableConcept: coded(code),
});
const bornIn = (valueString: string) => ({
  url: 'http://www.saude.gov.br/fhir/r4/StructureDefinition/BRIndividuoNaoIdentificado-1.0',
  extension: [{ url: 'birthYear', valueString }],
});
const leadsTo = (id: string) => ({ condition: { reference: `urn:uuid:${id}` } });

/** A contact of a day in a specialist's practice: one principal and one secondary diagnosis, one procedure. */
function contact() {
  return {
    resourceType: 'Bundle',
    entry: [
      {
        fullUrl: 'urn:uuid:root',
        resource: { resourceType: 'Composition', type: coded('RAC'), category: [coded('07')] },
      },
      {
        fullUrl: 'urn:uuid:contact',
        resource: {
          resourceType: 'Encounter',
          class: { code: '07' },
          priority: coded('01'),
          period: { start: '2026-11-28T08:00:00-03:00', end: '2026-11-28T09:00:00-03:00' },
          reasonReference: [{ reference: 'urn:uuid:principal' }],
          diagnosis: [leadsTo('secondary'), leadsTo('done')],
          hospitalization: { dischargeDisposition: coded('01') },
        },
      },
      condition('principal', 'I10'),
      condition('secondary', 'E11'),
      procedure('done', '0301010048', '2026-11-28T08:30:00-03:00'),
    ],
  };
}

// biome-ignore lint/suspicious/noExplicitAny: what is broken on purpose has no type
type Anything = any;

function codesFor(change: (bundle: Anything, encounter: Anything, root: Anything) => void): string[] {
  const bundle = contact();
  change(bundle, bundle.entry[1]?.resource, bundle.entry[0]?.resource);
  const document = new RndsDocument(bundle, new Date('2026-11-29T12:00:00-03:00'), guides);
  return CARE_RULES.flatMap(({ code, broken }) => broken(document).map(({ path }) => `${code} ${path.join('.')}`));
}

describe('a rule of care', () => {
  it('is not broken by a contact that is right', () => {
    expect(codesFor(() => {})).toEqual([]);
  });

  it.each<[string, Parameters<typeof codesFor>[0], string[]]>([
    [
      'an elective emergency',
      (_bundle, encounter) => Object.assign(encounter, { class: { code: '06' } }),
      ['EHR-ERR784 entry.1.resource.priority'],
    ],
    [
      'a secondary diagnosis that is the principal one',
      (bundle) => Object.assign(bundle.entry[3].resource, { code: coded('I10') }),
      ['EHR-ERR787 entry.1.resource.diagnosis.0.condition'],
    ],
    [
      'a secondary diagnosis twice',
      (_bundle, encounter) => encounter.diagnosis.push(leadsTo('secondary')),
      ['EHR-ERR788 entry.1.resource.diagnosis.2.condition'],
    ],
    [
      'a procedure twice',
      (bundle, encounter) => {
        bundle.entry.push(procedure('again', '0301010048', '2026-11-28T08:45:00-03:00'));
        encounter.diagnosis.push(leadsTo('again'));
      },
      ['EHR-ERR789 entry.5.resource'],
    ],
    [
      'a stay of an hour',
      (_bundle, encounter, root) => {
        Object.assign(root, { category: [coded('04')] });
        Object.assign(encounter, { class: { code: '04' } });
      },
      ['EHR-ERR791 entry.1.resource.period.end'],
    ],
    [
      'a consultation over midnight',
      (_bundle, encounter) => Object.assign(encounter.period, { end: '2026-11-29T00:10:00-03:00' }),
      ['EHR-ERR793 entry.1.resource.period.end'],
    ],
    [
      'a procedure after it',
      (bundle) => Object.assign(bundle.entry[4].resource, { performedDateTime: '2026-11-29' }),
      ['EHR-ERR794 entry.4.resource.performedDateTime', 'EHR-ERR796 entry.4.resource.performedDateTime'],
    ],
    [
      'a procedure before it',
      (bundle) => Object.assign(bundle.entry[4].resource, { performedDateTime: '2026-11-27' }),
      ['EHR-ERR794 entry.4.resource.performedDateTime', 'EHR-ERR797 entry.4.resource.performedDateTime'],
    ],
    [
      'an occupation twice of one professional',
      (bundle) =>
        Object.assign(bundle.entry[4].resource, {
          performer: [doneBy('7-1', '223505'), doneBy('7-1', '223505'), doneBy('7-1', '225125')],
        }),
      ['EHR-ERR786 entry.4.resource.performer.1'],
    ],
    [
      'a procedure that the SUS pays and a house did',
      (bundle, encounter) => {
        Object.assign(encounter.diagnosis[1].condition, { extension: [paidBy('06')] });
        Object.assign(bundle.entry[4].resource, {
          performer: [doneBy('2337991', '223505', 'BREstabelecimentoSaude-1.0')],
        });
      },
      ['EHR-ERR790 entry.4.resource.performer.0.actor'],
    ],
    [
      'a procedure that the SUS pays and nobody did',
      (_bundle, encounter) => Object.assign(encounter.diagnosis[1].condition, { extension: [paidBy('01')] }),
      ['EHR-ERR790 entry.4.resource.performer'],
    ],
    [
      'who was not born yet',
      (_bundle, encounter) => Object.assign(encounter, { subject: { extension: [bornIn('2027')] } }),
      ['EHR-ERR799 entry.1.resource.period.end', 'EHR-ERR801 entry.1.resource.period.start'],
    ],
    [
      'no principal diagnosis',
      (_bundle, encounter) => delete encounter.reasonReference,
      ['EHR-ERR914 entry.1.resource.reasonReference'],
    ],
    [
      'two principal ones',
      (_bundle, encounter) => encounter.reasonReference.push({ reference: 'urn:uuid:other' }),
      ['EHR-ERR915 entry.1.resource.reasonReference.1'],
    ],
  ])('is broken by %s', (_what, change, expected) => {
    expect(codesFor(change)).toEqual(expected);
  });

  it('lets a house do what is paid otherwise, and one be born in the year', () => {
    const codes = codesFor((bundle, encounter) => {
      Object.assign(encounter, { subject: { extension: [bornIn('2026')] } });
      Object.assign(encounter.diagnosis[1].condition, { extension: [paidBy('03')] });
      Object.assign(bundle.entry[4].resource, {
        performer: [doneBy('2337991', '223505', 'BREstabelecimentoSaude-1.0')],
      });
    });
    expect(codes).toEqual([]);
  });

  it('asks for a principal diagnosis in a document of care alone', () => {
    const codes = codesFor((_bundle, encounter, root) => {
      delete encounter.reasonReference;
      Object.assign(root, { type: coded('SA') });
    });
    expect(codes).toEqual([]);
  });

  it('lets a stay be short that ends as some may', () => {
    const codes = codesFor((_bundle, encounter, root) => {
      Object.assign(root, { category: [coded('04')] });
      Object.assign(encounter, { class: { code: '04' }, hospitalization: { dischargeDisposition: coded('06') } });
    });
    expect(codes).toEqual([]);
  });

  it('takes the day of a moment where the RNDS is', () => {
    const period = { start: '2026-11-28T22:00:00-03:00', end: '2026-11-29T02:00:00Z' };
    expect(
      codesFor((bundle, encounter) => {
        Object.assign(encounter, { period });
        Object.assign(bundle.entry[4].resource, { performedDateTime: '2026-11-29T01:30:00Z' });
      }),
    ).toEqual([]);
  });
});
