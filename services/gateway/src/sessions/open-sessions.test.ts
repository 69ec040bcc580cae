import { createHash } from 'node:crypto';
import { quickest } from '@portal/service-kit/testing';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway } from '../gateway.ts';
import { securityLog } from '../security-events.ts';
import { TestBrowser } from '../testing/browser.ts';
import { askGraph, TestSocket } from '../testing/graph-client.ts';
import { readLog } from '../testing/read-log.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';
import type { OpenSession } from './open-sessions.ts';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0';

let stand: TestGateway;
let url: string;
beforeAll(async () => {
  stand = await startTestGateway();
  url = stand.gateway.url;
});
afterAll(() => stand[Symbol.asyncDispose]());

const LIST = '{ openSessions { sessionId browser system atReview startedAt lastUsedAt endsAt current } }';
const listOf = async (cookie: string, at = url): Promise<OpenSession[]> =>
  (await askGraph(at, LIST, { cookie })).data.openSessions;
const END = `mutation ($sessionId: ID!) {
  endSession(sessionId: $sessionId) { openSessions { sessionId } problems { code path } }
}`;
const end = async (cookie: string, sessionId: string | undefined) =>
  (await askGraph(url, END, { cookie, variables: { sessionId } })).data.endSession;
const isIn = async (cookie: string, at = url) =>
  (await askGraph(at, '{ viewer { id } }', { cookie })).data.viewer !== null;

/** Signs in as a browser that says what it is. */
async function signedInBy(name: string, userAgent: string, at = url): Promise<string> {
  const browser = new TestBrowser({ 'user-agent': userAgent });
  await browser.visit(`${at}/login?as=${name}&returnTo=/healthz`);
  return browser.cookieFor(at);
}

it('shows a person each of their sessions, the one that asks first, and ends one of them', async () => {
  const { reviewerUrl } = stand.gateway;
  const there = await signedInBy('davi', FIREFOX, reviewerUrl);
  const here = await signedInBy('davi', 'made-up/1.0 (nobody)');
  const sessions = await listOf(here);
  expect(sessions).toMatchObject([
    { current: true, browser: null, system: null, atReview: false },
    { current: false, browser: 'Firefox', system: 'Windows', atReview: true },
  ]);
  for (const { startedAt, lastUsedAt, endsAt } of sessions) {
    expect(new Date(lastUsedAt).getTime()).toBeGreaterThanOrEqual(new Date(startedAt).getTime());
    expect(new Date(endsAt).getTime()).toBeGreaterThan(Date.now());
  }
  expect(await end(here, sessions[1]?.sessionId)).toEqual({
    openSessions: [{ sessionId: sessions[0]?.sessionId }],
    problems: [],
  });
  expect(await isIn(there, reviewerUrl)).toBe(false);
  expect(await isIn(here)).toBe(true);
  expect((await end(here, sessions[1]?.sessionId)).problems).toEqual([{ code: 'NOT_FOUND', path: ['sessionId'] }]);
});

it('closes the WebSockets of the one that is ended, at another gateway too, within a second', async () => {
  await using second = await startGateway({ ...stand.config, port: 0, reviewerPort: 0, metricsPort: 0 });
  const here = (await stand.signedIn('ana')).cookieFor(url);
  const took = await quickest(1_000, async () => {
    const cookie = await signedInBy('ana', FIREFOX);
    const there = cookie.replace(/portal_session_\d+/, `portal_session_${new URL(second.url).port}`);
    const socket = await TestSocket.open(second.url, there);
    const ended = (await listOf(here)).find(({ browser }) => browser === 'Firefox');
    const started = performance.now();
    expect((await end(here, ended?.sessionId)).problems).toEqual([]);
    expect(await socket.closed).toBe(4403);
    const milliseconds = performance.now() - started;
    expect(await isIn(there, second.url)).toBe(false);
    return milliseconds;
  });
  expect(took).toBeLessThan(1_000);
});

it('ends all but the one that asks, and says so in the log by names that open nothing', async () => {
  const others = [await signedInBy('fabio', FIREFOX), await signedInBy('fabio', FIREFOX, stand.gateway.reviewerUrl)];
  const here = (await stand.signedIn('fabio')).cookieFor(url);
  const bruno = (await stand.signedIn('bruno')).cookieFor(url);
  using log = readLog(securityLog);
  const { data } = await askGraph(
    url,
    'mutation { endOtherSessions { endedSessions openSessions { current } problems { code } } }',
    { cookie: here },
  );
  expect(data.endOtherSessions).toEqual({ endedSessions: 2, openSessions: [{ current: true }], problems: [] });
  expect(await Promise.all([isIn(others[0] ?? ''), isIn(others[1] ?? '', stand.gateway.reviewerUrl)])).toEqual([
    false,
    false,
  ]);
  expect(await Promise.all([isIn(here), isIn(bruno)])).toEqual([true, true]);
  expect(log.lines()).toMatchObject([{ sessions: 2, msg: 'all other sessions were ended by their person' }]);
});

it('neither shows nor ends another’s, and is for a person in a browser alone', async () => {
  const iara = (await stand.signedIn('iara')).cookieFor(url);
  const gilda = (await stand.signedIn('gilda')).cookieFor(url);
  const [hers] = await listOf(iara);
  expect((await listOf(gilda)).map(({ sessionId }) => sessionId)).not.toContain(hers?.sessionId);
  const asks = [hers?.sessionId, 'x', '', '%', 'A'.repeat(16), "' or '1'='1"];
  for (const sessionId of asks)
    expect((await end(gilda, sessionId)).problems).toEqual([{ code: 'NOT_FOUND', path: ['sessionId'] }]);
  expect(await isIn(iara)).toBe(true);
  expect((await askGraph(url, LIST)).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  const made = await askGraph(
    url,
    'mutation { createPersonalAccessToken(input: { name: "x", scopes: ["requests:read"] }) { token } }',
    { cookie: iara },
  );
  const headers = { authorization: `Bearer ${made.data.createPersonalAccessToken.token}` };
  for (const query of [LIST, 'mutation { endOtherSessions { endedSessions } }'])
    expect((await askGraph(url, query, { headers })).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});

it('shows the hundred that were used last and the one that asks, and counts none that is over though not yet swept', async () => {
  const here = (await stand.signedIn('clara')).cookieFor(url);
  await using opened = new AsyncDisposableStack();
  const database = opened.adopt(new pg.Client({ connectionString: stand.config.databaseOwnerUrl }), (it) => it.end());
  await database.connect();
  const id = here.slice(here.indexOf('=') + 1);
  const own = createHash('sha256').update(id).digest('base64url');
  const add = (begin: string, count: number, hoursAgo: number) =>
    database.query(
      `insert into sessions (id_hash, person_id, created_at, last_seen_at, asked_anew)
       select $1 || n, person_id, now(), now() + interval '1 hour' - $3 * interval '1 hour', false
         from generate_series(1, $2) n, (select person_id from sessions where id_hash = $4) own`,
      [begin, count, hoursAgo, own],
    );
  await add('clara-open-', 105, 0);
  await add('clara-over-', 7, 12);
  const shown = await listOf(here);
  expect([shown.length, shown[0]?.current]).toEqual([100, true]);
  expect(shown.every(({ sessionId }, index) => index === 0 || sessionId.startsWith('clara-open-'))).toBe(true);
  const { data } = await askGraph(url, 'mutation { endOtherSessions { endedSessions openSessions { current } } }', {
    cookie: here,
  });
  expect(data.endOtherSessions).toEqual({ endedSessions: 105, openSessions: [{ current: true }] });
});
