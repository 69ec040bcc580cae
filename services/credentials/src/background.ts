import type { Logger } from '@portal/service-kit';

/** Something that is done again and again for as long as the service runs. */
export interface Chore {
  name: string;
  everyMs: number;
  work: () => Promise<unknown>;
}

/** Does each chore at once and then at its interval, never twice at a time; a failure is logged and tried again. */
export function startChores(chores: readonly Chore[], logger: Logger): AsyncDisposable {
  const running = chores.map((chore) => startChore(chore, logger));
  return {
    async [Symbol.asyncDispose]() {
      await Promise.all(running.map((stop) => stop()));
    },
  };
}

function startChore({ name, everyMs, work }: Chore, logger: Logger): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let underWay = run();

  async function run(): Promise<void> {
    try {
      await work();
    } catch (err) {
      logger.error({ err, chore: name }, 'chore failed');
    }
    if (!stopped) {
      timer = setTimeout(() => {
        underWay = run();
      }, everyMs);
    }
  }

  return async () => {
    stopped = true;
    clearTimeout(timer);
    await underWay;
  };
}
