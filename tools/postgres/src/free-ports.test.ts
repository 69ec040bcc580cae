import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePorts, isFree } from './free-ports.ts';

test('ports are each given once, however many ask, and nobody listens there', async () => {
  const ports = (await Promise.all(Array.from({ length: 20 }, () => freePorts(6)))).flat();
  expect(new Set(ports).size).toBe(120);
  for (const port of ports) {
    expect(port).toBeLessThan(32_768);
    expect(await isFree(port)).toBe(true);
  }
});

test('a port at which somebody listens is not free', async () => {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  expect(await isFree(port)).toBe(false);
  server.close();
});
