import { bareIdentifier } from './bare-identifier.ts';
import { checkDigit } from './modulus11.ts';
import { type Branded, invalid, type Parsed, valid } from './parsed.ts';

/** Fourteen characters: twelve digits or capitals (letters since July 2026) and two numeric check digits. */
export type Cnpj = Branded<'Cnpj'>;

/** Reads a CNPJ, with or without dots, slash and dash, in any case, into its fourteen characters. */
export function parseCnpj(text: string): Parsed<Cnpj> {
  const characters = bareIdentifier(text).toUpperCase();
  if (characters === '') return invalid('Informe o CNPJ.');
  if (characters.length !== 14) return invalid('O CNPJ tem 14 caracteres.');
  if (!/^[0-9A-Z]{12}\d{2}$/.test(characters)) {
    return invalid('O CNPJ tem só letras e números, e termina em dois números.');
  }
  if (/^(.)\1{11}/.test(characters) || cnpjCheckDigits(characters.slice(0, 12)) !== characters.slice(12)) {
    return invalid('CNPJ inválido. Confira os caracteres.');
  }
  return valid(characters as Cnpj);
}

/** The two check digits of a CNPJ's first twelve characters: modulus 11 over ASCII − 48. */
export function cnpjCheckDigits(firstTwelve: string): string {
  const values = [...firstTwelve].map((character) => character.charCodeAt(0) - 48);
  const first = checkDigit(values, 9);
  return `${first}${checkDigit([...values, first], 9)}`;
}

/** The first eight characters: the legal person, whatever the branch. */
export function cnpjRoot(cnpj: string): string {
  return cnpj.slice(0, 8);
}

/** `11222333000181` as `11.222.333/0001-81`. */
export function formatCnpj(cnpj: string): string {
  return cnpj.replace(/^(.{2})(.{3})(.{3})(.{4})(.{2})$/, '$1.$2.$3/$4-$5');
}
