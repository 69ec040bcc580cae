import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Piscina } from 'piscina';
import { boundWork } from './bound-work.ts';
import { JudgeBusy, TooMuchToJudge } from './judge-failures.ts';
import type { JudgedDocument, Verdict } from './verdict.ts';

/** Judges documents in threads of their own; how much of everything that may take is bounded. */
export interface JudgeThreads extends AsyncDisposable {
  /** The verdict; `JudgeBusy` where it had to wait for too long, `TooMuchToJudge` where it takes too much time or memory. */
  judge(content: string, signal?: AbortSignal, at?: Date): Promise<Verdict>;
  /** The same of what was received at that moment, with what was read there. */
  judgeReceived(content: string, at: Date): Promise<JudgedDocument>;
  /** A resource as FHIR XML. */
  writeXml(resource: Record<string, unknown>): Promise<string>;
  /** Whether a code system has a code; unknown of a system that no guide brings. */
  membershipOf(system: string, code: string): Promise<'in' | 'out' | 'unknown'>;
  /** How many threads there are. */
  readonly size: number;
}

/** What of the threads is bounded; what is not said is as in JUDGE_BOUNDS. */
export type JudgeBounds = Partial<typeof JUDGE_BOUNDS>;

/** What one document, and all together, may take. */
const JUDGE_BOUNDS = {
  /** How many are judged at once: a core is left for everything else. */
  threads: Math.min(Math.max(availableParallelism() - 1, 1), 4),
  /** How many more wait. */
  waiting: 32,
  /** From being asked for to the verdict; what had to wait for the machine, or for others, is no fault of the document. */
  withinMs: 10_000,
  /** Of one thread's time: as long as it works on this document, and not while something else has the core. */
  workMs: 3_000,
  /** Of one thread's heap, the guides in it. */
  heapMb: 256,
  /** A thread that has had nothing to do for so long ends, and its memory with it. */
  idleMs: 60_000,
};

/** Opens them. The first document starts the first thread, which reads the guides: an idle service has none. */
export function openJudgeThreads(bounds: JudgeBounds = {}): JudgeThreads {
  const { threads, waiting, withinMs, workMs, heapMb, idleMs } = { ...JUDGE_BOUNDS, ...bounds };
  const pool = new Piscina({
    filename: join(import.meta.dirname, 'judge-thread.ts'),
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: idleMs,
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 16 },
    // Nothing that loads into the process is needed in there, telemetry for one.
    execArgv: [],
    // A thread that waits for work is asleep, and costs no core.
    atomics: 'disabled',
  });
  // A thread that ends for want of memory says so to whoever waits for it as well.
  pool.on('error', () => {});
  let inHand = 0;
  async function run<Result>(task: object, name: string, signal?: AbortSignal): Promise<Result> {
    // The pool's own bound does not hold for what can be given up.
    if (inHand >= threads + waiting) throw new JudgeBusy('too many documents wait to be judged');
    inHand += 1;
    using bound = boundWork(() => pool.threads, withinMs, workMs);
    try {
      const signals = signal ? AbortSignal.any([bound.signal, signal]) : bound.signal;
      return await pool.run({ ...task, begun: bound.begun }, { name, signal: signals });
    } catch (cause) {
      // Behind a thread that was ended it begins no other for what waits, until it is asked for something more.
      if (pool.queueSize > 0) pool.run({}, { name: 'begin' }).catch(() => {});
      if (isOutOfMemory(cause)) throw new TooMuchToJudge('the document was too much', { cause });
      throw bound.signal.aborted ? bound.signal.reason : cause;
    } finally {
      inHand -= 1;
    }
  }
  return {
    judge: (content, signal, at) => run({ content, at }, 'default', signal),
    judgeReceived: (content, at) => run({ content, at }, 'judgeReceived'),
    writeXml: (resource) => run({ resource }, 'writeAsXml'),
    membershipOf: (system, code) => run({ system, code }, 'membershipOf'),
    get size() {
      return pool.threads.length;
    },
    [Symbol.asyncDispose]: () => pool.destroy(),
  };
}

function isOutOfMemory(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
