import { once } from 'node:events';
import { TEAM_TOKEN_PREFIX } from '@portal/domain';
import { drawAccessToken, hashOfAccessToken } from '@portal/service-kit/identity';
import express, { type Express, type Response } from 'express';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { askGraph, TestSocket } from '../testing/graph-client.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

const SOON = { timeout: 15_000, interval: 20 };
const ID = '019a0000-0000-7000-8000-000000000001';
const TEAM = '019a0000-0000-7000-8000-000000000002';

/** What credentials answers of the tokens that it has, and whom it tells of changes. */
const credentials = {
  tokens: new Map<string, object>(),
  status: 200,
  asked: [] as { hashes: string[]; used: boolean }[],
  streams: new Set<Response>(),
  changed(tokenId: string) {
    for (const stream of this.streams) stream.write(`${JSON.stringify({ tokenId })}\n`);
  },
};

function credentialsRoutes(app: Express): void {
  app.post('/internal/team-tokens/look-up', express.json(), (req, res) => {
    credentials.asked.push(req.body);
    if (credentials.status !== 200) return void res.sendStatus(credentials.status);
    const tokens = (req.body.hashes as string[]).flatMap((hash) => credentials.tokens.get(hash) ?? []);
    res.json({ tokens });
  });
  app.get('/internal/team-tokens/changes', (_req, res) => {
    res.write('\n');
    const beat = setInterval(() => res.write('\n'), 100);
    credentials.streams.add(res);
    res.once('close', () => credentials.streams.delete(res) && clearInterval(beat));
  });
}

let now = Date.now();
let stand: TestGateway;
beforeAll(async () => {
  stand = await startTestGateway({ credentialsRoutes, now: () => new Date(now) });
});
afterAll(() => {
  for (const stream of credentials.streams) stream.end();
  return stand[Symbol.asyncDispose]();
});
beforeEach(() => {
  credentials.tokens.clear();
  credentials.status = 200;
});

/** A token that credentials has. */
function drawn(facts: object = {}): string {
  const token = drawAccessToken(TEAM_TOKEN_PREFIX);
  const hash = hashOfAccessToken(token);
  const expiresAt = new Date(now + 3_600_000).toISOString();
  const whole = { id: ID, teamId: TEAM, name: 'token Painel', scopes: ['requests:read'], allowedIps: [], expiresAt };
  credentials.tokens.set(hash, { hash, ...whole, ...facts });
  return token;
}

const ask = (token: string) =>
  askGraph(stand.gateway.url, '{ viewer { name } }', { headers: { authorization: `Bearer ${token}` } });
const statusOf = async (token: string) => (await ask(token)).status;
const socketOf = (token: string) => TestSocket.open(stand.gateway.url, undefined, { authorization: `Bearer ${token}` });

it('is a program of its team, and nobody’s account', async () => {
  const token = drawn({ scopes: ['requests:read', 'made:up'] });
  expect((await ask(token)).data.viewer).toEqual({ name: 'token Painel' });
  expect(stand.subgraphs.callers.at(-1)).toMatchObject({
    kind: 'person',
    id: ID,
    name: 'token Painel',
    email: null,
    roles: ['INTEGRATOR'],
    assuranceLevel: 'BRONZE',
    ofTeam: TEAM,
  });
  expect(credentials.asked.at(-1)).toEqual({ hashes: [hashOfAccessToken(token)], used: true });
});

it('is refused where nobody has it, it ended, or it comes from elsewhere; what is no token costs no question', async () => {
  expect(await statusOf(drawAccessToken(TEAM_TOKEN_PREFIX))).toBe(401);
  const short = drawn({ expiresAt: new Date(now + 1_000).toISOString() });
  expect(await statusOf(short)).toBe(200);
  now += 1_000;
  expect(await statusOf(short)).toBe(401);
  expect(await statusOf(drawn({ allowedIps: ['200.130.0.0/24'] }))).toBe(401);
  expect(await statusOf(drawn({ allowedIps: ['127.0.0.0/8', '::1/128'] }))).toBe(200);
  const before = credentials.asked.length;
  expect(await statusOf(`${TEAM_TOKEN_PREFIX}x`)).toBe(401);
  expect(credentials.asked).toHaveLength(before);
});

it('is looked up once while changes are heard, and no more once it changed', async () => {
  const token = drawn();
  const lookUpsOf = async (uses: number) => {
    const before = credentials.asked.length;
    for (let use = 0; use < uses; use++) expect(await statusOf(token)).toBe(200);
    return credentials.asked.length - before;
  };
  await expect.poll(() => lookUpsOf(10), SOON).toBeLessThanOrEqual(1);
  credentials.tokens.clear();
  credentials.changed(ID);
  await expect.poll(() => statusOf(token), SOON).toBe(401);
});

it('that ended closes its socket, asked about until it is answered, and that of no other', async () => {
  const [token, other] = [drawn(), drawn({ id: '019a0000-0000-7000-8000-000000000003' })];
  const [ended, stays] = [await socketOf(token), await socketOf(other)];
  await expect.poll(() => credentials.streams.size, SOON).toBe(1);
  credentials.tokens.delete(hashOfAccessToken(token));
  credentials.status = 500;
  const before = credentials.asked.length;
  credentials.changed(ID);
  await expect.poll(() => credentials.asked.length - before, SOON).toBeGreaterThanOrEqual(2);
  expect(ended.socket.readyState).toBe(ended.socket.OPEN);
  credentials.status = 200;
  expect(await ended.closed).toBe(4403);
  // To look is no use.
  expect(credentials.asked.at(-1)).toMatchObject({ used: false });
  expect(stays.socket.readyState).toBe(stays.socket.OPEN);
  stays.socket.close();
});

it('that ended while nothing was heard is found when changes are heard of again', async () => {
  const token = drawn();
  const socket = await socketOf(token);
  await expect.poll(() => credentials.streams.size, SOON).toBe(1);
  credentials.tokens.clear();
  const [stream] = credentials.streams;
  const gone = stream && once(stream, 'close');
  stream?.destroy();
  await gone;
  expect(await socket.closed).toBe(4403);
  expect(await statusOf(token)).toBe(401);
});

it('is no wrong token while credentials cannot be asked about it', async () => {
  for (const status of [500, 401]) {
    credentials.status = status;
    expect(await statusOf(drawn())).toBeGreaterThanOrEqual(500);
  }
});
