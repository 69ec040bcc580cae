import type { Clock } from '../clock.ts';
import { logger } from '../logger.ts';
import { closeSocket } from './close-socket.ts';
import type { LiveConnection } from './live-connection.ts';

/** The WebSocket's close code once its session or token is over: sign in or take another token, then connect again. */
export const SESSION_OVER = 4403;

/** The close code by which a client connects again at once. */
const SERVICE_RESTART = 1012;

/** A session, or a token: what ends one day. */
export interface Ending {
  /** Names it inside, opens nothing. */
  key: string;
  expiresAt: () => Date;
  /** What it stands for, where that may change: sockets that were opened before are closed. */
  standing?: string;
}

/** What tells of ends, wherever they happen. */
export interface Endings {
  onEnded(listener: (key: string) => void): void;
  /** Ends may have been missed; called again until it resolves. */
  onGap(listener: () => Promise<void>): void;
  /** As they are now; what is over is left out, and told as ended. */
  reread(keys: readonly string[]): Promise<Map<string, Ending>>;
}

const CHECK_MS = 400;

/** The WebSockets that each session or token has open at this gateway; they close within a second of its end. */
export class SessionSockets implements Disposable {
  /** Each socket with what its session stood for when it was opened. */
  private readonly held = new Map<string, { ending: Ending; sockets: Map<LiveConnection, string | undefined> }>();
  private readonly check: NodeJS.Timeout;
  private checking = false;

  constructor(
    private readonly endings: Endings,
    private readonly now: Clock,
  ) {
    endings.onEnded((key) => this.close(key));
    endings.onGap(() => this.lookAt([...this.held.keys()]));
    this.check = setInterval(() => this.lookAtExpired(), CHECK_MS);
  }

  /** Ties a socket to its session or token. */
  hold(ending: Ending, socket: LiveConnection): void {
    const { sockets } = this.held.get(ending.key) ?? { sockets: new Map() };
    sockets.set(socket, ending.standing);
    this.held.set(ending.key, { ending, sockets });
    socket.once('close', () => {
      sockets.delete(socket);
      if (sockets.size === 0) this.held.delete(ending.key);
    });
  }

  [Symbol.dispose](): void {
    clearInterval(this.check);
  }

  /** Another gateway may have seen the session in use: the database decides. Asked anew until it answers. */
  private lookAtExpired(): void {
    const now = this.now();
    const expired = [...this.held].filter(([, { ending }]) => ending.expiresAt() <= now).map(([key]) => key);
    if (this.checking || expired.length === 0) return;
    this.checking = true;
    this.lookAt(expired)
      .catch((err) => logger.warn({ err }, 'sessions or tokens could not be looked at'))
      .finally(() => {
        this.checking = false;
      });
  }

  private async lookAt(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    for (const [key, ending] of await this.endings.reread(keys)) {
      const held = this.held.get(key);
      if (!held) continue;
      held.ending = ending;
      for (const [socket, standing] of held.sockets) {
        // They come back at once, as what their person is now.
        if (standing !== ending.standing) closeSocket(socket, SERVICE_RESTART, 'roles changed');
      }
    }
  }

  private close(key: string): void {
    for (const socket of this.held.get(key)?.sockets.keys() ?? []) closeSocket(socket, SESSION_OVER, 'session over');
  }
}
