import { describe, expect, test } from 'vitest';
import { FIELD_NAMES, FIELDS } from './fields.ts';
import type { FormRequest } from './form-context.ts';
import type { FormValues } from './form-values.ts';
import { fieldsOfStage, firstFaultyStage, mayBeEmpty, stageState, summaryOf } from './stages.ts';

function request(policy: 'REQUIRED' | 'NONE', certificate: object | null): FormRequest {
  const portfolio = { certificate: [{ environment: 'HOMOLOGATION', policy }], services: [] };
  return { environment: 'HOMOLOGATION', certificate, portfolio } as unknown as FormRequest;
}

const values = {
  'system.name': 'LIS',
  'system.description': 'Sistema de laboratório.',
  'system.webApplication': 'sim',
  'system.monthlyVolume': '1.200',
  'system.vendor': '',
  'system.database': '',
  'system.integratesWith': [],
  acceptedTerms: false,
} as unknown as FormValues;

describe('the stages of the form', () => {
  test('every field belongs to one of the four', () => {
    expect([0, 1, 2, 3].flatMap(fieldsOfStage).toSorted()).toEqual(FIELD_NAMES.toSorted());
  });

  test('a stage is done without its optional fields, to do without the others, wrong with a fault', () => {
    const optional = () => false;
    expect(stageState(1, values, {}, optional)).toBe('done');
    expect(stageState(3, values, {}, optional)).toBe('todo');
    expect(stageState(1, values, { 'system.name': [{ at: '', message: 'Não.' }] }, optional)).toBe('error');
  });

  test('a certificate may be missing where it is there already, or not asked for', () => {
    expect(mayBeEmpty(request('REQUIRED', null))('certificatePem')).toBe(false);
    expect(mayBeEmpty(request('REQUIRED', {}))('certificatePem')).toBe(true);
    expect(mayBeEmpty(request('NONE', null))('certificatePem')).toBe(true);
    expect(mayBeEmpty(request('NONE', {}))('manager.cpf')).toBe(false);
  });

  test('the summary leads to the control of each part, the first row by the name of its field', () => {
    const faults = {
      'system.ipRanges': [
        { at: '0', message: 'A' },
        { at: '2', message: 'B' },
      ],
      establishment: [{ at: 'uf', message: 'C' }],
    };
    expect(summaryOf(faults, 2)).toEqual([
      { fieldId: 'campo-system-ipRanges', text: `${FIELDS['system.ipRanges'].label}: A` },
      { fieldId: 'campo-system-ipRanges-2', text: `${FIELDS['system.ipRanges'].label}: B` },
    ]);
    expect(summaryOf(faults, 0).map((item) => item.fieldId)).toEqual(['campo-establishment-uf']);
    expect(firstFaultyStage(faults)).toBe(0);
    expect(firstFaultyStage({})).toBeUndefined();
  });
});
