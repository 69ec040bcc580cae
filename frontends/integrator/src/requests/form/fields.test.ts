import { formatCpf } from '@portal/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pathOfReason, placeOf, stageOf } from './field-of-path.ts';
import { FIELD_NAMES, FIELDS } from './fields.ts';
import type { Draft, EstablishmentEntry } from './form-values.ts';

const typed: EstablishmentEntry = {
  by: 'cnes',
  code: '1234567',
  cnpj: '',
  cnpjKnown: false,
  typed: true,
  name: '',
  uf: '',
  municipality: '',
};

describe('the fields of the form', () => {
  test('an empty field is no problem, and erases what was kept', () => {
    expect(FIELDS['manager.cpf'].check(' ')).toEqual({ ok: true, patch: { manager: { cpf: null } }, tidy: '' });
    expect(FIELDS['system.vendor'].check('')).toEqual({ ok: true, patch: { system: { vendor: null } }, tidy: '' });
  });

  test('what passes is sent bare and written properly', () => {
    expect(FIELDS['manager.cpf'].check('529.982.247-25')).toEqual({
      ok: true,
      patch: { manager: { cpf: '52998224725' } },
      tidy: formatCpf('52998224725'),
    });
    expect(FIELDS['system.monthlyVolume'].check('12000')).toEqual({
      ok: true,
      patch: { system: { monthlyVolume: 12000 } },
      tidy: '12.000',
    });
  });

  test('a wrong value says how to mend it', () => {
    expect(FIELDS['manager.cpf'].check('111.111.111-11')).toMatchObject({ ok: false, faults: [{ at: '' }] });
  });

  test('IP rows are sent as typed, wrong and double rows are told at their place', () => {
    expect(FIELDS['system.ipRanges'].check(['200.130.0.9/24', '', ' 2001:db8::1 '])).toMatchObject({
      ok: true,
      patch: { system: { ipRanges: ['200.130.0.9/24', '2001:db8::1'] } },
    });
    expect(FIELDS['system.ipRanges'].check(['200.130.0.0/24', '', '10.0.0.1', '200.130.0.7/24'])).toEqual({
      ok: false,
      faults: [
        { at: '2', message: 'Informe o IP público de saída.' },
        { at: '3', message: 'Esta faixa de IP já está na lista.' },
      ],
    });
  });

  test('an establishment is sent once it was looked up, or typed in full', () => {
    const found = { ...typed, typed: false, name: 'Laboratório Rômulo Rocha', uf: 'GO', municipality: 'Goiânia' };
    expect(FIELDS.establishment.check({ ...typed, typed: false })).toMatchObject({ ok: false });
    expect(FIELDS.establishment.check(found)).toMatchObject({ ok: true, patch: { establishmentCnes: '1234567' } });
    expect(FIELDS.establishment.check({ ...typed, name: 'Posto Central', uf: 'GO' })).toMatchObject({
      ok: false,
      faults: [{ at: 'municipality' }],
    });
    expect(FIELDS.establishment.check({ ...typed, name: 'Posto Central', uf: 'go', municipality: 'Anápolis' })).toEqual(
      {
        ok: true,
        patch: {
          establishmentCnes: '1234567',
          establishmentCnpj: null,
          establishment: { name: 'Posto Central', uf: 'GO', municipality: 'Anápolis' },
        },
        tidy: { ...typed, name: 'Posto Central', uf: 'GO', municipality: 'Anápolis' },
      },
    );
  });

  test('a CNPJ goes beside a CNES, unless the look-up brought it', () => {
    const found = { ...typed, typed: false, name: 'Laboratório', uf: 'GO', municipality: 'Goiânia' };
    expect(FIELDS.establishment.check({ ...found, cnpj: '11.222.333/0001-81' })).toMatchObject({
      ok: true,
      patch: { establishmentCnes: '1234567', establishmentCnpj: '11222333000181' },
    });
    expect(FIELDS.establishment.check({ ...found, cnpj: '11' })).toMatchObject({ ok: false, faults: [{ at: 'cnpj' }] });
    const known = FIELDS.establishment.check({ ...found, cnpj: '11222333000181', cnpjKnown: true });
    expect(known).toMatchObject({ ok: true, patch: { establishmentCnes: '1234567' } });
    expect(FIELDS.establishment.check({ ...found, by: 'cnpj', code: '11222333000181' })).toMatchObject({
      ok: true,
      patch: { establishmentCnes: null, establishmentCnpj: '11222333000181' },
    });
  });

  test('whatever passes passes again as it is written', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[\d.]{1,10}$/), fc.stringMatching(/^[a-zç ]{2,40}$/));
    const names = ['manager.name', 'manager.phone', 'system.name', 'system.monthlyVolume', 'system.vendor'] as const;
    fc.assert(
      fc.property(fc.constantFrom(...names), text, (name, value) => {
        const first = FIELDS[name].check(value);
        if (!first.ok) return;
        expect(FIELDS[name].check(first.tidy)).toEqual(first);
      }),
    );
  });

  test('an empty draft is empty everywhere', () => {
    const draft: Draft = {
      id: 'a',
      version: 1,
      environment: 'HOMOLOGATION',
      state: 'DRAFT',
      allowedActions: [],
      origin: null,
      acceptedTermsAt: null,
      services: [],
      establishment: null,
      childEstablishments: [],
      manager: null,
      certificate: null,
      system: null,
      warnings: [],
    };
    for (const name of FIELD_NAMES) {
      const rule = FIELDS[name];
      expect(rule.isEmpty(rule.read(draft) as never), name).toBe(true);
    }
  });
});

describe('the place of a problem', () => {
  test.each([
    [['manager', 'cpf'], 'manager.cpf', '', 0],
    [['establishmentCnpj'], 'establishment', 'cnpj', 0],
    [['establishmentCnes'], 'establishment', '', 0],
    [['establishment', 'uf'], 'establishment', 'uf', 0],
    [['childEstablishments', '3'], 'childEstablishments', '3', 0],
    [['manager'], 'manager.name', '', 0],
    [['system', 'name'], 'system.name', '', 1],
    [['system', 'integratesWith', '1'], 'system.integratesWith', '1', 1],
    [['system', 'ipRanges', '0'], 'system.ipRanges', '0', 2],
    [['certificatePem'], 'certificatePem', '', 2],
    [['services'], 'services', '', 2],
    [['acceptedTerms'], 'acceptedTerms', '', 3],
  ])('%j is at %s', (path, field, at, stage) => {
    expect(placeOf(path)).toEqual({ field, at });
    expect(stageOf(path)).toBe(stage);
    expect(placeOf(pathOfReason(path.join('.')))).toEqual({ field, at });
  });

  test('evidence, requirements and the unknown have no place in the form', () => {
    for (const path of [['evidence', 'x'], ['checklist', 'BUNDLE'], ['manager', 'shoe'], [], null, undefined]) {
      expect(placeOf(path)).toBeUndefined();
    }
    expect(pathOfReason(null)).toEqual([]);
  });
});
