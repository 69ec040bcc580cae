import { formatNumber } from '@portal/domain';
import type { Cell } from '../csv.ts';
import type { PanelNumbersFragment } from '../gql/graphql.ts';

const HOURS = new Intl.NumberFormat('pt-BR', { maximumFractionDigits: 1 });
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

/** Hours, as "12,5 h"; a dash where nothing was answered. */
export function hoursWord(hours: number | null): string {
  return hours === null ? '–' : `${HOURS.format(hours)} h`;
}

/** A share, as "93,4%". */
export function shareWord(share: number | null): string {
  return share === null ? '–' : SHARE.format(share);
}

/** A cell as a page shows it. */
export function cellWord(cell: Cell, { unit }: PanelColumn): string {
  if (typeof cell === 'string') return cell;
  if (unit === 'h') return hoursWord(cell);
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
  { header: 'Em até 72 h', unit: '%' },
];

/** Their cells, in the same order. */
export function timeCells({ medianHours, p90Hours, within72Share }: PanelNumbersFragment): Cell[] {
  return [medianHours, p90Hours, within72Share];
}

/** The columns of any table of figures. */
export const FIGURE_COLUMNS: readonly PanelColumn[] = [
  ...['Respondidas', 'Aprovadas', 'Por regra', 'Não aprovadas', 'Com ajustes'].map((header) => ({ header })),
  ...TIME_COLUMNS,
];

/** Their cells, in the same order. */
export function figureCells(figures: PanelNumbersFragment): Cell[] {
  const { answered, approved, byRule, rejected, changesAsked } = figures;
  return [answered, approved, byRule, rejected, changesAsked, ...timeCells(figures)];
}
