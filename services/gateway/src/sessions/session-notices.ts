import pg from 'pg';
import { logger } from '../logger.ts';

const RETRY_MS = 500;
const HEARTBEAT_MS = 10_000;
const ANSWER_WITHIN_MS = 5_000;

/** What a listener is told. */
export interface SessionNoticeHandlers {
  ended: (key: string) => void;
  /** Notices may have been missed: whatever is held must be looked at anew. */
  gap: () => void;
}

/** A listener on the gateway's database. */
export interface SessionNotices extends AsyncDisposable {
  /** False while notices may be missed. */
  readonly listening: boolean;
}

/**
 * Listens on a channel on which gateways tell each other that a session or a token ended, until disposed, on a connection
 * of its own; a connection that breaks is made anew. The payload is the key of what ended.
 */
export async function listenForEnds(
  url: string,
  channel: string,
  handlers: SessionNoticeHandlers,
): Promise<SessionNotices> {
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let disposed = false;
  let listening = false;

  async function connect(): Promise<void> {
    const made = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true });
    made.on('error', (err) => logger.warn({ err, channel }, 'the line of notices broke'));
    // Of one that never listened the failure tells: both would each try anew, and twice as many the next time.
    made.on('end', () => client === made && lost());
    made.on('notification', ({ payload }) => payload && handlers.ended(payload));
    try {
      await made.connect();
      await made.query(`listen ${channel}`);
    } catch (error) {
      await made.end().catch(() => {});
      throw error;
    }
    if (disposed) return made.end();
    client = made;
    listening = true;
    handlers.gap();
  }
  function lost(): void {
    if (disposed) return;
    listening = false;
    retry = setTimeout(() => connect().catch(lost), RETRY_MS);
  }
  // A connection that a firewall forgot breaks only when something is sent.
  const heartbeat = setInterval(() => {
    const asked = client;
    if (!asked || !listening) return;
    const late = setTimeout(() => asked.end().catch(() => {}), ANSWER_WITHIN_MS);
    asked
      .query('select 1')
      .catch(() => {})
      .finally(() => clearTimeout(late));
  }, HEARTBEAT_MS);

  await connect();
  return {
    get listening() {
      return listening;
    },
    async [Symbol.asyncDispose]() {
      disposed = true;
      clearInterval(heartbeat);
      clearTimeout(retry);
      await client?.end().catch(() => {});
    },
  };
}
