import type { Progress } from './month.ts';

/** Progress on a terminal, and how many refusals there were. */
export interface TerminalProgress extends Progress {
  readonly refusals: number;
}

const LINE_EVERY = 50;

/** One line that is written over on a terminal; a line now and then where output goes elsewhere. */
export function createTerminalProgress(): TerminalProgress {
  const begun = performance.now();
  const { isTTY } = process.stdout;
  let refusals = 0;
  return {
    get refusals() {
      return refusals;
    },
    step(done, of, { at }) {
      const last = done === of;
      if (!isTTY && !last && done % LINE_EVERY !== 0) return;
      const seconds = ((performance.now() - begun) / 1000).toFixed(1).padStart(5);
      const line = `  ${seconds} s  ${done}/${of} steps, ${at.toLocaleDateString('pt-BR')}`;
      process.stdout.write(isTTY ? `\r${line}${last ? '\n' : ''}` : `${line}\n`);
    },
    refused(what, why) {
      refusals += 1;
      process.stdout.write(`${isTTY ? '\n' : ''}  refused: ${what}: ${why}\n`);
    },
  };
}
