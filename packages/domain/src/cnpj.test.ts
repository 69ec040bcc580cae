import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cnpjCheckDigits, cnpjRoot, formatCnpj, parseCnpj } from './cnpj.ts';

const characters = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const twelve = fc
  .array(fc.constantFrom(...characters), { minLength: 12, maxLength: 12 })
  .map((chosen) => chosen.join(''))
  .filter((text) => !/^(.)\1+$/.test(text));
const cnpj = twelve.map((text) => text + cnpjCheckDigits(text));

test('known CNPJs: digits, and the letters that the Receita Federal gives as its example', () => {
  for (const text of ['11222333000181', '11.222.333/0001-81', ' 11 222 333 0001 81']) {
    expect(parseCnpj(text)).toEqual({ ok: true, value: '11222333000181' });
  }
  for (const text of ['12ABC34501DE35', '12.abc.345/01de-35']) {
    expect(parseCnpj(text)).toEqual({ ok: true, value: '12ABC34501DE35' });
  }
  expect(parseCnpj('00.000.000/0001-91')).toEqual({ ok: true, value: '00000000000191' });
});

test('every CNPJ with right check digits is read, formatted, in either case', () => {
  fc.assert(
    fc.property(cnpj, (text) => {
      expect(parseCnpj(text)).toEqual({ ok: true, value: text });
      expect(parseCnpj(formatCnpj(text).toLowerCase())).toEqual({ ok: true, value: text });
      expect(formatCnpj(text).startsWith(`${cnpjRoot(text).slice(0, 2)}.`)).toBe(true);
    }),
  );
});

test('any other check digits are refused', () => {
  fc.assert(
    fc.property(cnpj, fc.integer({ min: 1, max: 99 }), (text, by) => {
      const wrong = String((Number(text.slice(12)) + by) % 100).padStart(2, '0');
      expect(parseCnpj(text.slice(0, 12) + wrong).ok).toBe(false);
    }),
  );
});

test.for([
  ['', 'Informe o CNPJ.'],
  ['1122233300018', 'O CNPJ tem 14 caracteres.'],
  ['112223330001811', 'O CNPJ tem 14 caracteres.'],
  ['12ABC34501DEA5', 'O CNPJ tem só letras e números, e termina em dois números.'],
  ['12ÁBC34501DE35', 'O CNPJ tem só letras e números, e termina em dois números.'],
  ['11222333000180', 'CNPJ inválido. Confira os caracteres.'],
  ['00000000000000', 'CNPJ inválido. Confira os caracteres.'],
] as const)('"%s" is refused: %s', ([text, message]) => {
  expect(parseCnpj(text)).toEqual({ ok: false, message });
});
