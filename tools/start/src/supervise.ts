import { setTimeout as delay } from 'node:timers/promises';

/** A part of the portal that runs as a process of its own. */
export interface Part extends AsyncDisposable {
  pid: number;
  /** Resolves with what happened when it ends without being asked to. */
  died: Promise<string>;
}

/** A part that is started again when it dies. */
export interface Supervised extends AsyncDisposable {
  /** Resolves, with what happened, when it died so often that it is started no more. */
  gaveUp: Promise<string>;
}

export interface Supervision {
  name: string;
  /** Starts it; aborted, it gives up what is half started and rejects. */
  start: (stop: AbortSignal) => Promise<Part>;
  /** Told of the process each time there is a new one. */
  started: (pid: number) => void;
  /** Told, in a line, of each death and of each return. */
  tell: (line: string) => void;
}

/** So many deaths, none of which came after a while of steady work, are the last. */
const MOST_IN_A_ROW = 5;
const STEADY_MS = 60_000;
const FIRST_WAIT_MS = 500;

/** Starts a part, and again when it dies, each time after twice the wait. Rejects where the first start fails. */
export async function supervise({ name, start, started, tell }: Supervision): Promise<Supervised> {
  const stop = new AbortController();
  const stopped = new Promise<undefined>((done) => stop.signal.addEventListener('abort', () => done(undefined)));
  const gaveUp = Promise.withResolvers<string>();
  let part: Part | undefined = await start(stop.signal);
  started(part.pid);
  let since = performance.now();
  let inARow = 0;

  async function watch(): Promise<void> {
    while (part) {
      const death = await Promise.race([part.died, stopped]);
      if (death === undefined) return;
      part = undefined;
      if (performance.now() - since > STEADY_MS) inARow = 0;
      part = await again(death);
    }
  }

  async function again(death: string): Promise<Part | undefined> {
    inARow++;
    if (inARow === MOST_IN_A_ROW) {
      gaveUp.resolve(`${death}\n${name} ended ${MOST_IN_A_ROW} times in a row and is not started again.`);
      return undefined;
    }
    const waitMs = FIRST_WAIT_MS * 2 ** (inARow - 1);
    tell(`${death.split('\n')[0]?.replace(/:$/, '')}; started again in ${waitMs / 1000} s`);
    try {
      await delay(waitMs, undefined, { signal: stop.signal });
      const next = await start(stop.signal);
      started(next.pid);
      since = performance.now();
      tell(`${name} ready again`);
      return next;
    } catch (error) {
      return stop.signal.aborted ? undefined : again((error as Error).message);
    }
  }

  const watching = watch();
  return {
    gaveUp: gaveUp.promise,
    async [Symbol.asyncDispose]() {
      stop.abort();
      await watching;
      await part?.[Symbol.asyncDispose]();
    },
  };
}
