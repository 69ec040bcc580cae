import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

let stand: TestGateway;
beforeEach(async () => {
  stand = await startTestGateway();
});
afterEach(() => stand[Symbol.asyncDispose]());

/** Connected, and from then on it reads nothing. */
async function deafSocket(): Promise<WebSocket> {
  const socket = new WebSocket(`${stand.gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  // Cut off while it sends, as it shall be.
  socket.on('error', () => {});
  await once(socket, 'open');
  socket.pause();
  return socket;
}

describe('answers that a client does not read', () => {
  it('to pings of GraphQL over WebSocket are not kept without end: it is cut off', async () => {
    const socket = await deafSocket();
    const ping = JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(500_000) } });
    let sent = 0;
    for (; socket.readyState === WebSocket.OPEN && sent < 400; sent++) {
      await new Promise((resolve) => socket.send(ping, resolve));
    }
    expect(sent).toBeLessThan(400);
  });

  it('to pings of WebSocket itself neither', async () => {
    const socket = await deafSocket();
    let sent = 0;
    for (; socket.readyState === WebSocket.OPEN && sent < 600_000; sent += 100) {
      for (let index = 1; index < 100; index++) socket.ping('x'.repeat(125));
      await new Promise((resolve) => socket.ping('x'.repeat(125), undefined, resolve));
    }
    expect(sent).toBeLessThan(600_000);
  });
});
