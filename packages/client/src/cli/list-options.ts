import type { Invocation, Option } from './command.ts';
import { UsageError } from './command-errors.ts';

/** How much of a list is shown. */
export const LIMIT: Option = { type: 'string', value: 'n', help: 'quantos mostrar, 1 a 100; 20 se ausente' };

/** What --limit says. */
export function limitOf({ option }: Invocation): number {
  return wholeNumber(option('limit') ?? '20', 'limit', { min: 1, max: 100 });
}

/** An option's whole number between two others. */
export function wholeNumber(text: string, name: string, { min, max }: { min: number; max: number }): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= min && number <= max) return number;
  throw new UsageError(`--${name} vai de ${min} a ${max}, não ${text}.`);
}

/** One of the values that an option knows, however it is written. */
export function oneOf<Known extends string>(known: readonly Known[], name: string, text: string): Known {
  const found = known.find((value) => value === text.toUpperCase());
  if (!found) throw new UsageError(`--${name} não conhece ${text}. Valores: ${known.join(', ')}.`);
  return found;
}

/** Says how many there are beside those that are shown. */
export function noteMore({ terminal }: Invocation, total: number, shown: number): void {
  if (total > shown) terminal.note(`Há mais ${total - shown}; use --limit para ver mais.`);
}
