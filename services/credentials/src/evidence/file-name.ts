import { LIMITS } from '@portal/domain';

// Controls, marks that turn the direction of text around, and what a path is made of.
const UNSAFE = /[\p{C}/\\]/gu;

/** The name as people see it again: without path, control or direction characters, and never empty. */
export function cleanFileName(name: string | undefined): string {
  const clean = (name ?? '').normalize('NFC').replace(UNSAFE, '').trim();
  return shorten(clean) || 'evidencia';
}

/** Keeps the ending, which tells people what a file is. */
function shorten(name: string): string {
  const characters = [...name];
  const surplus = characters.length - LIMITS.fileName.max;
  if (surplus <= 0) return name;
  const ending = /\.[^.]{1,10}$/u.exec(name)?.[0] ?? '';
  return characters.slice(0, LIMITS.fileName.max - [...ending].length).join('') + ending;
}
