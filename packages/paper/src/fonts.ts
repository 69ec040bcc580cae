import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';

/** The faces that what is printed is set in. */
export type Face = 'regular' | 'bold' | 'mono';

const FILES: Readonly<Record<Face, string>> = {
  regular: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  mono: '@expo-google-fonts/noto-sans-mono/400Regular/NotoSansMono_400Regular.ttf',
};
const { resolve } = createRequire(import.meta.url);
const opened = new Map<Face, { font: Font; letters: ReadonlySet<number> }>();

/** A face, read when it is first asked for; each document embeds the part that it uses. */
export function fontOf(face: Face): Font {
  return faceOf(face).font;
}

/**
 * A text as a face can print it: what it has no letter for stands as its code point, since PDF/A has no place for a letter
 * that is missing; what is not seen, and what turns the direction of others, is left out.
 */
export function printable(text: string, face: Face): string {
  const { letters } = faceOf(face);
  let printed = '';
  for (const letter of text.normalize('NFC').replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]+/gu, ' ')) {
    const point = letter.codePointAt(0) ?? 0;
    printed += letters.has(point) ? letter : `‹${point.toString(16).toUpperCase().padStart(4, '0')}›`;
  }
  return printed;
}

function faceOf(face: Face): { font: Font; letters: ReadonlySet<number> } {
  const kept = opened.get(face);
  if (kept) return kept;
  const font = create(readFileSync(resolve(FILES[face]))) as Font;
  const made = { font, letters: new Set(font.characterSet) };
  opened.set(face, made);
  return made;
}
