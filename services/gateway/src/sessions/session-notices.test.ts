import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createTestDatabase } from '@portal/postgres/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { listenForEnds } from './session-notices.ts';

const opened = new AsyncDisposableStack();
afterEach(() => opened.disposeAsync());

const sockets = new Set<Socket>();
let proxy: Server;

/** A way to the database that can be cut. */
async function openProxy(databaseUrl: string, port = 0): Promise<string> {
  const target = new URL(databaseUrl);
  proxy = createServer((client) => {
    const behind = connect(Number(target.port), target.hostname);
    client.pipe(behind).pipe(client);
    sockets.add(client);
    client.on('error', () => {}).once('close', () => sockets.delete(client) && behind.destroy());
    behind.on('error', () => {}).once('close', () => client.destroy());
  });
  proxy.listen(port);
  await once(proxy, 'listening');
  const { port: taken } = proxy.address() as { port: number };
  return Object.assign(new URL(databaseUrl), { hostname: '127.0.0.1', port: String(taken) }).href;
}

function cutOff(): void {
  proxy.close();
  for (const socket of sockets) socket.destroy();
}

it('one connection listens, however long the database was away', async () => {
  const database = opened.use(await createTestDatabase());
  const url = await openProxy(database.url);
  opened.defer(() => cutOff());
  const gap = vi.fn();
  const notices = opened.use(await listenForEnds(url, 'ends', { ended: () => {}, gap }));
  cutOff();
  await vi.waitUntil(() => !notices.listening);
  await pause(2_500);
  await openProxy(database.url, Number(new URL(url).port));
  await vi.waitUntil(() => notices.listening, 10_000);
  await pause(1_200);
  expect(sockets.size).toBe(1);
  expect(gap).toHaveBeenCalledTimes(2);
});
