import { LIMITS, searchWays } from '@portal/domain';
import { badUserInput } from '@portal/service-kit';

/** A condition that a word of a search meets in some other way, in SQL with its one parameter. */
export interface WordCondition {
  sql: string;
  valueOf: (word: string) => string;
}

/**
 * A condition that a search finds each word in one of some columns of folded text, or as `also` says, in SQL with its parameters; none where
 * the text does not narrow. BAD_USER_INPUT for a text that is too long.
 */
export function searchCondition(
  columns: readonly string[],
  text: string | null | undefined,
  also?: WordCondition,
): [sql: string, values: string[]][] {
  const { max } = LIMITS.searchText;
  if (text && text.length > max) throw badUserInput(`A busca pode ter no máximo ${max} caracteres.`);
  const ways = searchWays(withoutNul(text ?? ''));
  if (ways.length === 0) return [];
  const found = [...columns.map((column) => `${column} like ?`), ...(also ? [also.sql] : [])].join(' or ');
  const sql = ways.map((words) => `(${words.map(() => `(${found})`).join(' and ')})`).join(' or ');
  return [
    [
      `(${sql})`,
      ways.flat().flatMap((word) => [...columns.map(() => patternOf(word)), ...(also ? [also.valueOf(word)] : [])]),
    ],
  ];
}

/** A text that the database can be asked about: it takes no NUL. */
export function withoutNul(text: string): string {
  return text.replaceAll('\0', ' ');
}

/** The wildcards of LIKE stand for themselves. */
function patternOf(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}
