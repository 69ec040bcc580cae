import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatProtocolNumber, PROTOCOL_SEQUENCE_MAX, parseProtocolNumber } from './protocol-number.ts';

const year = fc.integer({ min: 2026, max: 2999 });
const sequence = fc.integer({ min: 1, max: PROTOCOL_SEQUENCE_MAX });

test('the check digit is modulus 11 with weights 2 to 9 from the right, 10 and 11 giving 0', () => {
  // 3×2 + 2×3 + 1×4 + 0 + 0 + 0 + 0 + 6×9 + 2×2 + 0 + 2×4 = 82; 11 − 82 mod 11 = 6
  expect(formatProtocolNumber(2026, 123)).toBe('2026-0000123-6');
  const remainders = Array.from({ length: 200 }, (_, index) => formatProtocolNumber(2026, index + 1).slice(-1));
  expect(new Set(remainders)).toEqual(new Set('0123456789'));
});

test('what is written is read, with dashes and without', () => {
  fc.assert(
    fc.property(year, sequence, (ofYear, nth) => {
      const number = formatProtocolNumber(ofYear, nth);
      expect(number).toMatch(/^\d{4}-\d{7}-\d$/);
      expect(parseProtocolNumber(number)).toEqual({ ok: true, value: number });
      expect(parseProtocolNumber(` ${number.replaceAll('-', '')} `)).toEqual({ ok: true, value: number });
    }),
  );
});

test('two numbers are never the same, and later ones sort later', () => {
  fc.assert(
    fc.property(year, sequence, sequence, (ofYear, one, other) => {
      const [first, second] = [formatProtocolNumber(ofYear, one), formatProtocolNumber(ofYear, other)];
      expect(first < second).toBe(one < other);
    }),
  );
});

test('a wrong last digit is found', () => {
  fc.assert(
    fc.property(sequence, fc.integer({ min: 1, max: 9 }), (nth, by) => {
      const number = formatProtocolNumber(2026, nth);
      const wrong = number.slice(0, -1) + ((Number(number.slice(-1)) + by) % 10);
      expect(parseProtocolNumber(wrong)).toEqual({ ok: false, message: 'Protocolo inválido. Confira os números.' });
    }),
  );
});

test('what is no number', () => {
  expect(parseProtocolNumber('')).toEqual({ ok: false, message: 'Informe o protocolo.' });
  for (const text of ['2026-123-4', '2026-0000123', 'abc', '2026-0000123-45']) {
    expect(parseProtocolNumber(text)).toMatchObject({ ok: false, message: /12 dígitos/ });
  }
  for (const nth of [0, -1, 1.5, PROTOCOL_SEQUENCE_MAX + 1]) expect(() => formatProtocolNumber(2026, nth)).toThrow();
  expect(() => formatProtocolNumber(26, 1)).toThrow();
});
