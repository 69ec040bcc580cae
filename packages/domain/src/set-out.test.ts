import { expect, test } from 'vitest';
import { formatCnpj } from './cnpj.ts';
import { formatCns } from './cns.ts';
import { formatCpf } from './cpf.ts';
import { formatPhone } from './phone.ts';

test.for([
  [formatCpf, '52998224725'],
  [formatCnpj, '11222333000181'],
  [formatCns, '898001160660761'],
  [formatPhone, '62998765432'],
] as const)('what is set out is what has that form, and all else stays as it is', ([format, digits]) => {
  expect(format(digits)).not.toBe(digits);
  for (const other of [`1${digits}`, `${digits}1`, digits.slice(2, -2), '']) expect(format(other)).toBe(other);
});

test.for([
  [formatCpf, '52998224725'],
  [formatCns, '898001160660761'],
  [formatPhone, '62998765432'],
] as const)('a letter in it is none of its form', ([format, digits]) => {
  for (let place = 0; place < digits.length; place++) {
    const other = `${digits.slice(0, place)}x${digits.slice(place + 1)}`;
    expect(format(other)).toBe(other);
  }
});
