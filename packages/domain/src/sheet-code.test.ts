import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatSheetCode, parseSheetCode, SHEET_CODE_BYTES, sheetCodeOf } from './sheet-code.ts';

const code = fc.uint8Array({ minLength: SHEET_CODE_BYTES, maxLength: SHEET_CODE_BYTES }).map(sheetCodeOf);
const LETTERS = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];

test('what is printed is read, however it is typed', () => {
  fc.assert(
    fc.property(code, (made) => {
      const printed = formatSheetCode(made);
      expect(printed).toMatch(/^(\w{5}-){4}\w{6}$/);
      const typed = [made, printed, ` ${printed.toLowerCase()} `, made.replaceAll('0', 'o').replaceAll('1', 'l')];
      for (const text of typed) expect(parseSheetCode(text)).toEqual({ ok: true, value: made });
    }),
  );
});

test('each letter that is wrong is found', () => {
  fc.assert(
    fc.property(code, fc.nat(25), fc.constantFrom(...LETTERS), (made, place, letter) => {
      fc.pre(made[place] !== letter);
      const wrong = made.slice(0, place) + letter + made.slice(place + 1);
      expect(parseSheetCode(wrong)).toEqual({ ok: false, message: 'Código inválido. Confira cada letra.' });
    }),
  );
});

test('every letter may stand at every place, the last too', () => {
  const made = fc.sample(code, { numRuns: 2_000, seed: 1 });
  for (const place of [0, 24, 25]) expect(new Set(made.map((one) => one[place]))).toEqual(new Set(LETTERS));
});

test.each([
  ['', 'Informe o código impresso na ficha.'],
  ['ABC', 'O código tem 26 letras e números, como impresso na ficha.'],
  ['U'.repeat(26), 'O código tem 26 letras e números, como impresso na ficha.'],
  ['0'.repeat(10_000), 'O código tem 26 letras e números, como impresso na ficha.'],
])('%j is refused, and why is told', (text, message) => {
  expect(parseSheetCode(text)).toEqual({ ok: false, message });
});
