import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';
import type busboy from 'busboy';

/**
 * Reads a request into the parser of its form to the end; rejects where either breaks off, the rest unread. Not
 * `pipeline`, which would destroy the request, and with it the connection that the answer goes out on.
 */
export async function parseWhole(request: IncomingMessage, parser: busboy.Busboy): Promise<void> {
  const giveUp = () => {
    if (!request.complete) parser.destroy(new Error('the sender went away'));
  };
  request.once('close', giveUp).once('error', giveUp);
  // An error after the first one has nobody else to hear it.
  parser.on('error', () => {});
  request.pipe(parser);
  try {
    await finished(parser);
  } finally {
    request.unpipe(parser).off('close', giveUp).off('error', giveUp);
  }
}
