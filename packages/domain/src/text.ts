import { invalid, type Parsed, valid } from './parsed.ts';

/**
 * Without what nobody sees: Unicode's default ignorable characters (zero widths, fillers, soft hyphens, variation
 * selectors, tags) and the marks that turn the direction of text around.
 */
export function withoutInvisible(text: string): string {
  return text.replace(/[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]/gu, '');
}

interface TextRule {
  /** The field with its article, as it begins a sentence: "O nome do sistema". */
  subject: string;
  min: number;
  max: number;
  /** Whether line breaks may stay. */
  multiline?: boolean;
  /** LETTERS of a name that no number is: a person's, a town's. */
  says?: keyof typeof SAYS;
}

const SAYS = {
  ANYTHING: { of: /[\p{L}\p{N}]/u, what: 'letras ou números' },
  LETTERS: { of: /\p{L}/u, what: 'letras' },
} as const;

/** Whether there is nothing to see in a text. */
export function isBlank(text: string): boolean {
  return withoutInvisible(text).trim() === '';
}

/**
 * Reads free text: trimmed, spaces single, NFC, nothing in it that nobody sees, no control characters, its length
 * counted in characters; what is not empty says something: it has a letter or a number.
 */
export function parseText(
  text: string,
  { subject, min, max, multiline = false, says = 'ANYTHING' }: TextRule,
): Parsed<string> {
  const seen = withoutInvisible(text);
  const tidy = multiline ? tidyLines(seen) : seen.trim().replace(/\s+/gu, ' ');
  const value = tidy.normalize('NFC');
  // PostgreSQL stores no NUL, and other control characters are never meant.
  if (!value.isWellFormed() || /[\p{Cc}\p{Cs}]/u.test(value.replaceAll('\n', ''))) {
    return invalid(`${subject} tem caracteres que não podem ser usados.`);
  }
  const { length } = [...value];
  if (length < min) return invalid(`${subject} precisa de pelo menos ${count(min)}.`);
  if (length > max) return invalid(`${subject} pode ter no máximo ${count(max)}.`);
  if (length > 0 && !SAYS[says].of.test(value)) return invalid(`${subject} precisa ter ${SAYS[says].what}.`);
  return valid(value);
}

function tidyLines(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function count(characters: number): string {
  return characters === 1 ? '1 caractere' : `${characters.toLocaleString('pt-BR')} caracteres`;
}

/** Lower case without accents and without what nobody sees: how names are compared and text is searched. */
export function foldText(text: string): string {
  return withoutInvisible(text).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim();
}
