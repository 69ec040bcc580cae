/** Figures as charts, each with its table and its CSV; only pages with charts bring this. */

export { type Drawn, outcomesOf, timesOf } from './drawn.ts';
export { PanelSection } from './panel-section.tsx';
export {
  cellWord,
  type PanelColumn,
  type PanelRow,
  TIME_COLUMNS,
  timeCells,
  toSheet,
  ufWord,
} from './panel-words.ts';
export { Summary } from './summary.tsx';
