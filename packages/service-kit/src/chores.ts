import type { Logger } from './logger.ts';

/** Something that is done again and again for as long as the service runs. */
export interface Chore {
  name: string;
  everyMs: number;
  /** Whether it waits its interval before the first time, too: a start in a wrong place should do nothing at once. */
  waitsFirst?: boolean;
  work: () => Promise<unknown>;
}

/** Does each chore at once, unless it waits first, and then at its interval, never twice at a time; a failure is logged and tried again. */
export function startChores(chores: readonly Chore[], logger: Logger): AsyncDisposable {
  const running = chores.map((chore) => startChore(chore, logger));
  return {
    async [Symbol.asyncDispose]() {
      await Promise.all(running.map((stop) => stop()));
    },
  };
}

function startChore({ name, everyMs, waitsFirst, work }: Chore, logger: Logger): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let underWay = waitsFirst ? Promise.resolve(later()) : run();

  function later(): void {
    timer = setTimeout(() => {
      underWay = run();
    }, everyMs);
  }

  async function run(): Promise<void> {
    try {
      await work();
    } catch (err) {
      logger.error({ err, chore: name }, 'chore failed');
    }
    if (!stopped) later();
  }

  return async () => {
    stopped = true;
    clearTimeout(timer);
    await underWay;
  };
}
