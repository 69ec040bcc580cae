import { bareIdentifier } from './bare-identifier.ts';
import { foldText } from './text.ts';

/** One way in which a search text is found: all of these stand in what is searched. */
export type SearchWords = string[];

/**
 * The ways in which a search text is found, any of which is enough: its words, accents and case ignored; each identifier
 * also without its dots and dashes, as it is kept; and the whole as one identifier, should it be pasted with spaces in it.
 */
export function searchWays(text: string): SearchWords[] {
  const words = foldText(text).split(' ').filter(Boolean);
  if (words.length === 0) return [];
  const ways = [words, words.map(asKept), [asKept(words.join(''))]].filter((way) => way.every((word) => word !== ''));
  const seen = new Set<string>();
  return ways.filter((way, index) => {
    const key = way.join(' ');
    const isNew = !seen.has(key) && (index < 2 || isIdentifier(way[0] ?? ''));
    seen.add(key);
    return isNew;
  });
}

/** Whether a text, folded, has all words of one of the ways. */
export function isFoundBy(folded: string, ways: readonly SearchWords[]): boolean {
  return ways.length === 0 || ways.some((way) => way.every((word) => folded.includes(word)));
}

/** A word with digits that is set out by punctuation, without it; all others as they are. */
function asKept(word: string): string {
  const bare = bareIdentifier(word);
  return /^[0-9a-z]+$/.test(bare) && /\d/.test(bare) ? bare : word;
}

/** CNES, CPF, protocol or CNPJ, by its length and its digits alone. */
function isIdentifier(bare: string): boolean {
  return /^(\d{7}|\d{11,12}|[0-9a-z]{12}\d{2})$/.test(bare);
}
