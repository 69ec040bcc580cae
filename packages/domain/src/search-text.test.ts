import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFoundBy, searchWays } from './search-text.ts';
import { foldText } from './text.ts';

const ROW = foldText('2026-0000123-6 202600001236 rnds Hospital São Lucas 2337991 12A45678000100 Goiânia LIS-2 Plus');

test.for([
  '12A45678000100',
  '12.A45.678/0001-00',
  '12.a45.678/0001-00',
  '12.A45.678 / 0001-00',
  '12.A45.678/0001\u201300',
  '12.A45.678',
  '\u200b12A45678000100',
  '2026-0000123-6',
  '202600001236',
  '2026 0000123 6',
  '2026\u20110000123\u20116',
  '233.7991',
  '2337991\u00a0',
  'hospital 12.A45.678/0001-00',
  'lis-2',
  'são LUCAS',
  '\u2060',
  '',
])('%j finds it', (text) => {
  expect(isFoundBy(ROW, searchWays(text))).toBe(true);
});

test.for(['12.A45.678/0001-01', '2026-0000124-4', 'hospital 2337992', 'lis-3', 'goias'])('%j does not', (text) => {
  expect(isFoundBy(ROW, searchWays(text))).toBe(false);
});

test('what stands in it as it was typed is found', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 30 }), (text) => {
      expect(isFoundBy(`x ${foldText(text)} y`, searchWays(text))).toBe(true);
    }),
  );
});
