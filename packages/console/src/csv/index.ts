export { type Cell, toCsv } from './csv.ts';
export { saveCsv } from './save-csv.ts';
