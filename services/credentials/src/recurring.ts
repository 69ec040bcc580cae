import { logger } from './logger.ts';

/**
 * Does some work at once and then again and again, never twice at a time, until it is disposed of; disposing waits for
 * what is under way. What fails is logged and done again the next time.
 */
export function recurring(what: string, everyMs: number, work: () => Promise<unknown>): AsyncDisposable {
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  let underWay: Promise<void>;

  async function turn(): Promise<void> {
    try {
      await work();
    } catch (err) {
      logger.error({ err, what }, 'recurring work failed');
    }
    if (!ended) timer = setTimeout(begin, everyMs);
  }

  function begin(): void {
    underWay = turn();
  }

  begin();
  return {
    async [Symbol.asyncDispose]() {
      ended = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}
