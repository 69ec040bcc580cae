import { expect, it } from 'vitest';
import type { Guide } from './guide.ts';
import { openGuides } from './open-guides.ts';
import { Terminology } from './terminology.ts';

const guide: Guide = {
  name: 'test',
  version: '1',
  source: '',
  licence: '',
  profiles: {},
  codeSystems: { one: '1\n10\n100', two: 'a' },
  valueSets: {
    listed: { include: [{ system: 'one', codes: ['1', '10'] }] },
    whole: { include: [{ system: 'one' }, { system: 'two' }], exclude: [{ system: 'one', codes: ['100'] }] },
    others: { include: [{ valueSets: ['listed'] }] },
    filtered: { include: [{ system: 'one', filtered: true }] },
    partly: { include: [{ system: 'one', inPart: true }] },
    elsewhere: { include: [{ system: 'http://loinc.org' }] },
  },
};
const terminology = new Terminology([guide]);

it.each([
  ['listed', 'one', '10', 'in'],
  ['listed', 'one', '100', 'out'],
  ['listed', 'two', '10', 'out'],
  ['listed|4.0.1', undefined, '10', 'in'],
  ['whole', 'one', '0', 'out'],
  ['whole', 'one', '100', 'out'],
  ['whole', 'two', 'a', 'in'],
  ['others', 'one', '1', 'in'],
  ['others', 'one', '100', 'out'],
  ['filtered', 'one', '1', 'unknown'],
  ['filtered', 'one', '2', 'out'],
  ['partly', 'one', '1', 'in'],
  ['partly', 'one', '2', 'unknown'],
  ['partly', 'two', 'a', 'out'],
  ['elsewhere', 'http://loinc.org', '94500-6', 'unknown'],
  ['elsewhere', 'one', '1', 'out'],
  ['nowhere', 'one', '1', 'unknown'],
  ['whole', 'one', '1\n10', 'out'],
] as const)('%s, %s %j: %s', (valueSet, system, code, expected) => {
  expect(terminology.isIn(valueSet, system, code)).toBe(expected);
});

it.each([
  ['BRProcedimentosNacionais-1.0', 'BRCBHPMTUSS', '40304361'],
  ['BRNomeExame-2.0', 'BRNomeExameLOINC', '94500-6'],
  ['BRNomeExame-2.0', 'BRNomeExameGAL', 'DENGM'],
  ['BRTipoAmostra-1.0', 'BRTipoAmostraGAL', 'SWNAFA'],
  ['BRResultadoQualitativoExame-2.0', 'BRTipoResultadoDTNT', '2'],
])('the guides bring all of %s: of %s what there is, and no other', (valueSet, system, code) => {
  const rnds = 'http://www.saude.gov.br/fhir/r4';
  const isIn = (one: string) =>
    openGuides().terminology.isIn(`${rnds}/ValueSet/${valueSet}`, `${rnds}/CodeSystem/${system}`, one);
  expect([isIn(code), isIn(`${code}9`)]).toEqual(['in', 'out']);
});
