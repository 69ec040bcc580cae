import { bareIdentifier } from './bare-identifier.ts';
import { type Branded, invalid, type Parsed, valid } from './parsed.ts';

/** Seven digits, no check digit: an establishment in the national register of health establishments. */
export type Cnes = Branded<'Cnes'>;

/** Reads a CNES of seven digits, leading zeros included. */
export function parseCnes(text: string): Parsed<Cnes> {
  const digits = bareIdentifier(text);
  if (digits === '') return invalid('Informe o CNES.');
  if (!/^\d{7}$/.test(digits)) return invalid('O CNES tem 7 dígitos.');
  if (digits === '0000000') return invalid('CNES inválido. Confira os números.');
  return valid(digits as Cnes);
}
