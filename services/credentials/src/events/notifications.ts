import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@portal/service-kit';
import pg from 'pg';

interface NotificationOptions {
  databaseUrl: string;
  logger: Logger;
  /** Called for every notification, and after every new connection: what was notified meanwhile is lost. */
  onChange: () => void;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/** Listens on a connection of its own, and makes a new one whenever that is lost. */
export async function listenForChanges(options: NotificationOptions): Promise<AsyncDisposable> {
  const { logger, onChange } = options;
  const stop = new AbortController();
  let client = await connect(options, onLost);

  function onLost(): void {
    if (!stop.signal.aborted) reconnect().catch((err) => logger.error({ err }, 'notifications gave up'));
  }

  async function reconnect(): Promise<void> {
    logger.warn('the connection for notifications is lost');
    let wait = FIRST_PAUSE_MS;
    while (!stop.signal.aborted) {
      await pause(wait, undefined, { signal: stop.signal }).catch(() => {});
      if (stop.signal.aborted) return;
      try {
        client = await connect(options, onLost);
        if (stop.signal.aborted) await client.end();
        logger.info('notifications are back');
        onChange();
        return;
      } catch {
        wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await client.end().catch(() => {});
    },
  };
}

async function connect({ databaseUrl, onChange }: NotificationOptions, onLost: () => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl, keepAlive: true, connectionTimeoutMillis: 5_000 });
  // A client that failed is of no use any more; both events may come, and the second means nothing new.
  let lost = false;
  const lose = () => {
    if (lost) return;
    lost = true;
    client.end().catch(() => {});
    onLost();
  };
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('listen outbox');
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
  client
    .on('notification', () => onChange())
    .on('error', lose)
    .on('end', lose);
  return client;
}
