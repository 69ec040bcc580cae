import { expect, test } from 'vitest';
import { parseInternalNote } from './form-fields.ts';
import { LIMITS } from './limits.ts';
import { mentionedIn, mentionOf, replaceMentions } from './mention.ts';

const davi = '0198f0a2-7c11-7000-8000-000000000001';
const iara = '0198f0a2-7c11-7000-8000-000000000002';

test('a text tells who is mentioned in it, each once, and nobody whom it only looks like', () => {
  const text = `${mentionOf(davi)} e ${mentionOf(iara)}: viram? ${mentionOf(davi)}`;
  expect(mentionedIn(text)).toEqual([davi, iara]);
  expect(replaceMentions(text, (id) => (id === davi ? 'Davi' : 'Iara'))).toBe('Davi e Iara: viram? Davi');
  for (const other of ['@davi', '@[davi]', `@${davi}`, `@[${davi}`, `@[${davi.toUpperCase()}]`, '']) {
    expect(mentionedIn(other)).toEqual([]);
  }
});

test('a mention is a few letters of a note and no forty, however many there are', () => {
  const most = LIMITS.mentions.max;
  const mentions = mentionOf(davi).repeat(most);
  const written = 'a'.repeat(LIMITS.assessmentNote.max - 2 * most);
  expect(parseInternalNote(mentions)).toEqual({ ok: true, value: mentions });
  expect(parseInternalNote(mentions + written)).toEqual({ ok: true, value: mentions + written });
  expect(parseInternalNote(`${mentions}${written}a`)).toMatchObject({ ok: false });
  expect(parseInternalNote(mentions + mentionOf(davi))).toMatchObject({ ok: false });
});
