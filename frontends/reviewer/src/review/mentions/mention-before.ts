import { foldText } from '@portal/domain';

/** A mention that is being written. */
export interface Begun {
  /** Where its @ stands. */
  at: number;
  /** What was written behind it. */
  words: string;
}

/** No name has more words before it is the only one left. */
const BEGUN = /(?:^|[\s(])@((?:[\p{L}'.-]+ ?){0,3})$/u;

/** The mention whose end a caret stands at; null where there is none. */
export function mentionBefore(text: string, caret: number): Begun | null {
  const found = BEGUN.exec(text.slice(0, caret));
  const words = found?.[1];
  return words === undefined ? null : { at: caret - words.length - 1, words };
}

/** Whether a name is meant: each word begins one of its words. */
export function isMeant(name: string, words: string): boolean {
  const parts = foldText(name).split(' ');
  return foldText(words)
    .split(' ')
    .every((word) => parts.some((part) => part.startsWith(word)));
}
