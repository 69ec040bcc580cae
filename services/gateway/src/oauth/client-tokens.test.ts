import { once } from 'node:events';
import type { CredentialState } from '@portal/domain';
import { freePorts } from '@portal/postgres';
import express, { type Express, type Response } from 'express';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { startGateway } from '../gateway.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

const CLIENT_ID = 'hml-1';
const SOON = { timeout: 15_000, interval: 20 };

/** What credentials answers of its one system, and whom it tells of changes. */
const credentials = {
  state: 'ACTIVE' as CredentialState,
  lookedUp: 0,
  silent: false,
  streams: new Set<Response>(),
  changes(state: CredentialState) {
    this.state = state;
    for (const stream of this.streams) stream.write('{"credentialId":"c"}\n');
  },
};

function credentialsRoutes(app: Express): void {
  const client = () => ({
    clientId: CLIENT_ID,
    credentialId: 'c',
    requestId: 'r',
    environment: 'HOMOLOGATION',
    requesterIdentifier: '1',
    state: credentials.state,
    validUntil: '2099-01-01T00:00:00.000Z',
    certificatePem: null,
    certificateSha256: null,
  });
  app.post('/internal/clients/authenticate', (_req, res) => void res.json({ client: client() }));
  app.post('/internal/clients/look-up', express.json(), (_req, res) => {
    credentials.lookedUp++;
    res.json({ clients: [client()] });
  });
  app.get('/internal/clients/changes', (_req, res) => {
    const sign = () => credentials.silent || res.write('\n');
    sign();
    const beat = setInterval(sign, 100);
    credentials.streams.add(res);
    res.once('close', () => credentials.streams.delete(res) && clearInterval(beat));
  });
}

let stand: TestGateway;
let token: string;

beforeEach(async () => {
  credentials.state = 'ACTIVE';
  stand = await startTestGateway({ credentialsRoutes });
  token = await newToken();
});
afterEach(() => {
  for (const stream of credentials.streams) stream.end();
  return stand[Symbol.asyncDispose]();
});

async function oauth(path: string, form: Record<string, string>): Promise<globalThis.Response> {
  const body = new URLSearchParams({ client_id: CLIENT_ID, client_secret: 'secret', ...form });
  return fetch(`${stand.gateway.url}/oauth/${path}`, { method: 'POST', body });
}

async function newToken(): Promise<string> {
  const answer = await oauth('token', { grant_type: 'client_credentials' });
  return ((await answer.json()) as { access_token: string }).access_token;
}

async function statusAt(url = stand.gateway.url): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
  await answer.text();
  return answer.status;
}

async function lookUpsOf(uses: number): Promise<number> {
  const before = credentials.lookedUp;
  for (let use = 0; use < uses; use++) expect(await statusAt()).toBe(200);
  return credentials.lookedUp - before;
}

async function openSocket(url = stand.gateway.url): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    headers: { authorization: `Bearer ${token}` },
  });
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  return socket;
}

it('is looked up once while changes are heard of, and each time while there is silence', async () => {
  await vi.waitUntil(async () => (await lookUpsOf(10)) <= 1, SOON);
  credentials.silent = true;
  await vi.waitUntil(async () => (await lookUpsOf(3)) === 3, SOON);
  credentials.silent = false;
  await vi.waitUntil(async () => (await lookUpsOf(10)) <= 1, SOON);
});

it('is refused, and its socket closed, as soon as its credential is suspended', async () => {
  await vi.waitUntil(async () => (await lookUpsOf(10)) <= 1, SOON);
  const socket = await openSocket();
  const closed = once(socket, 'close');
  credentials.changes('SUSPENDED');
  expect((await closed)[0]).toBe(4403);
  expect(await statusAt()).toBe(401);
});

it('whose credential was suspended while nothing was heard of it is found when it is heard of again', async () => {
  await vi.waitUntil(async () => (await lookUpsOf(10)) <= 1, SOON);
  const closed = once(await openSocket(), 'close');
  credentials.state = 'SUSPENDED';
  for (const stream of credentials.streams) stream.destroy();
  expect((await closed)[0]).toBe(4403);
});

it('stays good for what changes of another, and for a change that leaves it good', async () => {
  const socket = await openSocket();
  let open = true;
  socket.once('close', () => {
    open = false;
  });
  const before = credentials.lookedUp;
  await vi.waitUntil(() => credentials.streams.size > 0, SOON);
  credentials.changes('ACTIVE');
  await vi.waitUntil(() => credentials.lookedUp > before, SOON);
  expect(await statusAt()).toBe(200);
  expect(open).toBe(true);
  socket.close();
});

it('that is revoked at one gateway ends at every other', async () => {
  const [port = 0, reviewerPort = 0] = await freePorts(2);
  await using other = await startGateway({ ...stand.config, port, reviewerPort });
  expect(await statusAt(other.url)).toBe(200);
  const closed = once(await openSocket(other.url), 'close');
  expect((await oauth('revoke', { token })).status).toBe(200);
  expect(await statusAt()).toBe(401);
  expect((await closed)[0]).toBe(4403);
  expect(await statusAt(other.url)).toBe(401);
});
