import { bareIdentifier } from './bare-identifier.ts';
import { checkDigit } from './modulus11.ts';
import { type Branded, invalid, type Parsed, valid } from './parsed.ts';

/** A request's number: year, seven-digit yearly sequence, check digit, as `2026-0000123-6`. */
export type ProtocolNumber = Branded<'ProtocolNumber'>;

/** The largest sequence of a year. */
export const PROTOCOL_SEQUENCE_MAX = 9_999_999;

/** Writes the number of a year's nth request; the year is São Paulo's (see `yearInSaoPaulo`). */
export function formatProtocolNumber(year: number, sequence: number): ProtocolNumber {
  if (!Number.isInteger(year) || year < 1000 || year > 9999) throw new RangeError(`no year of four digits: ${year}`);
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > PROTOCOL_SEQUENCE_MAX) {
    throw new RangeError(`no sequence of seven digits: ${sequence}`);
  }
  const digits = `${year}${String(sequence).padStart(7, '0')}`;
  return `${year}-${digits.slice(4)}-${protocolCheckDigit(digits)}` as ProtocolNumber;
}

/** Reads a number as typed, with or without dashes; a wrong check digit is told. */
export function parseProtocolNumber(text: string): Parsed<ProtocolNumber> {
  const digits = bareIdentifier(text);
  if (digits === '') return invalid('Informe o protocolo.');
  if (!/^\d{12}$/.test(digits)) return invalid('O protocolo tem 12 dígitos, como 2026-0000123-6.');
  if (protocolCheckDigit(digits.slice(0, 11)) !== Number(digits[11])) {
    return invalid('Protocolo inválido. Confira os números.');
  }
  return valid(`${digits.slice(0, 4)}-${digits.slice(4, 11)}-${digits.slice(11)}` as ProtocolNumber);
}

function protocolCheckDigit(digits: string): number {
  return checkDigit([...digits].map(Number), 9);
}
