import { mentionOf } from '@portal/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMeant, mentionBefore } from './mention-before.ts';
import { MentionLabels } from './mention-labels.ts';

const person = fc.record({
  personId: fc.uuid(),
  name: fc.option(fc.constantFrom('Davi Lima', 'Davi Lima Neto', 'Iara', "D'Ávila (São José)", 'a.*+?^$'), {
    nil: null,
  }),
});
const people = fc.uniqueArray(person, { selector: ({ personId }) => personId, minLength: 1, maxLength: 6 });

test('what was chosen is kept by id and read by name, whatever names there are', () => {
  fc.assert(
    fc.property(people, fc.array(fc.nat(5), { maxLength: 8 }), (known, order) => {
      const labels = new MentionLabels();
      for (const one of known) labels.labelOf(one);
      const text = `Vejam ${order.map((at) => mentionOf(known[at % known.length]?.personId ?? '')).join(', ')}.`;
      const shown = labels.shown(text, known);
      expect(shown).not.toContain('@[');
      expect(labels.kept(shown)).toBe(text);
    }),
  );
});

test('a name that goes on, or that was written and not chosen, is a word', () => {
  const labels = new MentionLabels();
  const davi = { personId: '0198f0a2-7c11-7000-8000-000000000001', name: 'Davi Lima' };
  expect(labels.kept('@Davi Lima')).toBe('@Davi Lima');
  labels.labelOf(davi);
  expect(labels.kept('@Davi Limas, @Davi, davi@Davi Lima')).toBe(`@Davi Limas, @Davi, davi${mentionOf(davi.personId)}`);
});

test('a list opens behind an @ that begins a word, as far as a name may go', () => {
  const before = (text: string) => mentionBefore(text, text.length);
  expect(before('@')).toEqual({ at: 0, words: '' });
  expect(before('Olá (@Da')).toEqual({ at: 5, words: 'Da' });
  expect(before('@Davi Li')).toEqual({ at: 0, words: 'Davi Li' });
  for (const none of ['', 'a@b', '@Davi viu isto hoje', '@[', 'x @\n']) expect(before(none)).toBeNull();
  expect(mentionBefore('@Davi e mais', 3)).toEqual({ at: 0, words: 'Da' });
  expect(isMeant('Davi de Ávila', 'avi')).toBe(true);
  expect(isMeant('Davi de Ávila', 'da av')).toBe(true);
  expect(isMeant('Davi de Ávila', 'vi')).toBe(false);
});
