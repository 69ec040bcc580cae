import type { WebsocketCloseCode } from '@portal/domain';
import type { LiveConnection } from './live-connection.ts';

const ANSWER_WITHIN_MS = 1_000;

/** Closes a connection, and cuts it off where the other side does not answer the close. */
export function closeSocket(socket: LiveConnection, code: WebsocketCloseCode, reason: string): void {
  socket.close(code, reason);
  const cut = setTimeout(() => socket.terminate(), ANSWER_WITHIN_MS);
  socket.once('close', () => clearTimeout(cut));
}
