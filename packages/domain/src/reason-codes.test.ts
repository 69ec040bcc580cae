import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FIXED_REASONS, parseReviewReasons, type ReviewReason } from './reason-codes.ts';

const BOTH = ['HOMOLOGATION', 'PRODUCTION'] as const;
const reason = (code: string, more: Partial<ReviewReason> = {}): ReviewReason => ({
  code,
  label: `Motivo ${code}`,
  environments: BOTH,
  ...more,
});
const FIXED = FIXED_REASONS.map((code) => reason(code));

test('reasons are read tidy, in their order', () => {
  const given = [reason(' NEW_ONE ', { label: ' Um   novo ', environments: ['PRODUCTION', 'HOMOLOGATION'] }), ...FIXED];
  expect(parseReviewReasons(given)).toEqual({
    ok: true,
    value: [{ code: 'NEW_ONE', label: 'Um novo', environments: BOTH }, ...FIXED],
  });
});

test.each<[why: string, given: ReviewReason[], message: RegExp]>([
  ['none', [], /EVIDENCE_PERSONAL_DATA fica nos dois ambientes/],
  ['one that rules depend on', FIXED.slice(0, 1), /OTHER fica nos dois ambientes/],
  [
    'one that rules depend on, in an environment',
    [{ ...reason('OTHER'), environments: ['PRODUCTION'] }, ...FIXED.slice(0, 1)],
    /OTHER fica nos dois ambientes/,
  ],
  ['a code of small letters', [reason('novo')], /O código do motivo 1/],
  ['no text', [...FIXED, reason('NEW', { label: ' ' })], /O texto do motivo 3/],
  ['a text that is too long', [reason('NEW', { label: 'a'.repeat(81) })], /no máximo 80/],
  ['no environment', [reason('NEW', { environments: [] })], /Escolha em que ambientes vale o motivo 1/],
  ['a code twice', [reason('NEW'), reason('NEW', { label: 'Outro texto' })], /dois motivos com o código NEW/],
  ['a text twice', [reason('NEW'), reason('NEWER', { label: 'motivo new' })], /dois motivos com o texto/],
  ['51', Array.from({ length: 51 }, (_, place) => reason(`R${place}`)), /Há lugar para 50/],
])('refused: %s', (_why, given, message) => {
  expect(parseReviewReasons(given)).toEqual({ ok: false, message: expect.stringMatching(message) });
});

test('whatever is written is read or refused by a sentence, and what was read is read again as it is', () => {
  const any = fc.record({
    code: fc.oneof(fc.string({ unit: 'binary', maxLength: 5 }), fc.constantFrom('A1', 'OTHER', '__proto__')),
    label: fc.string({ unit: 'binary', maxLength: 10 }),
    environments: fc.subarray([...BOTH]),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 3 }), (others) => {
      const read = parseReviewReasons([...others, ...FIXED]);
      if (read.ok) expect(parseReviewReasons(read.value)).toEqual(read);
      else expect(read.message).toMatch(/\.$/);
    }),
  );
});
