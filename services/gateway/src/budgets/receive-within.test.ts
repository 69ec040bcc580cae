import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { receiveWithin } from './receive-within.ts';

const WITHIN_MS = 1_000;
const app = express().use(receiveWithin(WITHIN_MS, { bytesPerSecond: 1_000, overMs: WITHIN_MS }));
app.post('/evidence', express.text({ limit: '1mb' }), (_req, res) => void res.end('kept'));
app.post('/early', (_req, res) => void res.status(413).end());
app.use(express.text(), (_req, res) => void res.end('received'));

let server: ReturnType<typeof createServer>;
let socket: Socket;
beforeEach(async () => {
  server = createServer(app);
  server.listen(0);
  await once(server, 'listening');
  socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => {});
});
afterEach(() => {
  socket.destroy();
  server.close();
});

/** Cut off while it sends, a client may see a reset before the end: `once` of events would reject by it. */
const closed = (one: Socket) => new Promise((resolve) => one.once('close', resolve));

const head = (path: string, framing: string) =>
  `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\n${framing}\r\n\r\n`;

it('tells who sends too slowly, and cuts them off', async () => {
  socket.write(`${head('/', 'content-length: 100')}a little`);
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1\.1 408 [\s\S]*"code":"TOO_SLOW"/);
  await closed(socket);
});

it('cuts off a file that comes byte by byte, and none that keeps up', async () => {
  const drip = setInterval(() => socket.write('x'), 50);
  socket.write(head('/evidence', 'content-length: 100000'));
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1\.1 408 [\s\S]*"code":"TOO_SLOW"/);
  await closed(socket);
  clearInterval(drip);

  const quick = connect((server.address() as AddressInfo).port, '127.0.0.1');
  quick.write(head('/evidence', 'content-length: 100000'));
  let sent = 0;
  const steady = setInterval(() => {
    quick.write('x'.repeat(4_000));
    sent += 4_000;
    if (sent === 100_000) clearInterval(steady);
  }, 100);
  const [kept] = await once(quick, 'data');
  expect(String(kept)).toContain('kept');
  quick.destroy();
});

it('cuts off who sends without end', async () => {
  socket.write(head('/early', 'transfer-encoding: chunked'));
  const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
  const sending = setInterval(() => socket.write(chunk), 10);
  socket.resume();
  await closed(socket);
  clearInterval(sending);
});

it('leaves alone who is quick, and who sends nothing', async () => {
  socket.write(`${head('/', 'content-length: 5')}hello`);
  const [posted] = await once(socket, 'data');
  expect(String(posted)).toContain('received');
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  const [got] = await once(socket, 'data');
  expect(String(got)).toContain('received');
});
