import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toCsv } from './csv.ts';

test('a table in a form that a spreadsheet in Portuguese opens', () => {
  expect(toCsv(['Protocolo', 'Sistema'], [['2026-0000123-4', 'LIS "novo"; v2']])).toBe(
    '\uFEFF"Protocolo";"Sistema"\r\n"2026-0000123-4";"LIS ""novo""; v2"\r\n',
  );
});

test.each(['=1+1', '+55', '-2', '@soma', '\t=1', '  =cmd|x', '\n=1', '＝1'])('%j can not run as a formula', (value) => {
  expect(toCsv([], [[value]])).toContain(`"'${value}"`);
});

test('no cell begins with what a spreadsheet computes, and quotes always close', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (values) => {
      const cells = parseLine(toCsv([], [values]).split('\r\n').slice(1).join('\r\n'));
      expect(cells.map((cell) => cell.replace(/^'/, ''))).toEqual(values.map((value) => value.replace(/^'/, '')));
      for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});

function parseLine(line: string): string[] {
  return [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell]) => (cell ?? '').replaceAll('""', '"'));
}
