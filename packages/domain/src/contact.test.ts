import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEmail } from './email.ts';
import { parsePersonName } from './person-name.ts';
import { formatPhone, parsePhone } from './phone.ts';

describe('telephone', () => {
  test.for([
    ['(62) 99876-5432', '62998765432'],
    ['+55 62 99876-5432', '62998765432'],
    ['5562998765432', '62998765432'],
    ['62 3201.1234', '6232011234'],
    ['+55 (55) 3222-1234', '5532221234'],
    ['55 99876-5432', '55998765432'],
    ['\u202a+55 62 99876-5432\u202c', '62998765432'],
    ['+55\u00a062\u00a099876\u20115432', '62998765432'],
    ['62 99876\u20135432', '62998765432'],
  ] as const)('%s', ([text, digits]) => {
    expect(parsePhone(text)).toEqual({ ok: true, value: digits });
    expect(parsePhone(formatPhone(digits))).toEqual({ ok: true, value: digits });
  });

  test('is written with area code and hyphen', () => {
    expect(formatPhone('62998765432')).toBe('(62) 99876-5432');
    expect(formatPhone('6232011234')).toBe('(62) 3201-1234');
  });

  test.for([
    ['', 'Informe o telefone.'],
    ['99876-5432', 'Informe o telefone com DDD: 10 ou 11 dígitos.'],
    ['+1 212 555 0100 99', 'Informe o telefone com DDD: 10 ou 11 dígitos.'],
    ['62 99876-543a', 'Informe o telefone com DDD: 10 ou 11 dígitos.'],
    ['20 99876-5432', 'DDD inválido.'],
    ['00 3201-1234', 'DDD inválido.'],
    ['(62) 9876-5432', 'Falta o nono dígito do celular, como em (62) 99876-5432. Telefone fixo começa com 2 a 5.'],
    ['11 7712-3456', 'Falta o nono dígito do celular, como em (62) 99876-5432. Telefone fixo começa com 2 a 5.'],
    ['62 6201-1234', 'Falta o nono dígito do celular, como em (62) 99876-5432. Telefone fixo começa com 2 a 5.'],
    ['62 89876-5432', 'Telefone inválido. Confira os números.'],
    ['62 0201-1234', 'Telefone inválido. Confira os números.'],
  ] as const)('"%s" is refused: %s', ([text, message]) => {
    expect(parsePhone(text)).toEqual({ ok: false, message });
  });
});

describe('e-mail', () => {
  test.for([
    ['ana@saude.go.gov.br', 'ana@saude.go.gov.br'],
    [' Ana.Souza+rnds@Saude.GO.gov.br ', 'Ana.Souza+rnds@saude.go.gov.br'],
    ["d'avila@exemplo.com", "d'avila@exemplo.com"],
    ['joão@saúde.com.br', 'joão@saúde.com.br'],
    ['ana@saude.go.gov.br\u200b', 'ana@saude.go.gov.br'],
    ['joa\u0303o@exemplo.com.br', 'joão@exemplo.com.br'],
  ] as const)('%s', ([text, value]) => {
    expect(parseEmail(text)).toEqual({ ok: true, value });
  });

  test('what fast-check holds for an address is one', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        expect(parseEmail(address).ok).toBe(true);
      }),
    );
  });

  test.for([
    'ana',
    'ana@',
    '@saude.gov.br',
    'ana@saude',
    'ana@@saude.gov.br',
    'ana souza@saude.gov.br',
    'ana@saude..gov.br',
    '.ana@saude.gov.br',
    'ana.@saude.gov.br',
    'a..b@saude.gov.br',
    'ana@-saude.gov.br',
    'ana@10.0.0.1',
    'ana@saude.gov.br, bia@saude.gov.br',
    'Ana <ana@saude.gov.br>',
    'ana@saude.gov.br\n',
    `${'a'.repeat(65)}@saude.gov.br`,
  ])('"%s"', (text) => {
    if (text.endsWith('\n')) expect(parseEmail(text)).toMatchObject({ value: text.trim() });
    else expect(parseEmail(text)).toMatchObject({ ok: false, message: /^E-mail inválido/ });
  });

  test('254 characters and no more', () => {
    const domain = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.com.br`;
    const fits = `${'x'.repeat(254 - domain.length - 1)}@${domain}`;
    expect(fits).toHaveLength(254);
    expect(parseEmail(fits).ok).toBe(true);
    expect(parseEmail(`x${fits}`)).toEqual({ ok: false, message: 'O e-mail tem no máximo 254 caracteres.' });
    expect(parseEmail('')).toEqual({ ok: false, message: 'Informe o e-mail.' });
  });
});

describe("a person's name", () => {
  test('is tidied', () => {
    expect(parsePersonName('  Ana   Souza ')).toEqual({ ok: true, value: 'Ana Souza' });
    expect(parsePersonName('\u202eAna\u200b Sou\u00adza\u202c')).toEqual({ ok: true, value: 'Ana Souza' });
    expect(parsePersonName("João D'Ávila")).toEqual({ ok: true, value: "João D'Ávila" });
    expect(parsePersonName('A B')).toEqual({ ok: true, value: 'A B' });
    expect(parsePersonName(`${'a'.repeat(60)} ${'b'.repeat(59)}`).ok).toBe(true);
  });

  test.for([
    ['', 'Informe o nome.'],
    [' ', 'Informe o nome.'],
    ['Ana', 'Informe o nome e o sobrenome.'],
    ['Al', 'O nome precisa de pelo menos 3 caracteres.'],
    [`${'a'.repeat(60)} ${'b'.repeat(60)}`, 'O nome pode ter no máximo 120 caracteres.'],
    ['Ana\u0000 Souza', 'O nome tem caracteres que não podem ser usados.'],
    ['1 22', 'O nome precisa ter letras.'],
    ['\u3164 \u3164', 'Informe o nome.'],
    ['Ana\u2060\u00ad', 'Informe o nome e o sobrenome.'],
  ] as const)('"%s" is refused: %s', ([text, message]) => {
    expect(parsePersonName(text)).toEqual({ ok: false, message });
  });
});
