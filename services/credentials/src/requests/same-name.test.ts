import { expect, test } from 'vitest';
import { isSameName } from './same-name.ts';

test.for<[string, string]>([
  ['LIS Teste', 'lis  teste'],
  ['LIS Teste', 'LIS Teste\u200b'],
  ['Prontuário', 'Prontuario'],
  // Cyrillic, Greek, full width, mathematical.
  ['LIS Teste', 'LIS \u0422\u0435ste'],
  ['SISTEMA', '\u0405ISTE\u039cA'],
  ['LIS Teste', '\uff2c\uff29\uff33 Teste'],
  ['SIL', 'SlL'],
])('%j is %j', ([one, other]) => {
  expect(isSameName(one, other)).toBe(true);
});

test.for<[string, string]>([
  ['LIS Teste', 'LIS Testes'],
  ['LIS 2', 'LIS 3'],
  ['Laboratório Norte', 'Laboratório Sul'],
])('%j is not %j', ([one, other]) => {
  expect(isSameName(one, other)).toBe(false);
});
