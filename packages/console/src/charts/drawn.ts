import type { Series } from './chart.tsx';

/** What a chart draws. */
export interface Drawn {
  labels: readonly string[];
  series: readonly Series[];
}

/** How soon was answered. */
export interface Times {
  medianHours: number | null;
  p90Hours: number | null;
  inTimeShare: number | null;
}

/** What was answered, each in its colour. */
interface Outcomes {
  approved: number;
  changesAsked: number;
  rejected: number;
}

/** Answers by what they were. */
export function outcomesOf(rows: readonly (readonly [label: string, figures: Outcomes])[]): Drawn {
  return {
    labels: rows.map(([label]) => label),
    series: [
      { label: 'Aprovadas', color: '--success', values: rows.map(([, { approved }]) => approved) },
      { label: 'Com ajustes', color: '--warning', values: rows.map(([, { changesAsked }]) => changesAsked) },
      { label: 'Não aprovadas', color: '--danger', values: rows.map(([, { rejected }]) => rejected) },
    ],
  };
}

/** Hours until the answer. */
export function timesOf(rows: readonly (readonly [label: string, times: Times])[]): Drawn {
  return {
    labels: rows.map(([label]) => label),
    series: [
      { label: 'Mediana (h)', color: '--interactive', values: rows.map(([, { medianHours }]) => medianHours) },
      { label: 'Percentil 90 (h)', color: '--color', values: rows.map(([, { p90Hours }]) => p90Hours) },
    ],
  };
}
