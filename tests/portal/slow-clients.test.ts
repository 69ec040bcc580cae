import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { expectAlive, watchGateway } from './hostile.ts';
import { portalUrl } from './person.ts';

watchGateway();
afterEach(expectAlive);

/** Bytes on a connection of their own, as slowly as one likes; what came back, once the portal has cut it off. */
async function cutOff(first: string, trickle: string, everyMs: number): Promise<string> {
  const socket: Socket = connect(Number(new URL(portalUrl()).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (data) => {
    answer += data;
  });
  socket.on('error', () => {});
  socket.write(first);
  const trickling = setInterval(() => socket.writable && socket.write(trickle), everyMs);
  await new Promise((resolve) => socket.once('close', resolve));
  clearInterval(trickling);
  return answer;
}

describe.concurrent('a client that', () => {
  const { host } = new URL(portalUrl());
  const post = (framing: string) =>
    `POST /graphql HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\n${framing}\r\n\r\n`;

  test('sends a header now and then is cut off', { timeout: 60_000 }, async () => {
    const answer = await cutOff(`GET /graphql HTTP/1.1\r\nhost: ${host}\r\n`, 'x: y\r\n', 1_000);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('sends its body byte by byte is cut off', { timeout: 60_000 }, async () => {
    const answer = await cutOff(post('content-length: 1000000'), ' ', 1_000);
    expect(answer).toMatch(/^HTTP\/1\.1 408 [\s\S]*TOO_SLOW/);
  });

  test('sends chunks without end is cut off', { timeout: 60_000 }, async () => {
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
    // Told so, where the answer overtakes what it still sends.
    expect(await cutOff(post('transfer-encoding: chunked'), chunk, 10)).toMatch(/^(HTTP\/1\.1 4(08|13) |$)/);
  });

  test('sends headers without end is cut off', async () => {
    // Told so, where the answer overtakes what it still sends.
    const headers = await cutOff(`GET / HTTP/1.1\r\nx: ${'x'.repeat(1_000_000)}`, 'x', 1_000);
    expect(headers).toMatch(/^(HTTP\/1\.1 431 |$)/);
  });

  test.each([
    ['frames its body in two ways', post('content-length: 5\r\ntransfer-encoding: chunked')],
    ['says twice how long its body is', post('content-length: 5\r\ncontent-length: 6')],
    ['says nothing that HTTP knows', '\0\u0001\u0002 nada\r\n\r\n'],
  ])('%s is told so', async (_what, bytes) => {
    expect(await cutOff(bytes, '', 1_000)).toMatch(/^HTTP\/1\.1 4\d\d /);
  });
});
