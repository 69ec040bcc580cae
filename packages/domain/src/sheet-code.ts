import { type Branded, invalid, type Parsed, valid } from './parsed.ts';

/** What is printed on a credential's sheet, and finds it: 25 letters by chance, 125 bits, and one that checks them. */
export type SheetCode = Branded<'SheetCode'>;

/** Crockford's: none that is read as another. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BASE = LETTERS.length;
const LENGTH = 26;

/** How many bytes by chance a code is made of. */
export const SHEET_CODE_BYTES = LENGTH - 1;

/** Makes a code of that many bytes. */
export function sheetCodeOf(random: Uint8Array): SheetCode {
  if (random.length !== SHEET_CODE_BYTES) throw new RangeError(`${random.length} bytes are not ${SHEET_CODE_BYTES}`);
  const letters = Array.from(random, (byte) => LETTERS[byte % BASE]).join('');
  return (letters + checkLetter(letters)) as SheetCode;
}

/** Reads a code as it is typed: hyphens, spaces and small letters as well, O for 0 and I or L for 1. */
export function parseSheetCode(text: string): Parsed<SheetCode> {
  const letters = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (letters === '') return invalid('Informe o código impresso na ficha.');
  if (letters.length !== LENGTH || ![...letters].every((letter) => LETTERS.includes(letter))) {
    return invalid(`O código tem ${LENGTH} letras e números, como impresso na ficha.`);
  }
  if (checkLetter(letters.slice(0, -1)) !== letters.at(-1)) return invalid('Código inválido. Confira cada letra.');
  return valid(letters as SheetCode);
}

/** As it is printed: in groups. */
export function formatSheetCode(code: string): string {
  return code.replaceAll(/.{5}(?=.{5})/g, '$&-');
}

/** ISO 7064's hybrid system, for 32 letters: finds each wrong letter, and nearly each two that changed places. */
function checkLetter(letters: string): string | undefined {
  let sum = BASE;
  for (const letter of letters) sum = (((sum + LETTERS.indexOf(letter)) % BASE || BASE) * 2) % (BASE + 1);
  return LETTERS[(BASE + 1 - sum) % BASE];
}
