import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { openServerCertificates } from '../authority/server-certificate.ts';
import { testAuthority } from '../testing/authority.ts';
import { HOST_BOUNDS, serveHost } from './serve-host.ts';

interface Served {
  port: number;
  /** Connects, and trusts it. */
  tls: (as?: ConnectionOptions) => TLSSocket;
}

/** Short enough to be waited for, and long enough for who is quick on a slow machine. */
const BOUNDS = { handshakeMs: 300, headersMs: 2_000, requestMs: 3_000, lookMs: 100, connections: 4 };

async function served(bounds: Partial<typeof HOST_BOUNDS>): Promise<Served> {
  const authority = await testAuthority();
  const certificates = await openServerCertificates({
    authority,
    hosts: ['localhost'],
    now: () => new Date(),
    failed: (error) => {
      throw error;
    },
  });
  onTestFinished(() => certificates[Symbol.dispose]());
  const host = await serveHost(
    {
      port: 0,
      address: '127.0.0.1',
      tls: certificates.current(),
      onRenewed: certificates.onRenewed.bind(certificates),
      now: () => new Date(),
      answer: async ({ body }) => ({ status: 200, body: { bytes: body.length } }),
      failed: (status) => ({ status }),
      record: async () => {},
      recordFailed: async () => {},
    },
    { ...HOST_BOUNDS, ...bounds },
  );
  onTestFinished(() => host[Symbol.asyncDispose]());
  const port = Number(new URL(host.url).port);
  const to = { port, host: '127.0.0.1', servername: 'localhost', ca: authority.pem };
  return { port, tls: (as) => connect({ ...to, ...as }) };
}

const HEAD = 'POST /api HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: 3\r\n\r\n';

/** Whether with an error or without. */
const hungUpOn = (socket: Socket) =>
  new Promise<void>((resolve) => socket.on('error', () => {}).once('close', () => resolve()));

test('who connects and says nothing is hung up on', async () => {
  const { port } = await served({ handshakeMs: BOUNDS.handshakeMs });
  await hungUpOn(connectTcp(port, '127.0.0.1'));
});

test.for([
  ['headers', 'POST /api HTTP/1.1\r\nx: '],
  ['a body', `${HEAD}a`],
] as const)('who never ends %s is answered 408, and holds up nobody else', async ([, sent]) => {
  const { headersMs, requestMs, lookMs } = BOUNDS;
  const { tls } = await served({ headersMs, requestMs, lookMs });
  const slow = tls();
  slow.write(sent);
  const quick = tls();
  quick.write(`${HEAD}abc`);
  expect(await text(quick)).toContain('{"bytes":3}');
  expect(await text(slow)).toMatch(/^HTTP\/1\.1 408 /);
});

test('of many connections at once those that are too many are hung up on, and the others answered', async () => {
  const { tls } = await served({ connections: BOUNDS.connections });
  const held = Array.from({ length: BOUNDS.connections }, () => tls());
  await Promise.all(held.map((one) => once(one, 'secureConnect')));
  await hungUpOn(tls());
  for (const one of held) one.write(`${HEAD}abc`);
  for (const one of held) expect(await text(one)).toContain('{"bytes":3}');
});

test.for([
  ['ECDHE-RSA-AES128-GCM-SHA256', true],
  ['ECDHE-RSA-CHACHA20-POLY1305', true],
  // Without forward secrecy, and without authentication.
  ['AES128-GCM-SHA256', false],
  ['ECDHE-RSA-AES128-SHA', false],
] as const)('a connector that has no cipher but %s is served: %s', async ([ciphers, good]) => {
  const socket = (await served({})).tls({ ciphers, maxVersion: 'TLSv1.2' });
  onTestFinished(() => void socket.destroy());
  const outcome = await once(socket, 'secureConnect').then(
    () => true,
    () => false,
  );
  expect(outcome).toBe(good);
});
