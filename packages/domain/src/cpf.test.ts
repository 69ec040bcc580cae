import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cnpjCheckDigits } from './cnpj.ts';
import { cpfCheckDigits, formatCpf, maskCpf, maskCpfsIn, parseCpf } from './cpf.ts';

const nineDigits = fc
  .array(fc.nat(9), { minLength: 9, maxLength: 9 })
  .map((digits) => digits.join(''))
  .filter((digits) => !/^(\d)\1+$/.test(digits));
const cpf = nineDigits.map((digits) => digits + cpfCheckDigits(digits));

test('known CPFs, with and without punctuation', () => {
  for (const text of ['52998224725', '529.982.247-25', ' 529 982 247 25 ']) {
    expect(parseCpf(text)).toEqual({ ok: true, value: '52998224725' });
  }
  expect(parseCpf('111.444.777-35')).toEqual({ ok: true, value: '11144477735' });
});

test('every CPF with right check digits is read, formatted or not', () => {
  fc.assert(
    fc.property(cpf, (digits) => {
      expect(parseCpf(digits)).toEqual({ ok: true, value: digits });
      expect(parseCpf(formatCpf(digits))).toEqual({ ok: true, value: digits });
    }),
  );
});

test('any other check digits are refused', () => {
  fc.assert(
    fc.property(cpf, fc.integer({ min: 1, max: 99 }), (digits, by) => {
      const wrong = String((Number(digits.slice(9)) + by) % 100).padStart(2, '0');
      expect(parseCpf(digits.slice(0, 9) + wrong).ok).toBe(false);
    }),
  );
});

test.for([
  ['', 'Informe o CPF.'],
  ['1234567890', 'O CPF tem 11 dígitos.'],
  ['529982247250', 'O CPF tem 11 dígitos.'],
  ['5299822472a', 'O CPF tem 11 dígitos.'],
  ['52998224726', 'CPF inválido. Confira os números.'],
  ['11111111111', 'CPF inválido. Confira os números.'],
] as const)('"%s" is refused: %s', ([text, message]) => {
  expect(parseCpf(text)).toEqual({ ok: false, message });
});

test('a masked CPF shows its middle six digits only', () => {
  expect(maskCpf('12345678909')).toBe('***.456.789-**');
  expect(maskCpf('123.456.789-09')).toBe('***.456.789-**');
  expect(maskCpf('12345')).toBe('***');
  fc.assert(
    fc.property(cpf, (digits) => {
      expect(maskCpf(digits).replace(/\D/g, '')).toBe(digits.slice(3, 9));
    }),
  );
});

test('every CPF in a text is masked, a CNPJ and other numbers stay', () => {
  expect(maskCpfsIn('CN=ANA SOUZA:52998224725,OU=11222333000181')).toBe(
    'CN=ANA SOUZA:***.982.247-**,OU=11222333000181',
  );
  expect(maskCpfsIn('de 529.982.247-25 e 111.444.777-35')).toBe('de ***.982.247-** e ***.444.777-**');
  fc.assert(
    fc.property(cpf, fc.string(), (digits, before) => {
      const around = before.replace(/\d/g, '');
      expect(maskCpfsIn(`${around}:${digits}`)).not.toContain(digits);
    }),
  );
});

test.for([
  '529.982.247\u201325',
  '529.982.247\u201125',
  '\u200b52998224725',
  '529\u00a0982\u00a0247 25',
  '５２９９８２２４７２５',
])('pasted as %j', (text) => {
  expect(parseCpf(text)).toEqual({ ok: true, value: '52998224725' });
});

test('what is inside a CNPJ with letters is no CPF', () => {
  const cnpj = `12A456780001${cnpjCheckDigits('12A456780001')}`;
  expect(maskCpfsIn(`CN=HOSPITAL:${cnpj}`)).toBe(`CN=HOSPITAL:${cnpj}`);
  expect(maskCpfsIn('CN=MARIA LIMA:52998224725')).toBe('CN=MARIA LIMA:***.982.247-**');
  expect(maskCpfsIn('CPF52998224725')).toBe('CPF***.982.247-**');
  // Of fourteen characters, and no CNPJ.
  expect(maskCpfsIn('ABC52998224725')).toBe('ABC***.982.247-**');
  expect(maskCpfsIn('12.A45.678/0001-00 e 529.982.247-25')).toBe('12.A45.678/0001-00 e ***.982.247-**');
});
