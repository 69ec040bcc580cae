import { once } from 'node:events';
import { formatAccessToken } from '@portal/domain';
import { recordStatements } from '@portal/service-kit/database';
import { quickest } from '@portal/service-kit/testing';
import { parseList, type Token } from 'structured-headers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { BUDGETS, type BudgetLimits } from '../budget-limits.ts';
import { startGateway } from '../gateway.ts';
import { askGraph, TestSocket, upgradeStatus } from '../testing/graph-client.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

const SMALL: BudgetLimits = {
  ...BUDGETS,
  anonymous: { burst: 100, perMinute: 60 },
  person: { burst: 100, perMinute: 60 },
};
const TEN = '{ requests(first: 10) { id } }';
const CATALOGUE = '{ portfolios { slug } }';

let now = Date.now();
let addresses = 0;
let here: Record<string, string>;
let stand: TestGateway;
let url: string;
beforeAll(async () => {
  stand = await startTestGateway({
    now: () => new Date(now),
    config: { budgetLimits: SMALL, trustedProxies: ['127.0.0.0/8', '::1'] },
  });
  url = stand.gateway.url;
});
afterAll(() => stand[Symbol.asyncDispose]());
beforeEach(fromElsewhere);

/** Goes on from an address from which nobody has asked before. */
function fromElsewhere(): void {
  addresses += 1;
  here = from(`200.130.0.${addresses}`);
}

