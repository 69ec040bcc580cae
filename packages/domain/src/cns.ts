import { bareIdentifier } from './bare-identifier.ts';
import { type Branded, invalid, type Parsed, valid } from './parsed.ts';

/** Cartão Nacional de Saúde: fifteen digits whose weighted sum (15 to 1) is a multiple of 11. */
export type Cns = Branded<'Cns'>;

/** Reads a CNS, spaces allowed, into its fifteen digits. */
export function parseCns(text: string): Parsed<Cns> {
  const digits = bareIdentifier(text);
  if (digits === '') return invalid('Informe o CNS.');
  if (!/^\d{15}$/.test(digits)) return invalid('O CNS tem 15 dígitos.');
  // 1 and 2 are definitive numbers, 7, 8 and 9 provisional ones; nothing else is given out.
  if (!/^[12789]/.test(digits) || cnsSum(digits) % 11 !== 0) return invalid('CNS inválido. Confira os números.');
  return valid(digits as Cns);
}

function cnsSum(digits: string): number {
  return [...digits].reduce((sum, digit, index) => sum + Number(digit) * (15 - index), 0);
}

/** `898001160660761` as `898 0011 6066 0761`. */
export function formatCns(cns: string): string {
  return cns.replace(/^(\d{3})(\d{4})(\d{4})(\d{4})$/, '$1 $2 $3 $4');
}
