import { LIMITS } from './limits.ts';
import { type Branded, invalid, type Parsed, valid } from './parsed.ts';
import { parseText } from './text.ts';

/** A person's name and surname, 3 to 120 characters. */
export type PersonName = Branded<'PersonName'>;

/** Reads a full name: at least two words. */
export function parsePersonName(text: string): Parsed<PersonName> {
  if (text.trim() === '') return invalid('Informe o nome.');
  const name = parseText(text, { subject: 'O nome', ...LIMITS.managerName });
  if (!name.ok) return name;
  if (!name.value.includes(' ')) return invalid('Informe o nome e o sobrenome.');
  if (!/\p{L}/u.test(name.value)) return invalid('O nome precisa ter letras.');
  return valid(name.value as PersonName);
}