function post(query: string, headers: Record<string, string> = {}, at = url): Promise<Response> {
  return fetch(`${at}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...here, ...headers },
    body: JSON.stringify({ query }),
  });
}

// biome-ignore lint/suspicious/noExplicitAny: the shape is the query's
const answerOf = async (response: Promise<Response>) => (await response).json() as Promise<any>;
const costOf = async (response: Promise<Response>) => (await answerOf(response)).extensions.cost;
const from = (address: string) => ({ 'x-forwarded-for': address });

/** What a structured header says: its policy and parameters. */
function said(response: Response, name: string): [unknown, Record<string, unknown>] {
  const [item] = parseList(response.headers.get(name) ?? '');
  return [item?.[0] as Token, Object.fromEntries(item?.[1] ?? [])];
}

describe('each answer', () => {
  it('says what it cost and what is left, in its extensions and in headers', async () => {
    const response = await post(TEN);
    expect(said(response, 'ratelimit-policy')).toEqual(['anonymous', { q: 100, w: 100 }]);
    expect(said(response, 'ratelimit')).toEqual(['anonymous', { r: 90, t: 10 }]);
    expect(response.headers.get('retry-after')).toBeNull();
    expect(((await response.json()) as { extensions: unknown }).extensions).toEqual({
      cost: { requested: 10, remaining: 90, resetAt: new Date(now + 10_000).toISOString() },
    });
  });

  it('costs the least where nothing was run', async () => {
    for (const query of ['{', '{ nothing }', '', 'subscription { mine { cursor } }']) {
      expect((await costOf(post(query))).requested).toBe(1);
    }
    expect((await costOf(post('{ viewer { id } }'))).remaining).toBe(95);
    const notJson = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...here },
      body: '{ not json',
    });
    expect(said(notJson, 'ratelimit')[1]).toEqual({ r: 94, t: 6 });
  });

  it('tells it to programs of other pages', async () => {
    const exposed = (await post(TEN, { origin: 'https://painel.example' })).headers.get(
      'access-control-expose-headers',
    );
    expect(exposed).toContain('ratelimit,ratelimit-policy');
  });

  it('is the same as a field', async () => {
    const { data } = await answerOf(post('{ rateLimit { policy limit cost remaining resetAt windowSeconds } }'));
    expect(data.rateLimit).toEqual({
      policy: 'anonymous',
      limit: 100,
      cost: 1,
      remaining: 99,
      resetAt: new Date(now + 1_000).toISOString(),
      windowSeconds: 100,
    });
  });

  it('that caches may keep for all says nothing of it, and is paid for all the same', async () => {
    const response = await fetch(`${url}/graphql?query=${encodeURIComponent(CATALOGUE)}`, { headers: here });
    expect(response.headers.get('cache-control')).toContain('public');
    expect(response.headers.get('ratelimit')).toBeNull();
    expect(response.headers.get('ratelimit-policy')).toBeNull();
    expect(await response.json()).not.toHaveProperty('extensions');
    expect((await costOf(post('{ viewer { id } }'))).remaining).toBe(89);
  });

  it('of one read for a crowd is paid by each of it', async () => {
    stand.subgraphs.callers.length = 0;
    const answers = await Promise.all(Array.from({ length: 5 }, () => costOf(post(CATALOGUE))));
    expect(stand.subgraphs.callers.length).toBeLessThan(5);
    expect(answers.map(({ requested }) => requested)).toEqual([10, 10, 10, 10, 10]);
    expect((await costOf(post('{ viewer { id } }'))).remaining).toBe(49);
  });
});

describe('a budget that is spent', () => {
  it('is 429 with Retry-After, and nothing is run', async () => {
    stand.subgraphs.callers.length = 0;
    const responses = await Promise.all(Array.from({ length: 30 }, () => post(TEN)));
    const refused = responses.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(20);
    expect(stand.subgraphs.callers).toHaveLength(10);
    for (const response of refused) {
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(await response.json()).toMatchObject({
        errors: [{ extensions: { code: 'RATE_LIMITED', retryAfter: expect.any(Number) } }],
        extensions: { cost: { remaining: 0 } },
      });
    }
  });

  it('is counted in the metrics, on whatever way it was met', async () => {
    const counted = async () =>
      Number(
        /^rate_limited_total\{policy="anonymous"\} (\d+)$/m.exec(
          await (await fetch(`${stand.gateway.metricsUrl}/metrics`)).text(),
        )?.[1],
      );
    const before = await counted();
    const socket = await TestSocket.open(url, undefined, { origin: url, ...here });
    await Promise.all(Array.from({ length: 12 }, () => post(TEN)));
    expect(await counted()).toBe(before + 2);
    await fetch(`${url}/graphql?query=${encodeURIComponent(CATALOGUE)}`, { headers: here });
    await fetch(`${url}/evidence/1`, { headers: here });
    socket.subscribe('1', TEN);
    await socket.next(({ type }) => type === 'error');
    socket.socket.close();
    expect(await counted()).toBe(before + 5);
  });

  it('comes back with time, when it said so', async () => {
    await Promise.all(Array.from({ length: 10 }, () => post(TEN)));
    now += 5_000;
    const refused = await post(TEN);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect((await costOf(post('{ viewer { id } }'))).remaining).toBe(4);
    now += 6_000;
    expect((await post(TEN)).status).toBe(200);
    now += 3_600_000;
    expect((await costOf(post(TEN))).remaining).toBe(90);
  });

  it('is told in the format that was asked for', async () => {
    await Promise.all(Array.from({ length: 10 }, () => post(TEN)));
    const { headers, status } = await post(TEN, { accept: 'application/graphql-response+json' });
    expect([status, headers.get('content-type')]).toEqual([429, 'application/graphql-response+json; charset=utf-8']);
  });

  it('holds for the catalogue by GET too, which no cache then keeps', async () => {
    await Promise.all(Array.from({ length: 10 }, () => post(TEN)));
    const response = await fetch(`${url}/graphql?query=${encodeURIComponent(CATALOGUE)}`, { headers: here });
    expect([response.status, response.headers.get('cache-control')]).toEqual([429, 'no-store']);
  });

  it('is each caller’s own: a person’s, and each address’s, of which IPv6 has one for 64 bits', async () => {
    const cookie = (await stand.signedIn('bruno')).cookieFor(url);
    await Promise.all(Array.from({ length: 10 }, () => post(TEN, from('2001:db8:1:2::1'))));
    expect((await post(TEN, from('2001:db8:1:2:ffff::9'))).status).toBe(429);
    expect((await post(TEN, from('2001:db8:1:3::1'))).status).toBe(200);
    expect((await post(TEN, from('189.9.0.1'))).status).toBe(200);
    const hers = await post(TEN, { ...from('2001:db8:1:2::1'), cookie });
    expect(hers.status).toBe(200);
    expect(said(hers, 'ratelimit-policy')[0]).toBe('person');
  });
});

describe('a token that is not good', () => {
  const bad = { authorization: `Bearer ${formatAccessToken('x'.repeat(30))}` };

  it('is paid for by the address that sent it, over HTTP', async () => {
    const refused = await post(TEN, bad);
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer error="invalid_token"']);
    expect(said(refused, 'ratelimit')).toEqual(['anonymous', { r: 99, t: 1 }]);
    const file = await fetch(`${url}/evidence`, { method: 'POST', headers: { ...here, ...bad }, body: 'x' });
    expect([file.status, said(file, 'ratelimit')]).toEqual([401, ['anonymous', { r: 98, t: 2 }]]);
    expect((await costOf(post('{ viewer { id } }'))).remaining).toBe(97);
    const responses = await Promise.all(Array.from({ length: 100 }, () => post(TEN, bad)));
    expect(responses.filter(({ status }) => status === 401)).toHaveLength(97);
    for (const response of responses.filter(({ status }) => status !== 401)) {
      expect([response.status, response.headers.get('retry-after')]).toEqual([429, '1']);
    }
    const spent = await fetch(`${url}/evidence`, { method: 'POST', headers: { ...here, ...bad }, body: 'x' });
    expect(spent.status).toBe(429);
  });

  it('is paid for so on a WebSocket, with the upgrade and after it', async () => {
    expect(await upgradeStatus(url, { ...here, ...bad })).toBe(401);
    expect((await costOf(post('{ viewer { id } }'))).remaining).toBe(98);
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws', { headers: here });
    const closed = once(socket, 'close');
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: bad }));
    expect((await closed)[0]).toBe(4403);
    expect((await costOf(post('{ viewer { id } }'))).remaining).toBe(96);
    await Promise.all(Array.from({ length: 96 }, () => post('{ viewer { id } }')));
    expect(await upgradeStatus(url, { ...here, ...bad })).toBe(429);
  });

  it('takes nothing from who comes with a good one from there', async () => {
    await Promise.all(Array.from({ length: 100 }, () => post(TEN, bad)));
    const cookie = (await stand.signedIn('fabio')).cookieFor(url);
    expect((await post(TEN, { cookie })).status).toBe(200);
  });
});

describe('an operation that is too large', () => {
  it('is refused before any of it is run, with its cost and the limit', async () => {
    stand.subgraphs.callers.length = 0;
    const response = await post('{ requests(first: 1000000) { id } }');
    expect(response.status).toBe(400);
    const { errors, data, extensions } = await answerOf(Promise.resolve(response));
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: 'OPERATION_TOO_EXPENSIVE', cost: 1_000_000, limit: 100 } }]);
    expect(errors[0].message).toContain('1.000.000');
    expect(extensions.cost).toMatchObject({ requested: 1, remaining: 99 });
    expect(stand.subgraphs.callers).toHaveLength(0);
  });
});

describe('several gateways', () => {
  const second = () => startGateway({ ...stand.config, port: 0, reviewerPort: 0, metricsPort: 0 }, () => new Date(now));

  it('on one database see each other’s spending within a second', async () => {
    await using other = await second();
    const took = await quickest(1_000, async () => {
      fromElsewhere();
      await post(TEN);
      await post('{ viewer { id } }', {}, other.url);
      await Promise.all(Array.from({ length: 5 }, () => post(TEN)));
      const started = performance.now();
      // What is asked there is paid for as well, a point each time.
      let asked = 1;
      const seen = async () => {
        asked += 1;
        return (await costOf(post('{ __typename }', {}, other.url))).remaining + asked;
      };
      await expect.poll(seen, { interval: 100 }).toBe(40);
      return performance.now() - started;
    });
    expect(took).toBeLessThan(1_000);
  });

  it('that start anew remember what is owed', async () => {
    const first = await second();
    await Promise.all(Array.from({ length: 8 }, () => post(TEN, {}, first.url)));
    await first[Symbol.asyncDispose]();
    await using again = await second();
    expect((await costOf(post('{ viewer { id } }', {}, again.url))).remaining).toBe(19);
  });
});

it('asks the database no more for a hundred operations than for one', async () => {
  const cookie = (await stand.signedIn('clara')).cookieFor(url);
  await post('{ viewer { id } }', { cookie });
  using recorded = recordStatements();
  const started = performance.now();
  for (let time = 0; time < 90; time += 1) expect((await post('{ viewer { id } }', { cookie })).status).toBe(200);
  // What was spent is brought there five times a second, however much it is.
  const fifths = (performance.now() - started) / 200;
  const ofBudgets = recorded.statements.filter((sql) => sql.includes('budgets'));
  expect(ofBudgets.length).toBeLessThan(fifths + 2);
  expect(recorded.count - ofBudgets.length).toBeLessThan(10);
});

describe('on a WebSocket', () => {
  it('operations say what they cost, and are refused like any other', async () => {
    const cookie = (await stand.signedIn('ana')).cookieFor(url);
    const socket = await TestSocket.open(url, cookie);
    socket.subscribe('1', TEN);
    expect(await socket.next(({ id, type }) => id === '1' && type === 'next')).toMatchObject({
      data: { requests: expect.any(Array) },
      extensions: { cost: { requested: 10, remaining: 90 } },
    });
    await Promise.all(Array.from({ length: 8 }, () => post(TEN, { cookie })));
    socket.subscribe('line', 'subscription { mine { cursor } }');
    await expect.poll(() => stand.subgraphs.subscribed).toBe(1);
    socket.subscribe('2', TEN);
    expect(await socket.next(({ id, type }) => id === '2' && type === 'error')).toMatchObject([
      { extensions: { code: 'RATE_LIMITED', retryAfter: 5 } },
    ]);
    stand.subgraphs.announce('Ana Souza');
    expect(await socket.next(({ id, type }) => id === 'line' && type === 'next')).toEqual({
      data: { mine: { cursor: '1' } },
    });
    socket.subscribe('3', '{ requests(first: 20000) { id } }');
    expect(await socket.next(({ id, type }) => id === '3' && type === 'error')).toMatchObject([
      { extensions: { code: 'OPERATION_TOO_EXPENSIVE', limit: 100 } },
    ]);
    now += 10_000;
    socket.subscribe('4', TEN);
    await socket.next(({ id, type }) => id === '4' && type === 'next');
    socket.socket.close();
  });
});

describe('the endpoints beside the graph', () => {
  it('have their price, in headers, and are refused in their own format', async () => {
    const cookie = (await stand.signedIn('davi')).cookieFor(url);
    const send = () => fetch(`${url}/evidence`, { method: 'POST', headers: { cookie, origin: url }, body: 'x' });
    const first = await send();
    expect(first.status).toBe(415);
    expect(said(first, 'ratelimit')).toEqual(['person', { r: 50, t: 50 }]);
    await send();
    const refused = await send();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('50');
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(await refused.json()).toMatchObject({ code: 'RATE_LIMITED', status: 429, title: 'Muitos pedidos' });
    expect((await askGraph(url, '{ viewer { id } }', { cookie })).status).toBe(429);
  });
});
