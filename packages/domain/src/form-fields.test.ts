import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cnpjCheckDigits } from './cnpj.ts';
import { cpfCheckDigits } from './cpf.ts';
import * as fields from './form-fields.ts';
import { LIMITS } from './limits.ts';
import { foldText, parseText } from './text.ts';

const TEXTS = [
  [fields.parseSystemName, LIMITS.systemName],
  [fields.parseSystemDescription, LIMITS.systemDescription],
  [fields.parseVendor, LIMITS.vendor],
  [fields.parseDatabaseName, LIMITS.database],
  [fields.parseIntegratedSystem, LIMITS.integratesWithItem],
  [fields.parseEstablishmentName, LIMITS.establishmentName],
  [fields.parseMunicipality, LIMITS.municipality],
  [fields.parseReasonMessage, LIMITS.reasonMessage],
  [fields.parseDecisionMessage, LIMITS.decisionMessage],
  [fields.parseAssessmentNote, LIMITS.assessmentNote],
  [fields.parseOverrideReason, LIMITS.overrideReason],
  [fields.parseOverrideComment, LIMITS.overrideComment],
  [fields.parseMessage, LIMITS.message],
] as const;

test.for(TEXTS)('%o takes its shortest and longest text, and no other', ([parse, { min, max }]) => {
  const longest = 'á'.repeat(max);
  expect(parse(longest)).toEqual({ ok: true, value: longest });
  expect(parse('a'.repeat(min))).toMatchObject({ ok: true });
  expect(parse(`${longest}a`)).toMatchObject({ ok: false, message: /no máximo/ });
  if (min > 0) expect(parse('a'.repeat(min - 1))).toMatchObject({ ok: false, message: /pelo menos/ });
});

test('a text is tidied once: what came out goes in unchanged', () => {
  const rule = { subject: 'O texto', min: 0, max: 1000 };
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, multiline) => {
      const once = parseText(text, { ...rule, multiline });
      if (once.ok) expect(parseText(once.value, { ...rule, multiline })).toEqual(once);
    }),
  );
});

test('lines stay where they may, and nowhere else', () => {
  expect(fields.parseSystemDescription('Primeira linha.\r\n\r\n\r\n\r\n Segunda   linha. ')).toEqual({
    ok: true,
    value: 'Primeira linha.\n\nSegunda linha.',
  });
  expect(fields.parseSystemName('Sistema\nde laudos')).toEqual({ ok: true, value: 'Sistema de laudos' });
});

test('characters that cannot be kept', () => {
  for (const text of ['Sistema\u0000', 'Sistema\u0007', 'Sistema\ud800']) {
    expect(fields.parseSystemName(text)).toMatchObject({ ok: false, message: /não podem ser usados/ });
  }
  expect(fields.parseSystemName('Prontuário 🏥')).toMatchObject({ ok: true });
});

test('monthly attendances', () => {
  for (const [typed, value] of [
    ['0', 0],
    ['1.234', 1234],
    ['99.999.999', 99_999_999],
    [' 12 ', 12],
    [40_000, 40_000],
  ] as const) {
    expect(fields.parseMonthlyVolume(typed)).toEqual({ ok: true, value });
  }
  for (const typed of ['', '-1', '1,5', '1.5', '12 mil', 1.5, -1, Number.NaN]) {
    expect(fields.parseMonthlyVolume(typed)).toMatchObject({ ok: false, message: /número inteiro/ });
  }
  for (const typed of ['100000000', 100_000_000, '9'.repeat(400)]) {
    expect(fields.parseMonthlyVolume(typed)).toMatchObject({ ok: false, message: /99\.999\.999/ });
  }
});

test('hours of overlap', () => {
  for (const hours of [0, 24, 168]) expect(fields.parseOverlapHours(hours)).toEqual({ ok: true, value: hours });
  for (const hours of [-1, 169, 0.5]) expect(fields.parseOverlapHours(hours).ok).toBe(false);
});

test('lists', () => {
  expect(fields.listLengthMessage('ipRanges', 0)).toBe('Informe pelo menos uma faixa de IP.');
  expect(fields.listLengthMessage('ipRanges', 51)).toBe('Informe no máximo 50 faixas de IP.');
  expect(fields.listLengthMessage('childEstablishments', 0)).toBeUndefined();
  expect(fields.listLengthMessage('childEstablishments', 200)).toBeUndefined();
  expect(fields.listLengthMessage('childEstablishments', 201)).toBe('Informe no máximo 200 estabelecimentos.');
  expect(fields.listLengthMessage('integratesWith', 21)).toBe('Informe no máximo 20 sistemas.');
});

test('names are compared without case, accents and double spaces', () => {
  expect(foldText('  Prontuário  ELETRÔNICO ')).toBe('prontuario eletronico');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text));
    }),
  );
});

test('a message that stays names nobody by a CPF', () => {
  expect(fields.parseMessage('E o CPF 52998224725?')).toMatchObject({
    ok: false,
    message: expect.stringContaining('CPF'),
  });
  expect(fields.parseMessage('Por quê?')).toEqual({ ok: true, value: 'Por quê?' });
  expect(fields.parseMessage('201')).toEqual({ ok: true, value: '201' });
});

test.for([
  'Me liguem: 11987654321',
  'Protocolo 119.876.543-21',
  `CNPJ 12A456780001${cnpjCheckDigits('12A456780001')} e 11222333000181`,
  'De 120 a 529 exames em 982 dias, 247 no total',
])('%j is a message, for it has no CPF', (text) => {
  expect(fields.parseMessage(text)).toEqual({ ok: true, value: text });
});

test('a CPF in a message is found however it is set out and whatever stands around it', () => {
  const around = fc.stringMatching(/^[a-zà-ú!?(]{0,20}$/);
  const between = fc.constantFrom('', ' ', '.', '-', '\u00a0', '\u2013', ' - ', '\u200b');
  const digits = fc
    .stringMatching(/^\d{9}$/)
    .filter((nine) => !/^(\d)\1+$/.test(nine))
    .map((nine) => nine + cpfCheckDigits(nine));
  const wide = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  fc.assert(
    fc.property(
      digits,
      fc.array(between, { minLength: 3, maxLength: 3 }),
      around,
      fc.boolean(),
      (cpf, by, text, full) => {
        const set = `${cpf.slice(0, 3)}${by[0]}${cpf.slice(3, 6)}${by[1]}${cpf.slice(6, 9)}${by[2]}${cpf.slice(9)}`;
        const said = fields.parseMessage(`${text} 120 ${full ? wide(set) : set} ${text}`);
        expect(said).toMatchObject({ ok: false, message: expect.stringContaining('CPF') });
      },
    ),
  );
});

test('a reason that becomes evidence names nobody by a CPF', () => {
  const named = fields.parseOverrideReason('O roteiro recusou o documento do CPF 529.982.247-25 sem razão.');
  expect(named).toMatchObject({ ok: false, message: expect.stringContaining('CPF') });
  expect(fields.parseOverrideReason('O CNPJ 11.222.333/0001-81 pode aparecer aqui.')).toMatchObject({ ok: true });
});
