import { expect, test } from 'vitest';
import { certificateHolder } from './holder.ts';

test.each([
  ['12345678909', 'Maria Lima – 123.456.789-09'],
  ['***.456.789-**', 'Maria Lima – ***.456.789-**'],
  ['12ABC34501DE35', 'Maria Lima – 12.ABC.345/01DE-35'],
  [null, 'Maria Lima'],
])('the holder %s is written %s', (holder, expected) => {
  expect(certificateHolder({ holder, holderName: 'Maria Lima' })).toBe(expected);
});

test('a certificate that names nobody has no holder to write', () => {
  expect(certificateHolder({ holder: null, holderName: null })).toBe('');
});
