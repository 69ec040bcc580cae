import { LIMITS } from './limits.ts';
import { type Branded, invalid, type Parsed, valid } from './parsed.ts';
import { isBlank, parseText } from './text.ts';

/** A person's name and surname, 3 to 120 characters. */
export type PersonName = Branded<'PersonName'>;

/** Reads a full name: at least two words. */
export function parsePersonName(text: string): Parsed<PersonName> {
  if (isBlank(text)) return invalid('Informe o nome.');
  const name = parseText(text, { subject: 'O nome', ...LIMITS.managerName, says: 'LETTERS' });
  if (!name.ok) return name;
  if (!name.value.includes(' ')) return invalid('Informe o nome e o sobrenome.');
  return valid(name.value as PersonName);
}
