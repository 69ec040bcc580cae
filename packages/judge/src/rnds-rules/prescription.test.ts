import { expect, it } from 'vitest';
import { openGuides } from '../index.ts';
import { PRESCRIPTION_RULES } from './prescription.ts';
import { RndsDocument } from './rnds-document.ts';

const guides = openGuides();
const STRUCTURE = 'http://www.saude.gov.br/fhir/r4/StructureDefinition';
const turn = { url: `${STRUCTURE}/BRTurno`, valueCode: '3' };
const interval = (...urls: string[]) => ({
  url: `${STRUCTURE}/BRIntervaloDoses`,
  extension: urls.map((url) => ({ url })),
});

function codesFor(repeat: object, more: object = {}, note?: object[]): string[] {
  const resource = { resourceType: 'MedicationRequest', dosageInstruction: [{ timing: { repeat }, ...more }], note };
  const document = new RndsDocument({ entry: [{ resource }] }, new Date('2026-11-29T12:00:00-03:00'), guides);
  return PRESCRIPTION_RULES.flatMap(({ code, broken }) =>
    broken(document).map(({ path }) => `${code} ${path.slice(3).join('.')}`),
  );
}

const REPEAT = 'dosageInstruction.0.timing.repeat';

it.each<[string, object, object, object[] | undefined, string[]]>([
  ['many doses, each so often', { countMax: 10, extension: [interval('periodUnit', 'period')] }, {}, undefined, []],
  ['many doses, nobody knows when', { countMax: 10 }, {}, undefined, [`EHR-ERR780 ${REPEAT}`]],
  [
    'many doses, without the unit',
    { countMax: 2, extension: [interval('period')] },
    {},
    undefined,
    [`EHR-ERR780 ${REPEAT}`],
  ],
  ['one dose', { countMax: 1 }, {}, undefined, []],
  ['one dose in a turn', { countMax: 1, extension: [turn] }, {}, undefined, [`EHR-ERR781 ${REPEAT}.extension.0`]],
  ['as needed', {}, { asNeededBoolean: true }, undefined, ['EHR-ERR782 dosageInstruction.0.asNeededBoolean']],
  ['as needed, with a word on when', {}, { asNeededBoolean: true }, [{ text: 'Com febre' }], []],
  ['not as needed', {}, { asNeededBoolean: false }, undefined, []],
])('%s', (_what, repeat, more, note, expected) => {
  expect(codesFor(repeat, more, note)).toEqual(expected);
});
