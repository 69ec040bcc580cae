import { Piscina } from 'piscina';

/** Prints beside what a service answers: fonts and all are read when the first is asked for, and left a minute later. */
export interface Printer<Job> extends AsyncDisposable {
  print(job: Job): Promise<Buffer>;
}

const IDLE_MS = 60_000;
const WITHIN_MS = 120_000;
/** What is printed within the patience of who asks. */
const MOST_WAITING = 20;
const HEAP_MB = 128;

/** More is asked for than can be printed soon. Nothing was done: it may be asked for again. */
export class PrinterBusy extends Error {
  readonly code = 'PRINTER_BUSY';

  override get name() {
    return 'PrinterBusy';
  }
}

/** Opens it; without work it has no thread. `thread` is the file whose default export prints a job. */
export function openPrinter<Job>(thread: string): Printer<Job> {
  const pool = new Piscina({
    filename: thread,
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
    async print(job) {
      if (pool.queueSize >= MOST_WAITING) throw new PrinterBusy();
      const printed = await pool.run(job, { signal: AbortSignal.timeout(WITHIN_MS) });
      return Buffer.from(printed as Uint8Array);
    },
    [Symbol.asyncDispose]: () => pool.destroy(),
  };
}
