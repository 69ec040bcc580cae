import { bareIdentifier } from './bare-identifier.ts';
import { parseCnpj } from './cnpj.ts';
import { checkDigit } from './modulus11.ts';
import { type Branded, invalid, type Parsed, valid } from './parsed.ts';
import { withoutInvisible } from './text.ts';

/** Eleven digits with two right check digits. */
export type Cpf = Branded<'Cpf'>;

/** Reads a CPF, with or without dots and dash, into its eleven digits. */
export function parseCpf(text: string): Parsed<Cpf> {
  const digits = bareIdentifier(text);
  if (digits === '') return invalid('Informe o CPF.');
  if (!/^\d{11}$/.test(digits)) return invalid('O CPF tem 11 dígitos.');
  // A repeated digit passes the arithmetic, but the Receita Federal gives none of them out.
  if (/^(\d)\1{10}$/.test(digits) || cpfCheckDigits(digits.slice(0, 9)) !== digits.slice(9)) {
    return invalid('CPF inválido. Confira os números.');
  }
  return valid(digits as Cpf);
}

/** The two check digits of a CPF's first nine digits. */
export function cpfCheckDigits(firstNine: string): string {
  const values = [...firstNine].map(Number);
  const first = checkDigit(values, 11);
  return `${first}${checkDigit([...values, first], 11)}`;
}

/** `12345678909` as `123.456.789-09`. */
export function formatCpf(cpf: string): string {
  return cpf.replace(/^(\d{3})(\d{3})(\d{3})(\d{2})$/, '$1.$2.$3-$4');
}

/** `12345678909` as `***.456.789-**`; anything that is no CPF is hidden whole. */
export function maskCpf(cpf: string): string {
  const digits = cpf.replace(/\D/g, '');
  return digits.length === 11 ? `***.${digits.slice(3, 6)}.${digits.slice(6, 9)}-**` : '***';
}

/** Masks every CPF inside a text, such as a certificate's subject. */
export function maskCpfsIn(text: string): string {
  return replaceCpfsIn(text, maskCpf);
}

// A CNPJ with letters has eleven digits in a row as a CPF has: it is taken whole, and then looked at.
const CNPJ_OR_CPF = /(?<![0-9A-Za-z])[0-9A-Za-z]{12}\d{2}(?![0-9A-Za-z])|(?<!\d)\d{3}\.?\d{3}\.?\d{3}-?\d{2}(?!\d)/g;
const CPF_ALONE = /(?<!\d)\d{11}(?!\d)/g;

/** Puts something in the place of every CPF inside a text; what is inside a CNPJ is none. */
export function replaceCpfsIn(text: string, by: (cpf: string) => string): string {
  return text.replace(CNPJ_OR_CPF, (found) => {
    if (!/^[0-9A-Za-z]{14}$/.test(found)) return by(found);
    return parseCnpj(found).ok ? found : found.replace(CPF_ALONE, by);
  });
}

const CNPJ = /(?<![0-9A-Za-z])[0-9A-Za-z]{12}\d{2}(?![0-9A-Za-z])/g;
const BETWEEN = '[^\\S\\n]{0,2}[./\\p{Pd}\\u2212]?[^\\S\\n]{0,2}';
// Looked at from every digit: what only looks like one hides none that begins in it.
const SET_OUT = new RegExp(`(?<!\\d)(?=(\\d{3}${BETWEEN}\\d{3}${BETWEEN}\\d{3}${BETWEEN}\\d{2})(?!\\d))`, 'gu');

/** Whether people wrote a CPF in a text, however they set it out. Eleven other digits, as of a mobile phone, are none. */
export function namesCpf(text: string): boolean {
  const plain = withoutInvisible(text.normalize('NFKC')).replace(CNPJ, (found) => (parseCnpj(found).ok ? '' : found));
  return [...plain.matchAll(SET_OUT)].some(([, found = '']) => parseCpf(found).ok);
}
