import { once } from 'node:events';
import { request } from 'node:http';
import { createClient } from 'graphql-sse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

const MINE = 'subscription { mine { cursor request { owner portfolio { name } } } }';

let stand: TestGateway;
let url: string;
beforeAll(async () => {
  stand = await startTestGateway({ config: { liveLimits: { sockets: 3, subscriptions: 2 } } });
  url = stand.gateway.url;
});
afterAll(() => stand[Symbol.asyncDispose]());

const cookieOf = async (name: string) => (await stand.signedIn(name)).cookieFor(url);

interface Told {
  event: string;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's
  data: any;
}

/** A reader of one stream, who sees each event and how it ends. */
async function open(body: object, headers: Record<string, string> = {}, at = url) {
  const asked = request(`${at}/graphql`, {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json', origin: at, ...headers },
  });
  asked.end(JSON.stringify(body));
  const [answer] = await once(asked, 'response');
  const reader = { status: answer.statusCode, type: answer.headers['content-type'], told: [] as Told[], ended: false };
  let text = '';
  answer.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) {
      const [, event = '', data = ''] = /^event: (\w+)\ndata:(.*)$/.exec(part) ?? [];
      if (event) reader.told.push({ event, data: data.trim() ? JSON.parse(data) : null });
    }
  });
  answer.on('close', () => {
    reader.ended = true;
  });
  asked.on('error', () => {});
  return Object.assign(reader, { leave: () => void asked.destroy() });
}

const done = (reader: { ended: boolean }) => expect.poll(() => reader.ended).toBe(true);

describe('a stream of events', () => {
  it('answers a query and a mutation, and says what they cost', async () => {
    const cookie = await cookieOf('ana');
    const reader = await open({ query: '{ viewer { name } portfolio(slug: "rnds") { name } }' }, { cookie });
    await done(reader);
    expect([reader.status, reader.type]).toEqual([200, 'text/event-stream; charset=utf-8']);
    expect(reader.told).toMatchObject([
      { event: 'next', data: { data: { viewer: { name: 'Ana Souza' } }, extensions: { cost: { requested: 2 } } } },
      { event: 'complete', data: null },
    ]);
  });

  it('carries a subscription, joined across the subgraphs, to its own person until they leave', async () => {
    const readers = [await open({ query: MINE }, { cookie: await cookieOf('ana') })];
    readers.push(await open({ query: MINE }, { cookie: await cookieOf('bruno') }));
    await expect.poll(() => stand.subgraphs.subscribed).toBe(2);
    stand.subgraphs.announce('Bruno Lima');
    stand.subgraphs.announce('Ana Souza');
    await expect.poll(() => readers.map(({ told }) => told.length)).toEqual([1, 1]);
    expect(readers.map(({ told }) => told[0]?.data)).toMatchObject([
      { data: { mine: { request: { owner: 'Ana Souza', portfolio: { name: 'Portfólio rnds' } } } } },
      { data: { mine: { request: { owner: 'Bruno Lima' } } } },
    ]);
    for (const { leave } of readers) leave();
    await expect.poll(() => stand.subgraphs.subscribed).toBe(0);
  });

  it('is what a client of graphql-sse speaks', async () => {
    const client = createClient({ url: `${url}/graphql`, headers: { cookie: await cookieOf('ana'), origin: url } });
    const answer = client.iterate({ query: '{ viewer { name } }' });
    expect(await answer.next()).toMatchObject({ value: { data: { viewer: { name: 'Ana Souza' } } } });
    expect(await answer.next()).toMatchObject({ done: true });
    const events = client.iterate({ query: MINE });
    const first = events.next();
    await expect.poll(() => stand.subgraphs.subscribed).toBe(1);
    stand.subgraphs.announce('Ana Souza');
    expect(await first).toMatchObject({ value: { data: { mine: { request: { owner: 'Ana Souza' } } } } });
    client.dispose();
    await expect.poll(() => stand.subgraphs.subscribed).toBe(0);
  });

  it.each([
    ['who is nobody', { query: MINE }, 'UNAUTHENTICATED'],
    ['a field that is not there', { query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['a text that is no GraphQL', { query: '{' }, 'GRAPHQL_PARSE_FAILED'],
    ['no text at all', {}, 'BAD_USER_INPUT'],
    [
      'no operation of that name',
      { query: 'query A { __typename }', operationName: 'B' },
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['a variable of the wrong type', { query: 'query ($f: Int!) { requests(first: $f) { id } }' }, 'BAD_USER_INPUT'],
  ])('tells %s why, and that was all', async (_what, body, code) => {
    const reader = await open(body);
    await done(reader);
    expect(reader.told).toMatchObject([{ data: { errors: [{ extensions: { code } }] } }, { event: 'complete' }]);
  });

  it('answers 401 to a token that nobody issued', async () => {
    expect((await open({ query: MINE }, { authorization: 'Bearer pds_none' })).status).toBe(401);
  });

  it('is held to what a caller may have open at once', async () => {
    const cookie = await cookieOf('clara');
    const readers = [await open({ query: MINE }, { cookie }), await open({ query: MINE }, { cookie })];
    await expect.poll(() => stand.subgraphs.subscribed).toBe(2);
    const third = await open({ query: MINE }, { cookie });
    await done(third);
    expect(third.told[0]?.data.errors[0].extensions.code).toBe('TOO_MANY_SUBSCRIPTIONS');
    for (const { leave } of readers) leave();
    await expect.poll(() => stand.subgraphs.subscribed).toBe(0);
  });

  it('is broken off when its session ends', async () => {
    const davi = await stand.signedIn('davi');
    const reader = await open({ query: MINE }, { cookie: davi.cookieFor(url) });
    await expect.poll(() => stand.subgraphs.subscribed).toBe(1);
    await davi.ask(`${url}/logout`, { method: 'POST', headers: { origin: url } });
    await done(reader);
    expect(reader.told).toEqual([]);
    await expect.poll(() => stand.subgraphs.subscribed).toBe(0);
  });

  it('is broken off when its reader does not read, and costs no memory', async () => {
    const flood = 'subscription { flood(count: 100000, size: 10000) }';
    const asked = request(`${url}/graphql`, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json', cookie: await cookieOf('ana') },
    });
    asked.on('error', () => {});
    asked.end(JSON.stringify({ query: flood }));
    const [answer] = await once(asked, 'response');
    answer.pause();
    await expect.poll(() => stand.subgraphs.flood.sent).toBeGreaterThan(0);
    await expect.poll(() => stand.subgraphs.flood.flowing).toBe(false);
    expect(stand.subgraphs.flood.sent).toBeLessThan(100_000);
    asked.destroy();
  });

  it('ends, as a WebSocket does, when the gateway stops', async () => {
    const alone = await startTestGateway();
    const reader = await open(
      { query: MINE },
      { cookie: (await alone.signedIn('ana')).cookieFor(alone.gateway.url) },
      alone.gateway.url,
    );
    await expect.poll(() => alone.subgraphs.subscribed).toBe(1);
    await alone[Symbol.asyncDispose]();
    await done(reader);
    expect(reader.told).toEqual([]);
  });
});
