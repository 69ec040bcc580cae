// What runs in a thread of its own, as Node reads it: TypeScript with nothing that has to be translated.
import type { PrintJob } from './print-job.ts';
import { printReceipt } from './print-receipt.ts';
import { printSheet } from './print-sheet.ts';

/** Prints a receipt or a sheet. */
export default function print(job: PrintJob): Promise<Buffer> {
  return job.kind === 'receipt' ? printReceipt(job.facts) : printSheet(job.facts);
}
