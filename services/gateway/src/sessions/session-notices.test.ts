import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePorts } from '@portal/postgres';
import { createTestDatabase } from '@portal/postgres/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { listenForEnds } from './session-notices.ts';

const opened = new AsyncDisposableStack();
afterEach(() => opened.disposeAsync());

const sockets = new Set<Socket>();
let proxy: Server;

/** A way to the database that can be cut. */
async function openProxy(databaseUrl: string, port: number | undefined): Promise<string> {
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
  return Object.assign(new URL(databaseUrl), { hostname: '127.0.0.1', port: String(port) }).href;
}

function cutOff(): void {
  proxy.close();
  for (const socket of sockets) socket.destroy();
}

/** In the database's place: cuts off who comes, and keeps when. */
async function refuseAll(port: number | undefined): Promise<number[]> {
  const tries: number[] = [];
  proxy = createServer((client) => {
    tries.push(performance.now());
    client.on('error', () => {}).destroy();
  });
  proxy.listen(port);
  await once(proxy, 'listening');
  return tries;
}

it('one connection listens, however long the database was away', async () => {
  const database = opened.use(await createTestDatabase());
  const [port] = await freePorts(1);
  const url = await openProxy(database.url, port);
  opened.defer(() => cutOff());
  const gap = vi.fn();
  const notices = opened.use(await listenForEnds(url, 'ends', { ended: () => {}, gap }));
  cutOff();
  await expect.poll(() => notices.listening).toBe(false);
  const tries = await refuseAll(port);
  await expect.poll(() => tries.length).toBeGreaterThanOrEqual(5);
  cutOff();
  // Each comes half a second after the one before had failed: had each failure two to follow, they would come side by side.
  for (const [index, at] of tries.slice(1).entries()) expect(at - (tries[index] ?? at)).toBeGreaterThan(400);
  await openProxy(database.url, port);
  await expect.poll(() => notices.listening).toBe(true);
  await expect.poll(() => sockets.size).toBe(1);
  expect(gap).toHaveBeenCalledTimes(2);
});
