import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError } from 'graphql';

/** More are under way on one connection than it may have. */
export function tooManyOperations(): GraphQLError {
  return new GraphQLError('Too many operations on one connection.', { extensions: { code: 'BAD_REQUEST' } });
}

/** The caller listens to as much as one caller may. */
export function tooManySubscriptions(): GraphQLError {
  return new GraphQLError('Too many subscriptions: end others, or listen to more with one.', {
    extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' },
  });
}

/** Answers an upgrade by a status and nothing else; `retryAfter` in seconds. */
export function refuseUpgrade(socket: Duplex, status: number, retryAfter?: number): void {
  const retry = retryAfter === undefined ? '' : `retry-after: ${retryAfter}\r\n`;
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${retry}connection: close\r\ncontent-length: 0\r\n\r\n`);
}
