import { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '../logger.ts';

/** What a line listens to, and who hears it. */
export interface NotificationListenerOptions {
  /** Names the database. */
  url: string;
  /** PostgreSQL's channel, an identifier of our own. */
  channel: string;
  heard: (payload: string) => void;
  /**
   * Called when the line stands, the first time too: what was notified while it did not is lost, and must be looked for.
   * Until it resolves it is called again, for as long as the line stands; a line made anew calls it anew.
   */
  missed: () => Promise<void>;
  logger: Logger;
  /** How soon a dead connection is noticed; 10 s where nothing is said. */
  heartbeatMs?: number;
}

/** A connection of its own that listens, made anew whenever it is lost. */
export interface NotificationListener extends AsyncDisposable {
  /** False while notifications may be missed. */
  readonly listening: boolean;
}

const HEARTBEAT_MS = 10_000;
/** A statement that takes longer is no answer: its connection is cut. */
const ANSWER_WITHIN_MS = 5_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/** Opens a line; rejects where the first connection cannot be made. */
export async function openNotificationListener(options: NotificationListenerOptions): Promise<NotificationListener> {
  const { channel, logger, missed } = options;
  const stop = new AbortController();
  let connection: Connection | undefined = await listen(options);
  let listening = true;

  /** Connection after connection; resolves once it is disposed of. */
  async function keep(): Promise<void> {
    while (connection) {
      const over = new AbortController();
      // Not waited for: what hangs with the old connection must not keep the new one from being made.
      untilDone(missed, over.signal, (err) => logger.warn({ err, channel }, 'what was missed is looked for again'));
      await connection.lost;
      over.abort();
      listening = false;
      if (stop.signal.aborted) return;
      logger.warn({ channel }, 'the line of notifications is lost');
      connection = await connectAgain();
      listening = connection !== undefined;
    }
  }

  async function connectAgain(): Promise<Connection | undefined> {
    const failed = (err: unknown) => logger.debug({ err, channel }, 'the line of notifications is not back yet');
    const made = await untilDone(() => listen(options), stop.signal, failed, FIRST_PAUSE_MS);
    if (!stop.signal.aborted) logger.info({ channel }, 'the line of notifications is back');
    else made?.cut();
    return stop.signal.aborted ? undefined : made;
  }

  const kept = keep();
  return {
    get listening() {
      return listening;
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      connection?.cut();
      await kept;
    },
  };
}

interface Connection {
  lost: Promise<void>;
  cut: () => void;
}

/** Does it until it succeeds, each time after a longer pause, or until `over`. */
async function untilDone<Done>(
  work: () => Promise<Done>,
  over: AbortSignal,
  failed: (err: unknown) => void,
  firstPause = 0,
): Promise<Done | undefined> {
  let wait = firstPause;
  while (!over.aborted) {
    // Whoever lost the database at the same moment does not come back at the same moment.
    if (wait > 0) await pause(wait * (1 + Math.random() / 2), undefined, { signal: over }).catch(() => {});
    if (over.aborted) return undefined;
    try {
      return await work();
    } catch (err) {
      if (!over.aborted) failed(err);
      wait = Math.min(Math.max(wait * 2, FIRST_PAUSE_MS), LONGEST_PAUSE_MS);
    }
  }
  return undefined;
}

async function listen({
  url,
  channel,
  heard,
  heartbeatMs = HEARTBEAT_MS,
}: NotificationListenerOptions): Promise<Connection> {
  const socket = new Socket();
  const client = new pg.Client({
    connectionString: url,
    application_name: `portal listen ${channel}`,
    keepAlive: true,
    stream: () => socket,
    connectionTimeoutMillis: ANSWER_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
  });
  const lost = Promise.withResolvers<void>();
  let beating: NodeJS.Timeout | undefined;
  // Not `end()`: of a server that does not answer it would wait for a farewell.
  const cut = () => {
    clearInterval(beating);
    socket.destroy();
    lost.resolve();
  };
  client.on('error', cut).on('end', cut);
  client.on('notification', ({ payload }) => heard(payload ?? ''));
  try {
    await client.connect();
    await client.query(`listen ${channel}`);
  } catch (error) {
    cut();
    throw error;
  }
  // A connection that a firewall forgot breaks only when something is sent.
  let asked = false;
  beating = setInterval(() => {
    if (asked) return;
    asked = true;
    client.query('select 1').then(() => {
      asked = false;
    }, cut);
  }, heartbeatMs);
  return { lost: lost.promise, cut };
}
