import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fillTemplate,
  parseReplyTemplateName,
  parseReplyTemplateText,
  REPLY_EXAMPLE,
  REPLY_VARIABLES,
  variablesIn,
} from './reply-template.ts';

const WHERE = 'Use {{requester}}, {{protocol}}, {{establishment}}, {{system}}, {{portfolio}}, {{requirement}}.';

describe('the text of a template', () => {
  test.each([
    ['Olá, {{nome}}.', `A variável {{nome}} não existe. ${WHERE}`],
    ['Olá, {{ Protocol }}.', `A variável {{Protocol}} não existe. ${WHERE}`],
    ['Olá, {{}}.', `A variável {{}} não existe. ${WHERE}`],
    ['Olá, {{constructor}}.', `A variável {{constructor}} não existe. ${WHERE}`],
    ['Olá, {{protocol.', 'Há chaves duplas que não fecham. Escreva cada variável assim: {{protocol}}.'],
    ['Olá, protocol}}.', 'Há chaves duplas que não fecham. Escreva cada variável assim: {{protocol}}.'],
    ['', 'O texto do modelo precisa de pelo menos 1 caractere.'],
    ['x'.repeat(1001), 'O texto do modelo pode ter no máximo 1.000 caracteres.'],
  ])('%j is refused, with what to mend', (text, message) => {
    expect(parseReplyTemplateText(text)).toEqual({ ok: false, message });
  });

  test('has variables, blanks around them or not, and keeps its lines', () => {
    const text = 'Olá, {{ requester }}.\n\nSobre {{protocol}}: {JSON} fica.';
    expect(parseReplyTemplateText(text)).toEqual({ ok: true, value: text });
    expect(variablesIn(text)).toEqual(['requester', 'protocol']);
  });

  test('is taken as long as its name is not too long', () => {
    expect(parseReplyTemplateName('Falta a evidência').ok).toBe(true);
    expect(parseReplyTemplateName('x'.repeat(81))).toMatchObject({ ok: false });
  });
});

describe('filling in', () => {
  test('leaves what is not known as it is written', () => {
    expect(fillTemplate('{{protocol}}, {{requirement}}', { protocol: '1' })).toBe('1, {{requirement}}');
  });

  test('whatever a template says, every variable becomes its value, once, and a value is never read as a template', () => {
    const part = fc.oneof(
      fc.constantFrom(...REPLY_VARIABLES).map((name) => `{{${name}}}`),
      fc.string().map((text) => text.replaceAll(/[{}]/g, '')),
    );
    fc.assert(
      fc.property(fc.array(part), fc.string(), (parts, odd) => {
        const values = { ...REPLY_EXAMPLE, requester: `{{system}}${odd}$&` };
        const expected = parts.map((text) => {
          const name = REPLY_VARIABLES.find((variable) => text === `{{${variable}}}`);
          return name ? values[name] : text;
        });
        expect(fillTemplate(parts.join(''), values)).toBe(expected.join(''));
      }),
    );
  });
});
