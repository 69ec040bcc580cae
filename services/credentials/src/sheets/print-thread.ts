// What runs in a thread of its own, as Node reads it: TypeScript with nothing that has to be translated.
import type { PrintJob } from './print-job.ts';
import { printOwnData } from './print-own-data.ts';
import { printReceipt } from './print-receipt.ts';
import { printSheet } from './print-sheet.ts';

/** Prints a receipt, a sheet, or what is held of a person. */
export default function print(job: PrintJob): Promise<Buffer> {
  if (job.kind === 'own data') return printOwnData(job.facts);
  return job.kind === 'receipt' ? printReceipt(job.facts) : printSheet(job.facts);
}
