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

/** Answers an upgrade by a status and headers alone. */
export function refuseUpgrade(socket: Duplex, status: number, headers: Record<string, string | number> = {}): void {
  const lines = Object.entries({ ...headers, connection: 'close', 'content-length': 0 });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n`);
}
