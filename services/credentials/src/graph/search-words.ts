import { foldText, LIMITS } from '@portal/domain';
import { badUserInput } from '@portal/service-kit';

/** The words of a search as patterns for LIKE, each of which has to occur; BAD_USER_INPUT for a text that is too long. */
export function searchPatterns(text: string | null | undefined): string[] {
  const { max } = LIMITS.searchText;
  if (text && text.length > max) throw badUserInput(`A busca pode ter no máximo ${max} caracteres.`);
  const words = foldText(withoutNul(text ?? '')).split(' ');
  // The wildcards stand for themselves.
  return words.filter(Boolean).map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
}

/** A text that the database can be asked about: it takes no NUL. */
export function withoutNul(text: string): string {
  return text.replaceAll('\0', ' ');
}
