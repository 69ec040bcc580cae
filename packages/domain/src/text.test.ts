import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText, isBlank, parseText, withoutInvisible } from './text.ts';

const rule = { subject: 'O nome', min: 2, max: 20 };
const UNSEEN = ['\u2060', '\u3164', '\u00ad', '\u200b', '\u202e', '\u2063', '\ufe0f', '\u034f', '\u{e0041}', '\u115f'];

test('what nobody sees is left out, and is no text by itself', () => {
  for (const mark of UNSEEN) {
    expect(parseText(`${mark}LIS${mark} Teste${mark}`, rule)).toEqual({ ok: true, value: 'LIS Teste' });
    expect(parseText(mark.repeat(3), rule).ok).toBe(false);
    expect(isBlank(` ${mark} `)).toBe(true);
    expect(foldText(`LIS Teste${mark}`)).toBe(foldText('LIS Teste'));
  }
});

test('a text says something: a letter or a number does', () => {
  for (const text of ['3M', '201', '٢٣', '½ ½', 'é?']) expect(parseText(text, rule)).toEqual({ ok: true, value: text });
  for (const text of ['--', '\u2800\u2800', '?!', '👍👍', '\u0301\u0301']) {
    expect(parseText(text, rule)).toEqual({ ok: false, message: 'O nome precisa ter letras ou números.' });
  }
  expect(parseText('123', { ...rule, says: 'LETTERS' })).toEqual({ ok: false, message: 'O nome precisa ter letras.' });
  expect(parseText('3M', { ...rule, says: 'LETTERS' }).ok).toBe(true);
  expect(parseText('', { ...rule, min: 0 })).toEqual({ ok: true, value: '' });
});

test('whatever is kept is NFC, and is kept the same when it comes again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const first = parseText(text, { ...rule, max: 100 });
      if (!first.ok) return;
      expect(first.value).toBe(withoutInvisible(first.value).normalize('NFC'));
      expect(parseText(first.value, { ...rule, max: 100 })).toEqual(first);
    }),
  );
});
