import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { securityLog } from './security-events.ts';
import { askGraph, TestSocket } from './testing/graph-client.ts';
import { type ReadLog, readLog } from './testing/read-log.ts';
import { startTestGateway, type TestGateway } from './testing/test-gateway.ts';

let stand: TestGateway;
let url: string;
let cookie: string;
let person: string;
let log: ReadLog;
beforeAll(async () => {
  stand = await startTestGateway({ config: { trustedProxies: ['127.0.0.1', '::1'] } });
  url = stand.gateway.url;
  cookie = (await stand.signedIn('bruno')).cookieFor(url);
  person = `person ${(await askGraph(url, '{ viewer { id } }', { cookie })).data.viewer.id}`;
  log = readLog(securityLog);
});
afterAll(async () => {
  log[Symbol.dispose]();
  await stand[Symbol.asyncDispose]();
});
let before: number;
beforeEach(() => {
  before = log.lines().length;
});

const told = () =>
  log
    .lines()
    .slice(before)
    .map(({ who, code, what }) => [who, code, what]);
/** An address of which no other test makes lines: of one there are so many in a minute, and the process has one log. */
const from = (last: number) => ({ 'x-forwarded-for': `198.51.100.${last}` });
const FORBIDDEN = '{ quem: ministryPeople { email } }';

it('tells who was refused over HTTP, once', async () => {
  await askGraph(url, FORBIDDEN, { cookie });
  await askGraph(url, FORBIDDEN, { cookie });
  expect(told()).toEqual([[person, 'FORBIDDEN', 'ministryPeople']]);
});

it('tells it of a WebSocket and of a stream of events', async () => {
  const socket = await TestSocket.open(url, cookie);
  socket.subscribe('1', '{ secondFactor { required } }');
  await socket.next(({ id }) => id === '1');
  socket.subscribe('2', '{ nothing }');
  await socket.next(({ id }) => id === '2');
  socket.socket.close();
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream', cookie };
  const body = JSON.stringify({
    query: 'mutation { resetSecurityKeys(email: "ana@laboratorio.example") { problems { code } } }',
  });
  await (await fetch(`${url}/graphql`, { method: 'POST', headers, body })).text();
  expect(told()).toEqual([
    [person, 'FORBIDDEN', 'secondFactor'],
    [person, 'GRAPHQL_VALIDATION_FAILED', 'a document'],
    [person, 'FORBIDDEN', 'resetSecurityKeys'],
  ]);
  expect(log.text()).not.toContain('laboratorio');
});

it('tells it of tokens that are not good, of scopes, and of files', async () => {
  await askGraph(url, '{ viewer { id } }', { headers: { ...from(1), authorization: 'Bearer made-up' } });
  const make = 'mutation { createPersonalAccessToken(input: { name: "x", scopes: ["requests:read"] }) { token } }';
  const { token } = (await askGraph(url, make, { cookie })).data.createPersonalAccessToken;
  const authorization = `Bearer ${token}`;
  await askGraph(url, '{ personalAccessTokens { id } }', { headers: { ...from(1), authorization } });
  await (await fetch(`${url}/evidence/unknown`, { headers: { ...from(1), cookie } })).text();
  // Of a file it is told once the answer is sent.
  await expect
    .poll(() => told().filter(([, code]) => code))
    .toEqual([
      ['nobody', 'UNAUTHENTICATED', 'a token'],
      [person.replace('person', 'token'), 'FORBIDDEN', 'personalAccessTokens'],
      [person, 'NOT_FOUND', 'GET /evidence/ID'],
    ]);
  expect(log.text()).not.toContain(token);
});

it('tells of each who is not signed in by where they are, over every way in, and names none', async () => {
  for (const headers of [from(2), from(3), from(2)]) {
    await askGraph(url, '{ quem: ministryPeople { email } }', { headers });
    await askGraph(url, '{ viewer { id } }', { headers: { ...headers, authorization: 'Bearer made-up' } });
    await (await fetch(`${url}/evidence/unknown`, { headers })).text();
  }
  const each = ['ministryPeople', 'a token', 'GET /evidence/ID'].map((what) => ['nobody', 'UNAUTHENTICATED', what]);
  await expect.poll(told).toEqual([...each, ...each]);
  expect(log.text()).not.toContain('198.51');
});

it('tells of what is not one’s own as of what there is not', async () => {
  const end = 'mutation { endSession(sessionId: "another") { problems { code } } }';
  await askGraph(url, end, { cookie });
  expect(told()).toEqual([[person, 'NOT_FOUND', 'endSession']]);
});
