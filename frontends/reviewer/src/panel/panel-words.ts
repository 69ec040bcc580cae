import type { PanelNumbersFragment } from '../gql/graphql.ts';

const HOURS = new Intl.NumberFormat('pt-BR', { maximumFractionDigits: 1 });
const SHARE = new Intl.NumberFormat('pt-BR', { style: 'percent', maximumFractionDigits: 1 });

/** Hours, as "12,5 h"; a dash where nothing was answered. */
export function hoursWord(hours: number | null): string {
  return hours === null ? '–' : `${HOURS.format(hours)} h`;
}

/** A share, as "93,4%". */
export function shareWord(share: number | null): string {
  return share === null ? '–' : SHARE.format(share);
}

/** The columns of any table of figures. */
export const FIGURE_HEADERS = [
  'Respondidas',
  'Aprovadas',
  'Por regra',
  'Não aprovadas',
  'Com ajustes',
  'Mediana',
  'Percentil 90',
  'Em até 72 h',
] as const;

/** Their cells, in the same order. */
export function figureCells(figures: PanelNumbersFragment): string[] {
  const { answered, approved, byRule, rejected, changesAsked, medianHours, p90Hours, within72Share } = figures;
  return [
    ...[answered, approved, byRule, rejected, changesAsked].map(String),
    hoursWord(medianHours),
    hoursWord(p90Hours),
    shareWord(within72Share),
  ];
}
