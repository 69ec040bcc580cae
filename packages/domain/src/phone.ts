import { bareIdentifier } from './bare-identifier.ts';
import { type Branded, invalid, type Parsed, valid } from './parsed.ts';

/** Ten or eleven digits, area code first, without +55. */
export type Phone = Branded<'Phone'>;

// The area codes (DDD) in use, as the Anatel numbers them.
const AREA_CODES = new Set(
  (
    '11 12 13 14 15 16 17 18 19 21 22 24 27 28 31 32 33 34 35 37 38 41 42 43 44 45 46 47 48 49 51 53 54 55 ' +
    '61 62 63 64 65 66 67 68 69 71 73 74 75 77 79 81 82 83 84 85 86 87 88 89 91 92 93 94 95 96 97 98 99'
  ).split(' '),
);

/** Reads a telephone with area code, +55 accepted, into its ten or eleven digits. */
export function parsePhone(text: string): Parsed<Phone> {
  const typed = bareIdentifier(text).replace(/[()]/g, '');
  if (typed === '') return invalid('Informe o telefone.');
  const digits = typed.replace(/^(\+55|0055)/, '').replace(/^55(?=\d{10,11}$)/, '');
  if (!/^\d{10,11}$/.test(digits)) return invalid('Informe o telefone com DDD: 10 ou 11 dígitos.');
  if (!AREA_CODES.has(digits.slice(0, 2))) return invalid('DDD inválido.');
  // Eleven digits are a mobile number, which begins with 9; ten are a fixed line, which begins with 2 to 5.
  const begins = digits.charAt(2);
  if (digits.length === 10 && /[6-9]/.test(begins)) {
    return invalid('Falta o nono dígito do celular, como em (62) 99876-5432. Telefone fixo começa com 2 a 5.');
  }
  if (digits.length === 11 ? begins !== '9' : /[01]/.test(begins)) {
    return invalid('Telefone inválido. Confira os números.');
  }
  return valid(digits as Phone);
}

/** `62998765432` as `(62) 99876-5432`. */
export function formatPhone(phone: string): string {
  return phone.replace(/^(\d{2})(\d{4,5})(\d{4})$/, '($1) $2-$3');
}
