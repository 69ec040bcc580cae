import { saveFile } from '../save-file.ts';

/** Hands a table to the browser as a file to keep. */
export function saveCsv(fileName: string, csv: string): void {
  saveFile(fileName, csv, 'text/csv;charset=utf-8');
}
