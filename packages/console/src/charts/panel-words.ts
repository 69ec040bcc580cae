import { formatHours, formatNumber, UF_NAMES, type Uf } from '@portal/domain';
import type { Cell } from '../csv/index.ts';
import type { Times } from './drawn.ts';

const SHARE = new Intl.NumberFormat('pt-BR', { style: 'percent', maximumFractionDigits: 1 });

/** What stands below one header: a number without a unit is a count, and nothing there stands as a dash. */
export interface PanelColumn {
  header: string;
  unit?: 'h' | '%';
}

/** One row, with a key of its own: two people, or two portfolios, may have one name. */
export interface PanelRow {
  key: string;
  cells: readonly Cell[];
}

/** A share, as "93,4%". */
export function shareWord(share: number | null): string {
  return share === null ? '–' : SHARE.format(share);
}

/** A cell as a page shows it. */
export function cellWord(cell: Cell, { unit }: PanelColumn): string {
  if (typeof cell === 'string') return cell;
  if (unit === 'h') return formatHours(cell);
  if (unit === '%') return shareWord(cell);
  return cell === null ? '–' : formatNumber(cell);
}

/** A table as a spreadsheet reckons with it: numbers bare, their unit in the header. */
export function toSheet(columns: readonly PanelColumn[], rows: readonly PanelRow[]): [string[], Cell[][]] {
  const headers = columns.map(({ header, unit }) => (unit ? `${header} (${unit})` : header));
  const bare = (cell: Cell, index: number) =>
    columns[index]?.unit === '%' && typeof cell === 'number' ? cell * 100 : cell;
  return [headers, rows.map(({ cells }) => cells.map(bare))];
}

/** The columns of the times that people took. */
export const TIME_COLUMNS: readonly PanelColumn[] = [
  { header: 'Mediana', unit: 'h' },
  { header: 'Percentil 90', unit: 'h' },
  { header: 'No prazo', unit: '%' },
];

/** Their cells, in the same order. */
export function timeCells({ medianHours, p90Hours, inTimeShare }: Times): Cell[] {
  return [medianHours, p90Hours, inTimeShare];
}

/** A UF by its name. */
export function ufWord(uf: string | null): string {
  return uf === null ? 'Sem UF' : (UF_NAMES[uf as Uf] ?? uf);
}
