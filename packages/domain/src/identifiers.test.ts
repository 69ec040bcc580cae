import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCnes } from './cnes.ts';
import { formatCns, parseCns } from './cns.ts';
import { parseEstablishmentCode } from './establishment-code.ts';
import { parseUf, UF_NAMES, UFS, ufOfIbgeCode } from './uf.ts';

describe('CNES', () => {
  test('any seven digits, leading zeros kept', () => {
    expect(parseCnes(' 2337991 ')).toEqual({ ok: true, value: '2337991' });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999 }), (number) => {
        const digits = String(number).padStart(7, '0');
        expect(parseCnes(digits)).toEqual({ ok: true, value: digits });
      }),
    );
  });

  test.for([
    ['', 'Informe o CNES.'],
    ['233799', 'O CNES tem 7 dígitos.'],
    ['23379911', 'O CNES tem 7 dígitos.'],
    ['233799a', 'O CNES tem 7 dígitos.'],
    ['0000000', 'CNES inválido. Confira os números.'],
  ] as const)('"%s" is refused: %s', ([text, message]) => {
    expect(parseCnes(text)).toEqual({ ok: false, message });
  });
});

describe('a field for CNES or CNPJ', () => {
  test('tells them apart by their length', () => {
    expect(parseEstablishmentCode('2337991')).toEqual({ ok: true, value: { cnes: '2337991' } });
    expect(parseEstablishmentCode('12.abc.345/01de-35')).toEqual({ ok: true, value: { cnpj: '12ABC34501DE35' } });
    expect(parseEstablishmentCode('11222333000180')).toMatchObject({ message: /CNPJ inválido/ });
    expect(parseEstablishmentCode('123')).toMatchObject({ message: /CNES \(7 dígitos\) ou um CNPJ/ });
  });
});

describe('CNS', () => {
  test('definitive and provisional numbers', () => {
    for (const digits of ['898001160660761', '702002887429583', '100000000000007']) {
      expect(parseCns(formatCns(digits))).toEqual({ ok: true, value: digits });
    }
    expect(formatCns('898001160660761')).toBe('898 0011 6066 0761');
  });

  test('any single wrong digit is found, but for the fifth, whose weight is 11 itself', () => {
    fc.assert(
      fc.property(
        fc.nat(14).filter((at) => at !== 4),
        fc.integer({ min: 1, max: 9 }),
        (at, by) => {
          const digits = '898001160660761';
          const wrong = (Number(digits[at]) + by) % 10;
          expect(parseCns(digits.slice(0, at) + wrong + digits.slice(at + 1)).ok).toBe(false);
        },
      ),
    );
  });

  test.for([
    ['', 'Informe o CNS.'],
    ['89800116066076', 'O CNS tem 15 dígitos.'],
    ['398001160660761', 'CNS inválido. Confira os números.'],
    ['898001160660762', 'CNS inválido. Confira os números.'],
    ['000000000000000', 'CNS inválido. Confira os números.'],
  ] as const)('"%s" is refused: %s', ([text, message]) => {
    expect(parseCns(text)).toEqual({ ok: false, message });
  });
});

describe('UF', () => {
  test('there are 27, by name', () => {
    expect(UFS).toHaveLength(27);
    const names = UFS.map((uf) => UF_NAMES[uf]);
    expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'pt-BR')));
  });

  test('two letters in any case', () => {
    for (const uf of UFS) expect(parseUf(` ${uf.toLowerCase()} `)).toEqual({ ok: true, value: uf });
    for (const text of ['XX', 'Goiás', 'toString', '__proto__']) expect(parseUf(text).ok).toBe(false);
    expect(parseUf('')).toEqual({ ok: false, message: 'Informe a UF.' });
  });

  test('every unit has its IBGE code', () => {
    const units = Array.from({ length: 90 }, (_, index) => ufOfIbgeCode(String(index + 10))).filter((uf) => uf);
    expect(units.toSorted()).toEqual(UFS.toSorted());
    expect(ufOfIbgeCode('5208707')).toBe('GO');
    expect(ufOfIbgeCode('99')).toBeUndefined();
  });
});
