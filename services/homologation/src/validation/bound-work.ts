import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { JudgeBusy, TooMuchToJudge } from './judge-failures.ts';

/** Where a thread says that it begins: its id, and the milliseconds of a core that it had used by then. */
export type Begun = Float64Array<SharedArrayBuffer>;

/** Given up once it took too much. */
export interface BoundWork extends Disposable {
  begun: Begun;
  signal: AbortSignal;
}

/** How soon it is looked again, at the least. */
const AGAIN_MS = 10;

/**
 * Bounds one document: `TooMuchToJudge` once a thread has worked on it for `workMs`, `JudgeBusy` where the time is over and
 * it had less, for others were before it or the machine was at something else.
 */
export function boundWork(threads: () => readonly Worker[], withinMs: number, workMs: number): BoundWork {
  const begun: Begun = new Float64Array(new SharedArrayBuffer(2 * Float64Array.BYTES_PER_ELEMENT));
  const giveUp = new AbortController();
  const ended = new AbortController();
  const over = setTimeout(() => giveUp.abort(new JudgeBusy('there was no time for the document')), withinMs);
  async function watch(): Promise<void> {
    for (let worked = 0; worked < workMs; worked = await workSince(begun, threads())) {
      await pause(Math.max(workMs - worked, AGAIN_MS), undefined, { signal: ended.signal });
    }
    giveUp.abort(new TooMuchToJudge('the document was too much'));
  }
  watch().catch(() => {});
  return {
    begun,
    signal: giveUp.signal,
    [Symbol.dispose]() {
      clearTimeout(over);
      ended.abort();
    },
  };
}

/** Milliseconds of a core; none before a thread began with it, or once that thread is over. */
async function workSince([threadId, before = 0]: Begun, threads: readonly Worker[]): Promise<number> {
  const usage = await threads.find((thread) => thread.threadId === threadId)?.cpuUsage();
  return usage ? (usage.user + usage.system) / 1000 - before : 0;
}
