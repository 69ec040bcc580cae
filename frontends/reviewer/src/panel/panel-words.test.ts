import { cellWord, type PanelColumn, toSheet } from '@portal/console/charts';
import { toCsv } from '@portal/console/csv';
import { expect, test } from 'vitest';
import { FIGURE_COLUMNS } from './panel-words.ts';

const columns: PanelColumn[] = [
  { header: 'Analista' },
  { header: 'Respondidas' },
  ...FIGURE_COLUMNS.filter(({ unit }) => unit),
];
const cells = ['Clara', 1234, 12.52, null, 0.934];

test('a page shows figures with their units, a dash where there are none', () => {
  expect(columns.map((column, index) => cellWord(cells[index] ?? null, column))).toEqual([
    'Clara',
    '1.234',
    '12,5 h',
    '–',
    '93,4%',
  ]);
});

test('a spreadsheet gets numbers that it can add up, and the units in the header', () => {
  expect(toCsv(...toSheet(columns, [{ key: 'a', cells }])).split('\r\n')).toEqual([
    '\uFEFF"Analista";"Respondidas";"Mediana (h)";"Percentil 90 (h)";"No prazo (%)"',
    '"Clara";1234;12,52;;93,4',
    '',
  ]);
});
