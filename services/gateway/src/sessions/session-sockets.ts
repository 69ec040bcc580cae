import type { WebSocket } from 'ws';
import type { Clock } from '../clock.ts';
import { closeSocket } from '../graph/close-socket.ts';
import { logger } from '../logger.ts';
import type { Session, Sessions } from './sessions.ts';

/** The WebSocket's close code once its session is over: sign in, then connect again. */
export const SESSION_OVER = 4403;

const CHECK_MS = 400;

/** The WebSockets that each session has open at this gateway; they close within a second of the session's end. */
export class SessionSockets implements Disposable {
  private readonly held = new Map<string, { session: Session; sockets: Set<WebSocket> }>();
  private readonly check: NodeJS.Timeout;

  constructor(
    private readonly sessions: Sessions,
    private readonly now: Clock,
  ) {
    sessions.onEnded((key) => this.close(key));
    sessions.onGap(() => this.lookAt([...this.held.keys()]));
    this.check = setInterval(() => this.lookAt(this.expired()), CHECK_MS);
  }

  /** Ties a socket to its session. */
  hold(session: Session, socket: WebSocket): void {
    const { sockets } = this.held.get(session.key) ?? { sockets: new Set<WebSocket>() };
    sockets.add(socket);
    this.held.set(session.key, { session, sockets });
    socket.once('close', () => {
      sockets.delete(socket);
      if (sockets.size === 0) this.held.delete(session.key);
    });
  }

  [Symbol.dispose](): void {
    clearInterval(this.check);
  }

  private expired(): string[] {
    const now = this.now();
    return [...this.held].filter(([, { session }]) => session.expiresAt() <= now).map(([key]) => key);
  }

  /** Another gateway may have seen the session in use: the database decides. */
  private lookAt(keys: string[]): void {
    for (const key of keys) {
      this.sessions
        .reread(key)
        .then((session) => {
          const held = this.held.get(key);
          if (held && session) held.session = session;
        })
        .catch((err) => logger.warn({ err }, 'a session could not be looked at'));
    }
  }

  private close(key: string): void {
    for (const socket of this.held.get(key)?.sockets ?? []) closeSocket(socket, SESSION_OVER, 'session over');
  }
}
