import { setTimeout as delay } from 'node:timers/promises';

/** Does one fault to a portal of its own, on this machine alone, and says what is seen of it from outside. */
export type Fault = (trial: Trial) => Promise<void>;

/** What a fault tells of itself. */
export interface Trial {
  /** Ends waits and requests when all has taken too long. */
  signal: AbortSignal;
  /** Says what is done next. */
  say(what: string): void;
  /** Says what was seen; where it does not hold, the program fails at its end. */
  see(what: string, holds: boolean): void;
  /** Waits until it holds, and says so; never longer than the whole may take. */
  until(what: string, holds: () => Promise<boolean>): Promise<void>;
}

const ENDS_WITHIN_MS = 8 * 60_000;
const LOOK_AGAIN_MS = 100;

/** Runs a fault to its end; whether all that it looked for was seen. */
export async function runTrial(fault: Fault): Promise<boolean> {
  const begun = performance.now();
  const line = (mark: string, what: string) => {
    console.log(`${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${mark} ${what}`);
  };
  const signal = AbortSignal.timeout(ENDS_WITHIN_MS);
  let held = true;
  const see = (what: string, holds: boolean) => {
    held &&= holds;
    line(holds ? '✓' : '✗', what);
  };
  try {
    await fault({
      signal,
      say: (what) => line(' ', what),
      see,
      async until(what, holds) {
        while (!signal.aborted && !(await holds())) await delay(LOOK_AGAIN_MS);
        see(what, !signal.aborted);
        signal.throwIfAborted();
      },
    });
  } catch (error) {
    see(signal.aborted ? `not over within ${ENDS_WITHIN_MS / 60_000} minutes` : String(error), false);
  }
  return held;
}
