import { createHash } from 'node:crypto';
import { cpfCheckDigits } from '@portal/domain';

/** A whole number from 0 on, below `below`, always the same for the same names. */
export function drawn(below: number, ...names: (string | number)[]): number {
  return createHash('sha256').update(names.join(':')).digest().readUInt32BE() % below;
}

/** One of a list, always the same for the same names. */
export function drawnOf<Item>(items: readonly [Item, ...Item[]], ...names: (string | number)[]): Item {
  return items[drawn(items.length, ...names)] ?? items[0];
}

/** A CPF whose check digits are right, of the lowest numbers. */
export function cpfOf(index: number): string {
  const firstNine = String(index).padStart(9, '0');
  return `${firstNine}${cpfCheckDigits(firstNine)}`;
}

/** A definitive CNS: 11 digits, and what makes the sum of all, weighted 15 to 1, a multiple of 11. */
export function definitiveCnsOf(firstEleven: string): string {
  const sum = weighted(firstEleven);
  const digit = 11 - (sum % 11);
  if (digit === 11) return `${firstEleven}0000`;
  return digit === 10 ? `${firstEleven}001${11 - ((sum + 2) % 11)}` : `${firstEleven}000${digit}`;
}

/** A provisional CNS, which begins with 7: the only one some people have. */
export function provisionalCnsOf(index: number): string {
  for (let last = 0; ; last++) {
    const cns = `7${String(index).padStart(10, '0')}${String(last).padStart(4, '0')}`;
    if (weighted(cns) % 11 === 0) return cns;
  }
}

function weighted(digits: string): number {
  return [...digits].reduce((sum, digit, index) => sum + Number(digit) * (15 - index), 0);
}
