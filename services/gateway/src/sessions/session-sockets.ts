import type { WebSocket } from 'ws';
import type { Clock } from '../clock.ts';
import { closeSocket } from '../graph/close-socket.ts';
import { logger } from '../logger.ts';

/** The WebSocket's close code once its session or token is over: sign in or take another token, then connect again. */
export const SESSION_OVER = 4403;

/** A session, or a token: what ends one day. */
export interface Ending {
  /** Names it inside, opens nothing. */
  key: string;
  expiresAt: () => Date;
}

/** What tells of ends, wherever they happen. */
export interface Endings {
  onEnded(listener: (key: string) => void): void;
  /** Ends may have been missed. */
  onGap(listener: () => void): void;
  /** As it is now; undefined, and told as ended, where it is over. */
  reread(key: string): Promise<Ending | undefined>;
}

const CHECK_MS = 400;

/** The WebSockets that each session or token has open at this gateway; they close within a second of its end. */
export class SessionSockets implements Disposable {
  private readonly held = new Map<string, { ending: Ending; sockets: Set<WebSocket> }>();
  private readonly check: NodeJS.Timeout;

  constructor(
    private readonly endings: Endings,
    private readonly now: Clock,
  ) {
    endings.onEnded((key) => this.close(key));
    endings.onGap(() => this.lookAt([...this.held.keys()]));
    this.check = setInterval(() => this.lookAt(this.expired()), CHECK_MS);
  }

  /** Ties a socket to its session or token. */
  hold(ending: Ending, socket: WebSocket): void {
    const { sockets } = this.held.get(ending.key) ?? { sockets: new Set<WebSocket>() };
    sockets.add(socket);
    this.held.set(ending.key, { ending, sockets });
    socket.once('close', () => {
      sockets.delete(socket);
      if (sockets.size === 0) this.held.delete(ending.key);
    });
  }

  [Symbol.dispose](): void {
    clearInterval(this.check);
  }

  private expired(): string[] {
    const now = this.now();
    return [...this.held].filter(([, { ending }]) => ending.expiresAt() <= now).map(([key]) => key);
  }

  /** Another gateway may have seen the session in use: the database decides. */
  private lookAt(keys: string[]): void {
    for (const key of keys) {
      this.endings
        .reread(key)
        .then((ending) => {
          const held = this.held.get(key);
          if (held && ending) held.ending = ending;
        })
        .catch((err) => logger.warn({ err }, 'a session or token could not be looked at'));
    }
  }

  private close(key: string): void {
    for (const socket of this.held.get(key)?.sockets ?? []) closeSocket(socket, SESSION_OVER, 'session over');
  }
}
