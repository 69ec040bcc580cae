import { describe, expect, test } from 'vitest';
import { childFault, readCodes } from './child-establishments.ts';
import type { EstablishmentEntry } from './form-values.ts';

const main: EstablishmentEntry = {
  by: 'cnes',
  code: '2337991',
  cnpj: '',
  cnpjKnown: false,
  typed: false,
  name: 'Lab',
  uf: 'GO',
  municipality: 'Goiânia',
};

describe('child establishments', () => {
  test('reads codes pasted in any way, and tells each that cannot be one', () => {
    expect(readCodes('0000001, 0000002;0000003\n11.222.333/0001-81', main, ['0000003'])).toEqual({
      codes: ['0000001', '0000002', '11222333000181'],
      faults: ['0000003: já está na lista.'],
    });
    expect(readCodes('2337991 0000001 0000001 12', main, []).faults).toEqual([
      '2337991: é o estabelecimento principal.',
      '0000001: já está na lista.',
      '12: Informe um CNES (7 dígitos) ou um CNPJ (14 caracteres).',
    ]);
    expect(readCodes(' ', main, []).faults).toEqual(['Informe o CNES ou o CNPJ.']);
  });

  test('takes as many as there is room for', () => {
    const present = Array.from({ length: 199 }, (_, index) => String(index + 1000000));
    const { codes, faults } = readCodes('0000001 0000002', main, present);
    expect(codes).toEqual(['0000001']);
    expect(faults).toEqual(['Informe no máximo 200 estabelecimentos.']);
  });

  test('a child is found, and in the same UF', () => {
    const establishment = { cnes: '0000001', cnpj: null, name: 'X', uf: 'SP', municipality: 'Santos', verified: true };
    expect(childFault('0000001', { outcome: 'FOUND', establishment }, main)).toContain('fica em SP');
    expect(
      childFault('0000001', { outcome: 'FOUND', establishment: { ...establishment, uf: 'GO' } }, main),
    ).toBeUndefined();
    expect(childFault('0000001', { outcome: 'NO_SUCH' }, main)).toContain('não existe');
    expect(childFault('0000001', { outcome: 'UNAVAILABLE' }, main)).toContain('Tente de novo');
  });
});
