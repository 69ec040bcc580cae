import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { expectAlive, watchGateway } from './hostile.ts';
import { signedIn } from './people.ts';
import { type Person, portalUrl } from './person.ts';
import { RawSocket } from './raw-socket.ts';

// Limits are counted by person: nobody else's tests are hers.
let fabio: Person;
beforeAll(async () => {
  ({ fabio } = await signedIn('fabio'));
});

watchGateway();
afterEach(expectAlive);

/** What takes milliseconds, and on a busy machine seconds. */
const SOON = { timeout: 20_000, interval: 50 };

const session = () => ({ cookie: fabio.cookie(), origin: portalUrl() });
const LISTEN = { query: 'subscription { accessRequestChanged { cursor } }' };
const codesOf = (raw: RawSocket, type: string) =>
  raw.received.flatMap((message) =>
    message.type === type ? (JSON.stringify(message.payload).match(/"code":"[A-Z_]+"/g) ?? []) : [],
  );

test('subscriptions by the thousand on one WebSocket are refused from the fiftieth on, and those there go on', async () => {
  using raw = await RawSocket.ready(session());
  for (let index = 0; index < 5_000; index++) raw.send({ type: 'subscribe', id: `s${index}`, payload: LISTEN });
  await raw.next('error', 's4999');
  const refused = () => raw.received.filter(({ type }) => type === 'error').length;
  // The first fifty stand; of the rest each is told.
  await vi.waitUntil(() => refused() === 4_950, SOON);
  expect(new Set(codesOf(raw, 'error'))).toEqual(new Set(['"code":"TOO_MANY_SUBSCRIPTIONS"', '"code":"BAD_REQUEST"']));
  raw.send({ type: 'complete', id: 's0' });
  raw.send({ type: 'subscribe', id: 'q', payload: { query: '{ viewer { name } }' } });
  await raw.next('complete', 'q');
});

test('operations that are given up at once, by the thousand, are no way around it', async () => {
  using raw = await RawSocket.ready(session());
  const query = { query: '{ accessRequests(first: 100) { edges { node { id portfolio { name } } } } }' };
  for (let index = 0; index < 5_000; index++) {
    raw.send({ type: 'subscribe', id: 'x', payload: index % 2 ? LISTEN : query });
    raw.send({ type: 'complete', id: 'x' });
  }
  raw.send({ type: 'ping' });
  await raw.next('pong');
  raw.send({ type: 'subscribe', id: 'q', payload: { query: '{ viewer { name } }' } });
  expect(JSON.stringify(await Promise.race([raw.next('next', 'q'), raw.next('error', 'q')]))).toMatch(
    /Fábio|Fabio|BAD_REQUEST/,
  );
});

test('the twenty-first WebSocket of one person is closed with 1013, and makes room again', async () => {
  const open: RawSocket[] = [];
  try {
    for (let index = 0; index < 20; index++) open.push(await roomForOne());
    using refused = new RawSocket(undefined, session());
    expect(await refused.closed).toBe(1013);
  } finally {
    for (const raw of open) raw[Symbol.dispose]();
  }
  await Promise.all(open.map(({ closed }) => closed));
  using next = await roomForOne();
  next.send({ type: 'ping' });
  await next.next('pong');
});

/** A WebSocket of hers that stands: that earlier ones are closed, the portal hears a moment after us. */
function roomForOne(): Promise<RawSocket> {
  return vi.waitUntil(async () => {
    const raw = new RawSocket(undefined, session());
    await raw.opened;
    raw.send({ type: 'connection_init' });
    return Promise.race([raw.next('connection_ack').then(() => raw), raw.closed.then(() => undefined)]);
  }, SOON);
}

test.for<[string, string, number]>([
  ['a message of more than a megabyte', `{"type":"ping","payload":{"a":"${'x'.repeat(1_100_000)}"}}`, 1009],
  ['a message nested half a million deep', '['.repeat(500_000) + ']'.repeat(500_000), 4400],
  [
    'variables that are a list',
    '{"type":"subscribe","id":"1","payload":{"query":"{ viewer { name } }","variables":[1]}}',
    4400,
  ],
  [
    'an operation name that is a list',
    '{"type":"subscribe","id":"1","payload":{"query":"{ viewer { name } }","operationName":["a"]}}',
    4400,
  ],
  [
    'an id of a kilobyte of NULs',
    JSON.stringify({ type: 'subscribe', id: '\0'.repeat(1_000), payload: { query: 1 } }),
    4400,
  ],
])('%s closes the WebSocket', async ([, message, code]) => {
  using raw = await RawSocket.ready();
  raw.send(message);
  expect(await raw.closed).toBe(code);
});

test.for<[string, Record<string, unknown>]>([
  ['deep', { query: `${'{a'.repeat(1_900)}${'}'.repeat(1_900)}` }],
  ['compared each with each', { query: `{ ${'portfolios { slug } '.repeat(1_400)} }` }],
  ['expensive', { query: `{ portfolios { ${'services { portfolio { '.repeat(8)} slug ${'} }'.repeat(8)} } }` }],
  [
    'with a NUL',
    { query: 'query ($s: ID!) { accessRequest(id: $s) { id } }', variables: { s: '\0' }, operationName: '\ud800' },
  ],
])('an operation that is %s is refused, and the connection goes on', async ([, payload]) => {
  using raw = await RawSocket.ready();
  raw.send({ type: 'subscribe', id: '1', payload });
  expect(JSON.stringify(await Promise.race([raw.next('error', '1'), raw.next('next', '1')]))).not.toMatch(/INTERNAL/);
  expect(codesOf(raw, 'error').concat(codesOf(raw, 'next'))).not.toEqual([]);
  raw.send({ type: 'ping' });
  await raw.next('pong');
});

test('variables nested deep are a wrong input, and the connection goes on', async () => {
  using raw = await RawSocket.ready();
  const query = 'query ($s: String!) { portfolio(slug: $s) { slug } }';
  const variables = `{"s":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  raw.send(`{"type":"subscribe","id":"1","payload":{"query":${JSON.stringify(query)},"variables":${variables}}}`);
  expect(JSON.stringify(await Promise.race([raw.next('error', '1'), raw.next('next', '1')]))).toMatch(/BAD_USER_INPUT/);
  raw.send({ type: 'ping' });
  await raw.next('pong');
});

test('pings by the thousand are answered, each once', async () => {
  using raw = await RawSocket.ready();
  for (let index = 0; index < 5_000; index++) raw.send({ type: 'ping', payload: { index } });
  raw.send({ type: 'subscribe', id: 'q', payload: { query: '{ viewer { name } }' } });
  await raw.next('complete', 'q');
  expect(raw.received.filter(({ type }) => type === 'pong')).toHaveLength(5_000);
});
