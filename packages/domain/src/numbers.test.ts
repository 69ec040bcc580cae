import { expect, test } from 'vitest';
import { formatFileSize, formatHours, formatMegabytes, formatNumber, formatTotal } from './numbers.ts';

test('numbers, hours and totals as people here read them', () => {
  expect(formatNumber(1_234.5)).toBe('1.234,5');
  expect([formatHours(null), formatHours(0), formatHours(12.54)]).toEqual(['–', '0 h', '12,5 h']);
  expect([formatTotal(0), formatTotal(999), formatTotal(1_000), formatTotal(1_001)]).toEqual([
    '0',
    '999',
    '1.000',
    'mais de 1.000',
  ]);
});

test('a size is rounded up, so that one byte over a limit never reads as the limit', () => {
  expect([0, 1, 2, 1_023, 1_024, 1_025, 1_048_575].map(formatFileSize)).toEqual([
    '0 bytes',
    '1 byte',
    '2 bytes',
    '1023 bytes',
    '1 kB',
    '2 kB',
    '1.024 kB',
  ]);
  expect([1_048_576, 1_048_577, 10_485_760].map(formatFileSize)).toEqual(['1 MB', '1,1 MB', '10 MB']);
  expect([0, 1, 10_485_761].map(formatMegabytes)).toEqual(['0 MB', '0,1 MB', '10,1 MB']);
});
