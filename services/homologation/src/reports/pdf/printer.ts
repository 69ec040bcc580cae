import { join } from 'node:path';
import type { ConformanceReport } from '@portal/conformance';
import { Piscina } from 'piscina';
import type { Printing } from './print-report.ts';

/** Prints reports beside what the hosts answer: fonts and all are read when the first is asked for, and left a minute later. */
export interface Printer extends AsyncDisposable {
  print(report: ConformanceReport, printing: Printing): Promise<Buffer>;
}

const IDLE_MS = 60_000;
const WITHIN_MS = 120_000;
const HEAP_MB = 128;

/** Opens it; without work it has no thread. */
export function openPrinter(): Printer {
  const pool = new Piscina({
    filename: join(import.meta.dirname, 'print-thread.ts'),
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 16 },
    execArgv: [],
    atomics: 'disabled',
  });
  // A thread that ends for want of memory says so to whoever waits for it as well.
  pool.on('error', () => {});
  return {
    async print(report, printing) {
      const printed = await pool.run({ report, printing }, { signal: AbortSignal.timeout(WITHIN_MS) });
      return Buffer.from(printed as Uint8Array);
    },
    [Symbol.asyncDispose]: () => pool.destroy(),
  };
}
