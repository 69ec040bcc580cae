// Brought into a service that is measured: at SIGUSR2 it begins to write down what it sends to PostgreSQL, and at the next ends.
import { appendFileSync } from 'node:fs';
import { Socket } from 'node:net';

const SIMPLE_QUERY = 'Q'.charCodeAt(0);
/** The kind of a message and its length. */
const HEAD_BYTES = 5;

const { write } = Socket.prototype;

function telling(this: Socket, chunk: unknown, ...rest: unknown[]): boolean {
  if (chunk instanceof Uint8Array && chunk[0] === SIMPLE_QUERY) {
    const text = Buffer.from(chunk.subarray(HEAD_BYTES, -1)).toString();
    appendFileSync(process.env.STATEMENTS_FILE ?? '', `${JSON.stringify({ line: this.localPort, text })}\n`);
  }
  return write.call(this, chunk as Uint8Array, ...(rest as []));
}

process.on('SIGUSR2', () => {
  Socket.prototype.write = Socket.prototype.write === write ? (telling as typeof write) : write;
});
