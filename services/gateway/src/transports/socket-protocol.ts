import type { IncomingMessage } from 'node:http';
import type { Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { closeSocket } from '../connections/close-socket.ts';
import { logger } from '../logger.ts';
import { OperationIds } from './operation-ids.ts';

/** What goes with a connection. */
export interface Connected {
  socket: WebSocket;
  request: IncomingMessage;
  ids: OperationIds;
}

const PING_MS = 12_000;
const INTERNAL_ERROR = 4500;

/** Serves graphql-transport-ws on a WebSocket; one that answers no ping within twelve seconds is cut off. */
export function speakGraphql(protocol: Server<Connected>, socket: WebSocket, request: IncomingMessage): void {
  const ids = new OperationIds();
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) => sendOn(socket, ids.outgoing(text)),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (hear) => {
        socket.on('message', (text) => {
          ids.incoming(String(text), hear).catch((err) => {
            logger.error({ err }, 'a message on a socket could not be dealt with');
            closeSocket(socket, INTERNAL_ERROR, 'internal error');
          });
        });
      },
    },
    { socket, request, ids },
  );
  const pings = setInterval(() => ping(socket), PING_MS);
  socket.on('error', ({ message }) => logger.info({ message }, 'a socket broke'));
  socket.once('close', (code, reason) => {
    clearInterval(pings);
    closed(code, String(reason)).catch((err) => logger.error({ err }, 'what ran on a socket could not be ended'));
  });
}

function sendOn(socket: WebSocket, text: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (text === undefined || socket.readyState !== socket.OPEN) return resolve();
    socket.send(text, (error) => (error ? reject(error) : resolve()));
  });
}

function ping(socket: WebSocket): void {
  if (socket.readyState !== socket.OPEN) return;
  const silence = setTimeout(() => socket.terminate(), PING_MS);
  const heard = () => clearTimeout(silence);
  socket.once('pong', heard);
  socket.once('close', heard);
  socket.ping();
}
