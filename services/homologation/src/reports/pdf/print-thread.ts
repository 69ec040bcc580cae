// What runs in a thread of its own, as Node reads it: TypeScript with nothing that has to be translated.
import type { ConformanceReport } from '@portal/conformance';
import { type Printing, printReport } from './print-report.ts';

/** Prints a report. */
export default function print({
  report,
  printing,
}: {
  report: ConformanceReport;
  printing: Printing;
}): Promise<Buffer> {
  return printReport(report, { ...printing, json: Buffer.from(printing.json) });
}
