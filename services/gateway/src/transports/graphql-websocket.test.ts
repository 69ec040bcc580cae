import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { TestSocket, upgradeStatus } from '../testing/graph-client.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

const MINE = 'subscription { mine { cursor request { owner portfolio { name } } } }';

let stand: TestGateway;
let url: string;
beforeAll(async () => {
  stand = await startTestGateway();
  url = stand.gateway.url;
});
afterAll(() => stand[Symbol.asyncDispose]());

const cookieOf = async (name: string) => (await stand.signedIn(name)).cookieFor(url);

describe('subscriptions', () => {
  it('of two people at once over one gateway show each only their own, joined across the subgraphs', async () => {
    const [ana, bruno] = [
      await TestSocket.open(url, await cookieOf('ana')),
      await TestSocket.open(url, await cookieOf('bruno')),
    ];
    ana.subscribe('a', MINE);
    bruno.subscribe('b', MINE);
    await expect.poll(() => stand.subgraphs.subscribed).toBe(2);
    stand.subgraphs.announce('Bruno Lima');
    stand.subgraphs.announce('Ana Souza');
    stand.subgraphs.announce('Bruno Lima');
    await expect.poll(() => [ana.eventsOf('a').length, bruno.eventsOf('b').length]).toEqual([1, 2]);
    const change = (owner: string) => ({
      data: { mine: { cursor: expect.any(String), request: { owner, portfolio: { name: 'Portfólio rnds' } } } },
    });
    expect(ana.eventsOf('a')).toEqual([change('Ana Souza')]);
    expect(bruno.eventsOf('b')).toEqual([change('Bruno Lima'), change('Bruno Lima')]);
    ana.send({ id: 'a', type: 'complete' });
    bruno.socket.close();
    await expect.poll(() => stand.subgraphs.subscribed).toBe(0);
    ana.socket.close();
  });

  it('that are refused say why, and that was all', async () => {
    const nobody = await TestSocket.open(url);
    nobody.subscribe('1', MINE);
    await nobody.next(({ type, id }) => type === 'complete' && id === '1');
    expect(nobody.eventsOf('1')).toMatchObject([{ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }]);
    nobody.subscribe('2', 'subscription { refusedLine { cursor } }');
    await nobody.next(({ type, id }) => type === 'complete' && id === '2');
    expect(nobody.eventsOf('2')).toMatchObject([{ errors: [{ extensions: { code: 'NOT_FOUND' } }] }]);
    nobody.socket.close();
  });

  it('go on whatever somebody else sends: the connection to a subgraph is everybody’s', async () => {
    const ana = await TestSocket.open(url, await cookieOf('ana'));
    ana.subscribe('a', MINE);
    await expect.poll(() => stand.subgraphs.subscribed).toBe(1);
    const stranger = await TestSocket.open(url);
    const room = 1024 * 1024 - 200;
    stranger.subscribe('s', 'subscription ($after: String) { mine(after: $after) { cursor } }', {
      after: 'x'.repeat(room),
    });
    await stranger.next(({ id }) => id === 's');
    stand.subgraphs.announce('Ana Souza');
    await expect.poll(() => ana.eventsOf('a').length).toBe(1);
    ana.socket.close();
    stranger.socket.close();
  });

  it('carry queries and mutations too, under the same limits', async () => {
    const socket = await TestSocket.open(url, await cookieOf('ana'));
    socket.subscribe('q', '{ viewer { name } }');
    expect(await socket.next(({ type, id }) => type === 'next' && id === 'q')).toMatchObject({
      data: { viewer: { name: 'Ana Souza' } },
    });
    socket.subscribe('deep', `{ requests { ${'again { '.repeat(20)}id${' }'.repeat(20)} } }`);
    expect(await socket.next(({ type, id }) => type === 'error' && id === 'deep')).toMatchObject([
      { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
    socket.socket.close();
  });
});

describe('the upgrade', () => {
  it('with a cookie needs the Origin of the listener', async () => {
    const cookie = await cookieOf('ana');
    expect(await upgradeStatus(url, { cookie, origin: url })).toBe(101);
    expect(await upgradeStatus(url, { cookie })).toBe(403);
    expect(await upgradeStatus(url, { cookie, origin: 'http://evil.example' })).toBe(403);
    expect(await upgradeStatus(url, { cookie, origin: stand.gateway.reviewerUrl })).toBe(403);
    expect(await upgradeStatus(url, { origin: 'http://evil.example' })).toBe(101);
    expect(await upgradeStatus(url, {})).toBe(101);
    expect(await upgradeStatus(url, { cookie, authorization: 'Bearer nobody-issued-this' })).toBe(401);
  });

  it('takes no other protocol', async () => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-ws');
    const code = await new Promise((resolve) => {
      socket.on('error', () => resolve('refused'));
      socket.on('close', resolve);
    });
    expect(['refused', 4406]).toContain(code);
  });
});

describe('a consumer that is too slow', () => {
  it('is cut off and costs no memory, while others go on', async () => {
    const quick = await TestSocket.open(url, await cookieOf('ana'));
    quick.subscribe('live', MINE);
    await expect.poll(() => stand.subgraphs.subscribed).toBe(1);
    const slow = await TestSocket.open(url, await cookieOf('bruno'));
    slow.subscribe('flood', 'subscription { flood(count: 20000, size: 20000) }');
    // It reads nothing from here on.
    slow.socket.pause();
    await expect.poll(() => stand.subgraphs.flood.sent > 0 && !stand.subgraphs.flood.flowing).toBe(true);
    expect(stand.subgraphs.flood.sent).toBeLessThan(20_000);
    slow.socket.resume();
    expect([1006, 1013]).toContain(await slow.closed);
    expect(slow.eventsOf('flood').length).toBeLessThan(2_000);
    stand.subgraphs.announce('Ana Souza');
    await quick.next(({ type, id }) => type === 'next' && id === 'live');
    quick.socket.close();
  });
});

describe('an event that cannot be completed', () => {
  it('ends its subscription, which its cursor takes up again, and no other', async () => {
    const ana = await TestSocket.open(url, await cookieOf('ana'));
    ana.subscribe('a', MINE);
    const before = 'subscription { mine { cursor } }';
    await expect.poll(() => stand.subgraphs.subscribed).toBe(1);
    ana.subscribe('b', before);
    await expect.poll(() => stand.subgraphs.subscribed).toBe(2);
    stand.subgraphs.announceBroken('Ana Souza');
    await ana.next(({ type, id }) => type === 'complete' && id === 'a');
    expect(ana.eventsOf('a')).toMatchObject([{ data: null, errors: [{ extensions: { code: 'INTERNAL' } }] }]);
    await expect.poll(() => stand.subgraphs.subscribed).toBe(1);
    stand.subgraphs.announce('Ana Souza');
    await expect.poll(() => ana.eventsOf('b').length).toBe(2);
    ana.subscribe('a', MINE);
    await expect.poll(() => stand.subgraphs.subscribed).toBe(2);
    ana.socket.close();
    await expect.poll(() => stand.subgraphs.subscribed).toBe(0);
  });

  it('is one, too, where the catalogue is away', async () => {
    await using other = await startTestGateway();
    const cookie = (await other.signedIn('ana')).cookieFor(other.gateway.url);
    const socket = await TestSocket.open(other.gateway.url, cookie);
    socket.subscribe('1', MINE);
    await expect.poll(() => other.subgraphs.subscribed).toBe(1);
    await other.subgraphs.catalogue[Symbol.asyncDispose]();
    other.subgraphs.announce('Ana Souza');
    await socket.next(({ type, id }) => type === 'complete' && id === '1');
    expect(socket.eventsOf('1')).toMatchObject([{ data: null, errors: [{ extensions: { code: 'UNAVAILABLE' } }] }]);
    expect(socket.socket.readyState).toBe(socket.socket.OPEN);
    socket.socket.close();
  });
});

describe('what is wrong with one operation', () => {
  it('is an error of that one alone: a subscription that listens to nothing', async () => {
    const ana = await TestSocket.open(url, await cookieOf('ana'));
    ana.subscribe('healthy', MINE);
    await expect.poll(() => stand.subgraphs.subscribed).toBe(1);
    ana.subscribe('skipped', 'subscription ($no: Boolean!) { mine @skip(if: $no) { cursor } }', { no: true });
    expect(await ana.next(({ type, id }) => type === 'error' && id === 'skipped')).toMatchObject([
      { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
    stand.subgraphs.announce('Ana Souza');
    await ana.next(({ type, id }) => type === 'next' && id === 'healthy');
    ana.socket.close();
    await expect.poll(() => stand.subgraphs.subscribed).toBe(0);
  });
});

describe('an id that is given again', () => {
  const rounds = [1, 2, 3, 4, 5];

  it('is that of the new operation alone, however soon', async () => {
    const ana = await TestSocket.open(url, await cookieOf('ana'));
    for (const _ of rounds) {
      ana.subscribe('1', MINE);
      ana.send({ id: '1', type: 'complete' });
    }
    ana.subscribe('1', MINE);
    ana.subscribe('q', '{ viewer { name } }');
    await ana.next(({ type, id }) => type === 'complete' && id === 'q');
    await expect.poll(() => stand.subgraphs.subscribed).toBe(1);
    for (const _ of rounds) stand.subgraphs.announce('Ana Souza');
    await expect.poll(() => ana.eventsOf('1').length).toBe(rounds.length);
    expect(ana.messages.filter(({ type, id }) => type === 'complete' && id === '1')).toEqual([]);
    expect(new Set(ana.messages.flatMap(({ id }) => id ?? []))).toEqual(new Set(['1', 'q']));
    ana.send({ id: '1', type: 'complete' });
    await expect.poll(() => stand.subgraphs.subscribed).toBe(0);
    ana.socket.close();
  });

  it('may be that of one whose answer has just come', async () => {
    const socket = await TestSocket.open(url);
    for (const _ of rounds) {
      const before = socket.messages.length;
      socket.subscribe('1', '{ portfolios { slug } }');
      await expect.poll(() => socket.messages.slice(before).some(({ type }) => type === 'complete')).toBe(true);
    }
    expect(socket.eventsOf('1')).toHaveLength(rounds.length);
    socket.socket.close();
  });
});

describe('a connection behind that hangs', () => {
  it('is told to who asks for it within seconds, and takes nothing else with it', async () => {
    const hanging = createServer().listen(0, '127.0.0.1');
    await once(hanging, 'listening');
    const { port } = hanging.address() as AddressInfo;
    await using other = await startTestGateway({ config: { credentialsUrl: `http://127.0.0.1:${port}` } });
    const cookie = (await other.signedIn('ana')).cookieFor(other.gateway.url);
    const socket = await TestSocket.open(other.gateway.url, cookie);
    socket.subscribe('1', MINE);
    await socket.next(({ type, id }) => type === 'complete' && id === '1');
    expect(socket.eventsOf('1')).toMatchObject([{ errors: [{ extensions: { code: 'UNAVAILABLE' } }] }]);
    socket.subscribe('q', '{ portfolios { slug } }');
    expect(await socket.next(({ type, id }) => type === 'next' && id === 'q')).toMatchObject({
      data: { portfolios: [{}, {}] },
    });
    socket.socket.close();
    hanging.close();
  });
});

describe('a connection behind that breaks', () => {
  it('closes the WebSockets with a code after which clients connect again', async () => {
    await using other = await startTestGateway();
    const cookie = (await other.signedIn('ana')).cookieFor(other.gateway.url);
    const socket = await TestSocket.open(other.gateway.url, cookie);
    socket.subscribe('1', MINE);
    await expect.poll(() => other.subgraphs.subscribed).toBe(1);
    await other.subgraphs.credentials[Symbol.asyncDispose]();
    expect(await socket.closed).toBe(1012);
  });
});

describe('the connection', () => {
  it('is closed when the gateway stops, and readiness ends first', async () => {
    const other = await startTestGateway();
    const socket = await TestSocket.open(other.gateway.url);
    const stopped = other[Symbol.asyncDispose]();
    expect(await socket.closed).toBe(1001);
    await stopped;
    const { port } = new URL(other.gateway.url);
    await expect(
      new Promise((resolve, reject) =>
        createConnection(Number(port), '127.0.0.1').on('connect', resolve).on('error', reject),
      ),
    ).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
