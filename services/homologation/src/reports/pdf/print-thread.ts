// What runs in a thread of its own, as Node reads it: TypeScript with nothing that has to be translated.
import { type PrintJob, printReport } from './print-report.ts';

/** Prints a report. */
export default function print({ report, printing }: PrintJob): Promise<Buffer> {
  return printReport(report, { ...printing, json: Buffer.from(printing.json) });
}
