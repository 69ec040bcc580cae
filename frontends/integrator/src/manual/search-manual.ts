import { foldText } from '@portal/domain';
import type { Chapter, Part } from './chapter.ts';

/** A part of the manual that was looked for. */
export interface ManualFound {
  chapter: Chapter;
  part: Part;
}

/**
 * Parts that have all of the words, accents and case aside; first those that have them in a title. Words by their beginning,
 * so that "vacina" finds "vacinação". Of a text without words none.
 */
export function searchManual(chapters: readonly Chapter[], text: string): ManualFound[] {
  const words = wordsOf([text]);
  if (words.length === 0) return [];
  const found = chapters.flatMap((chapter) =>
    chapter.parts.flatMap((part) => {
      const titles = wordsOf([chapter.title, part.title]);
      const all = [...titles, ...wordsOf([chapter.summary, ...part.paragraphs, ...(part.steps ?? [])])];
      if (!words.every((word) => begins(all, word))) return [];
      return [{ chapter, part, inTitle: words.every((word) => begins(titles, word)) }];
    }),
  );
  return found
    .sort((one, other) => Number(other.inTitle) - Number(one.inTitle))
    .map(({ chapter, part }) => ({ chapter, part }));
}

function wordsOf(texts: readonly string[]): string[] {
  return foldText(texts.join(' '))
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

function begins(words: readonly string[], wanted: string): boolean {
  return words.some((word) => word.startsWith(wanted));
}
