import { setMaxListeners } from 'node:events';
import type { MikroORM } from '@mikro-orm/postgresql';
import { type Logger, openNotificationListener } from '@portal/service-kit';
import { holdersFor } from '../teams/holders.ts';
import { type Delivered, deliver } from './batch.ts';
import type { Interest } from './change.ts';
import { endOfLine, placeOf, readLine } from './cursors.ts';
import { type ChangeSource, type ChangeStream, openStream } from './outbox.ts';

/** The one reader of the line in this process, and the streams of all its subscribers. */
export interface Sequencer extends AsyncDisposable {
  /** A subscriber's changes: with a cursor first what was missed, then live; without one live only. */
  follow(interest: Interest, after: string | null): Promise<ChangeStream>;
  /** Calls for every new change, in order; answers with the way to stop. */
  listen: ChangeSource['listen'];
  /** False while changes may come late. */
  readonly listening: boolean;
  /** Looks for new changes now; a notification does this by itself. */
  wake(): void;
}

interface SequencerOptions {
  orm: MikroORM;
  databaseUrl: string;
  now: () => Date;
  logger: Logger;
}

const PAGE = 500;
const RETRY_MS = 1_000;

/**
 * Reads the line once for everybody: each notification, and each new connection, makes it read on from the last place it
 * saw. Places are given in commit order, so that nothing can turn up behind it.
 */
export async function startSequencer({ orm, databaseUrl, now, logger }: SequencerOptions): Promise<Sequencer> {
  const listeners = new Set<(delivered: Delivered) => void>();
  const stop = new AbortController();
  // One listener a subscriber: no leak.
  setMaxListeners(0, stop.signal);
  let place = 0;
  let reading: Promise<void> | null = null;
  let again = false;
  let retry: NodeJS.Timeout | undefined;

  async function readOn(): Promise<void> {
    do {
      again = false;
      const em = orm.em.fork();
      const changes = await readLine(em, place, PAGE);
      for (const delivered of deliver(em, changes, true)) {
        place = delivered.change.pos;
        for (const listener of listeners) listener(delivered);
      }
      if (changes.length === PAGE) again = true;
    } while (again);
  }

  function wake(): void {
    if (reading) {
      again = true;
      return;
    }
    clearTimeout(retry);
    reading = readOn()
      .catch((err) => {
        logger.warn({ err }, 'the line of changes could not be read');
        if (!stop.signal.aborted) retry = setTimeout(wake, RETRY_MS);
      })
      .finally(() => {
        reading = null;
        if (again) wake();
      });
  }

  const source: ChangeSource = {
    async read(after, limit, interest) {
      const em = orm.em.fork();
      return deliver(em, await readLine(em, after, limit, interest), false);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reached: () => place,
  };

  place = await endOfLine(orm.em.fork());
  const notifications = await openNotificationListener({
    url: databaseUrl,
    channel: 'outbox',
    heard: wake,
    missed: async () => wake(),
    logger,
  });

  return {
    wake,
    listen: source.listen,
    get listening() {
      return notifications.listening;
    },
    async follow(interest, after) {
      const from = after === null ? null : await placeOf(orm.em.fork(), after, now());
      const stream = openStream({ source, interest, after: from, stopped: stop.signal });
      if (interest.personId === undefined) return stream;
      try {
        stream.hold(await holdersFor(orm.em.fork(), interest.personId));
      } catch (error) {
        await stream.return?.();
        throw error;
      }
      return stream;
    },
    async [Symbol.asyncDispose]() {
      await notifications[Symbol.asyncDispose]();
      stop.abort();
      clearTimeout(retry);
      await reading;
    },
  };
}
