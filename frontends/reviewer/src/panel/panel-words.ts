import { type PanelColumn, TIME_COLUMNS, timeCells } from '@portal/console/charts';
import type { Cell } from '@portal/console/csv';
import type { PanelNumbersFragment } from '../gql/graphql.ts';

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
