import { GraphQLError } from 'graphql';
import type { WebSocket } from 'ws';
import { closeSocket } from '../connections/close-socket.ts';
import { logger } from '../logger.ts';

/** So many bytes may wait for a client that does not read. */
const MOST_BUFFERED = 1024 * 1024;
const TRY_AGAIN_LATER = 1013;

/** Whether more waits for a client than it may leave unread. */
export function readsTooSlowly(socket: WebSocket): boolean {
  return socket.bufferedAmount > MOST_BUFFERED;
}

/** Pings are answered without counting as operations, those of GraphQL's protocol with what they bring. */
export function closeWhereUnread(socket: WebSocket): void {
  const unread = socket.readyState === socket.OPEN && readsTooSlowly(socket);
  if (unread) closeSocket(socket, TRY_AGAIN_LATER, 'consumer too slow');
}

/** The client may read so slowly that it hears of it only by the closed connection; it comes back with its cursor. */
export function tellTooSlow(socket: WebSocket, id: string): GraphQLError {
  const error = new GraphQLError('Too slow: connect again and read on from your cursor.', {
    extensions: { code: 'CONSUMER_TOO_SLOW' },
  });
  if (socket.readyState === socket.OPEN) {
    logger.info('a client was too slow');
    socket.send(JSON.stringify({ id, type: 'error', payload: [error.toJSON()] }));
    closeSocket(socket, TRY_AGAIN_LATER, 'consumer too slow');
  }
  return error;
}
