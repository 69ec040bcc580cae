import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

let stand: TestGateway;
let url: string;
beforeAll(async () => {
  stand = await startTestGateway({ config: { trustedProxies: ['127.0.0.1', '::1', '::ffff:127.0.0.1'] } });
  url = stand.gateway.url;
});
afterAll(() => stand[Symbol.asyncDispose]());

const open = new Set<Socket>();
afterEach(() => {
  for (const socket of open) socket.destroy();
  open.clear();
});

/** Begins to send a body, and goes no further. */
function begin(path: string, headers: Record<string, string>): { socket: Socket; answer: Promise<string> } {
  const { port, host } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  open.add(socket);
  socket.on('error', () => {});
  const lines = Object.entries({ host, 'content-length': '100000', ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  socket.write(`POST ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n{`);
  return { socket, answer: once(socket, 'data').then(([data]) => String(data)) };
}

const JSON_BODY = { 'content-type': 'application/json' };
const FORM_FIELDS = { 'content-type': 'application/x-www-form-urlencoded' };
const FORM = { 'content-type': 'multipart/form-data; boundary=x', 'apollo-require-preflight': 'true' };

/** Begins so many, each when the gateway has the one before: it refuses none of them. */
async function beginAll(count: number, start: (index: number) => ReturnType<typeof begin>) {
  const begun = Array.from({ length: count }, (_, index) => start(index));
  await Promise.all(begun.map(({ socket }) => once(socket, 'connect')));
  return begun;
}

it('one person holds ten uploads at once, over whatever they send, and then as many again', async () => {
  const cookie = (await stand.signedIn('ana')).cookieFor(url);
  const from = (index: number) => ({ 'x-forwarded-for': `200.130.0.${index}` });
  const begun = await beginAll(12, (index) => begin('/evidence?accessRequest=1', { ...FORM, cookie, ...from(index) }));
  const refused = new Set<number>();
  begun.forEach(({ answer }, index) => void answer.then((text) => text.includes(' 429 ') && refused.add(index)));
  await expect.poll(() => refused.size).toBeGreaterThanOrEqual(2);
  const [first] = [...refused];
  const told = await begun[first ?? 0]?.answer;
  expect(told).toMatch(/retry-after: 5\r\n[\s\S]*application\/problem\+json[\s\S]*"code":"RATE_LIMITED"/i);
  const graph = await begin('/graphql', { ...JSON_BODY, cookie, ...from(99) }).answer;
  expect(graph).toMatch(/ 429 [\s\S]*"errors":\[\{"message":"Muitos envios/);

  for (const { socket } of begun) socket.destroy();
  const asked = () =>
    fetch(`${url}/certificate`, {
      method: 'POST',
      body: 'x'.repeat(100_000),
      headers: { ...FORM, cookie, ...from(50) },
    });
  await expect.poll(async () => (await asked()).status).not.toBe(429);
});

it('one address holds a hundred bodies at once, and keeps nobody else out', async () => {
  const here = { ...JSON_BODY, 'x-forwarded-for': '200.130.1.1' };
  const begun = await beginAll(101, () => begin('/oauth/token', { ...here, ...FORM_FIELDS }));
  const answer = await Promise.race(begun.map((one) => one.answer));
  expect(answer).toMatch(/ 429 [\s\S]*da sua rede/);
  const query = JSON.stringify({ query: '{ __typename }' });
  const whole = { method: 'POST', body: query, headers: here };
  // What comes whole is no body under way.
  expect((await fetch(`${url}/graphql`, whole)).status).toBe(200);
  const elsewhere = begin('/oauth/token', { ...here, ...FORM_FIELDS, 'x-forwarded-for': '200.130.1.2' });
  const body = await Promise.race([elsewhere.answer, fetch(`${url}/graphql`, whole).then(() => 'not refused')]);
  expect(body).toBe('not refused');
});
