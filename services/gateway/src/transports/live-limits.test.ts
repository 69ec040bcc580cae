import { once } from 'node:events';
import { createConnection } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { ConcurrencyLimit, type GiveBack } from '../connections/concurrency-limit.ts';
import { askGraph, TestSocket } from '../testing/graph-client.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

const MINE = 'subscription { mine { cursor } }';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let stand: TestGateway;
let url: string;
let later: number;
beforeEach(async () => {
  later = 0;
  stand = await startTestGateway({
    config: { liveLimits: { sockets: 3, subscriptions: 4 } },
    now: () => new Date(Date.now() + later),
  });
  url = stand.gateway.url;
});
afterEach(() => stand[Symbol.asyncDispose]());

const cookieOf = async (name: string) => (await stand.signedIn(name)).cookieFor(url);
const answered = (socket: TestSocket, id: string) => socket.next((message) => message.id === id);
const rawSocket = () => new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
const closeOf = async (socket: WebSocket) => {
  const [code, reason] = await once(socket, 'close');
  return [code, String(reason)];
};

describe('subscriptions', () => {
  it('of one caller are bounded over all of their sockets, and those there go on', async () => {
    const cookie = await cookieOf('ana');
    const [one, two] = [await TestSocket.open(url, cookie), await TestSocket.open(url, cookie)];
    for (const id of ['a', 'b', 'c']) one.subscribe(id, MINE);
    two.subscribe('d', MINE);
    await expect.poll(() => stand.subgraphs.subscribed).toBe(4);
    two.subscribe('e', MINE);
    expect(await answered(two, 'e')).toMatchObject([{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }]);
    two.subscribe('q', '{ viewer { name } }');
    expect(await answered(two, 'q')).toMatchObject({ data: { viewer: { name: 'Ana Souza' } } });
    const bruno = await TestSocket.open(url, await cookieOf('bruno'));
    bruno.subscribe('a', MINE);
    await expect.poll(() => stand.subgraphs.subscribed).toBe(5);
    const metrics = await fetch(`${stand.gateway.metricsUrl}/metrics`);
    expect(await metrics.text()).toContain('\nlive_connections 3\n');
    stand.subgraphs.announce('Ana Souza');
    await Promise.all(['a', 'b', 'c'].map((id) => answered(one, id)));
  });

  it('make room when they are given up, fail, or their socket is lost', async () => {
    const cookie = await cookieOf('ana');
    const socket = await TestSocket.open(url, cookie);
    for (let round = 0; round < 3; round++) {
      const ids = [0, 1, 2, 3].map((index) => `${round}-${index}`);
      for (const id of ids) socket.subscribe(id, MINE);
      await expect.poll(() => stand.subgraphs.subscribed).toBe(4);
      for (const id of ids) socket.send({ id, type: 'complete' });
      await expect.poll(() => stand.subgraphs.subscribed).toBe(0);
    }
    for (let index = 0; index < 6; index++) {
      socket.subscribe(`refused ${index}`, 'subscription { refusedLine { cursor } }');
      await socket.next(({ type, id }) => type === 'complete' && id === `refused ${index}`);
      socket.subscribe(`wrong ${index}`, 'subscription { nothing }');
      await answered(socket, `wrong ${index}`);
    }
    for (const id of ['a', 'b', 'c', 'd']) socket.subscribe(id, MINE);
    await expect.poll(() => stand.subgraphs.subscribed).toBe(4);
    socket.socket.terminate();
    await expect.poll(() => stand.subgraphs.subscribed).toBe(0);
    const next = await TestSocket.open(url, cookie);
    for (const id of ['a', 'b', 'c', 'd']) next.subscribe(id, MINE);
    await expect.poll(() => stand.subgraphs.subscribed).toBe(4);
    expect(next.messages.filter(({ type }) => type === 'error')).toEqual([]);
  });
});

describe('sockets', () => {
  it('of one caller are bounded, and closed with a code after which clients come back', async () => {
    const cookie = await cookieOf('ana');
    const open = [];
    for (let index = 0; index < 3; index++) open.push(await TestSocket.open(url, cookie));
    const headers = { cookie, origin: url };
    const refused = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
    expect(await closeOf(refused)).toEqual([1013, 'too many connections']);
    await TestSocket.open(url, await cookieOf('bruno'));
    open[0]?.socket.close();
    await open[0]?.closed;
    // Here it is closed; there it may be a moment later.
    await vi.waitFor(() => TestSocket.open(url, cookie), { timeout: 60_000 });
  });

  it('of somebody not signed in are bounded by address', async () => {
    for (let index = 0; index < 3; index++) await TestSocket.open(url);
    expect(await closeOf(rawSocket())).toEqual([1013, 'too many connections']);
    await TestSocket.open(url, await cookieOf('ana'));
  });

  it('are counted where they stay, whichever way they came', async () => {
    for (let index = 0; index < 10; index++) {
      const socket = rawSocket();
      await once(socket, 'open');
      socket.terminate();
      await once(socket, 'close');
    }
    await vi.waitFor(() => TestSocket.open(url), { timeout: 60_000 });
  });

  it('that are gone before it is known whose token they ask by are not counted as the token’s', async () => {
    const cookie = await cookieOf('ana');
    const wish = '{ name: "Painel", scopes: ["catalogue:read"] }';
    const make = `mutation { createPersonalAccessToken(input: ${wish}) { personalAccessToken { id } } }`;
    const { data } = await askGraph(url, make, { cookie });
    const tokenId = data.createPersonalAccessToken.personalAccessToken.id;
    const headers = { cookie, origin: url };
    const open = async () => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
      await once(socket, 'open');
      await new Promise((sent) => socket.send(JSON.stringify({ type: 'connection_init', payload: { tokenId } }), sent));
      return socket;
    };
    for (let index = 0; index < 4; index++) {
      const socket = await open();
      socket.terminate();
      await once(socket, 'close');
      await vi.waitFor(() => TestSocket.open(url, cookie).then(({ socket: own }) => own.terminate()), {
        timeout: 60_000,
      });
    }
    const last = await open();
    const answered = once(last, 'message').then(([message]) => JSON.parse(String(message)));
    expect(await Promise.race([answered, closeOf(last)])).toEqual({ type: 'connection_ack' });
  });
});

describe('a socket', () => {
  it('on which nothing has run for five minutes is closed', async () => {
    const cookie = await cookieOf('ana');
    const [idle, busy] = [await TestSocket.open(url, cookie), await TestSocket.open(url, cookie)];
    busy.subscribe('a', MINE);
    await expect.poll(() => stand.subgraphs.subscribed).toBe(1);
    later = 4 * MINUTE;
    idle.subscribe('q', '{ viewer { name } }');
    await idle.next(({ type, id }) => type === 'complete' && id === 'q');
    later = 8 * MINUTE;
    idle.subscribe('q', '{ viewer { name } }');
    await expect.poll(() => idle.messages.filter(({ type }) => type === 'complete')).toHaveLength(2);
    later = 13 * MINUTE + 1000;
    expect(await idle.closed).toBe(1001);
    expect(busy.socket.readyState).toBe(WebSocket.OPEN);
    busy.send({ id: 'a', type: 'complete' });
    await expect.poll(() => stand.subgraphs.subscribed).toBe(0);
    later += 5 * MINUTE + 1000;
    expect(await busy.closed).toBe(1001);
  });

  it('ends within twelve hours, whatever runs on it', async () => {
    const socket = await TestSocket.open(url, await cookieOf('ana'));
    const closed = closeOf(socket.socket);
    socket.subscribe('live', MINE);
    // Each question keeps the session alive.
    for (const hours of [5, 10]) {
      later = hours * HOUR;
      socket.subscribe(`${hours}`, '{ viewer { name } }');
      expect(await answered(socket, `${hours}`)).toMatchObject({ data: { viewer: { name: 'Ana Souza' } } });
    }
    later = 12 * HOUR;
    expect(await closed).toEqual([1001, 'connect again']);
  });
});

describe('time on the wire', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  });
  afterEach(() => vi.useRealTimers());

  it('is ten seconds for the handshake', async () => {
    const socket = rawSocket();
    const closed = closeOf(socket);
    await once(socket, 'open');
    vi.advanceTimersByTime(9_900);
    expect(socket.readyState).toBe(WebSocket.OPEN);
    vi.advanceTimersByTime(100);
    expect(await closed).toEqual([4408, 'Connection initialisation timeout']);
  });

  it('is measured by pings: who answers stays, who does not is cut off', async () => {
    const socket = await TestSocket.open(url);
    const silent = await openSilently();
    for (let round = 0; round < 3; round++) {
      const pinged = once(socket.socket, 'ping');
      vi.advanceTimersByTime(12_000);
      await pinged;
      // One that it sends itself, and its answer, come after the pong: all that was to be read has been.
      socket.socket.ping();
      await once(socket.socket, 'pong');
    }
    await silent.closed;
    expect(socket.socket.readyState).toBe(WebSocket.OPEN);
  });

  /** A client that speaks WebSocket no further than the upgrade, and answers no ping. */
  async function openSilently() {
    const { port } = new URL(url);
    const socket = createConnection(Number(port), '127.0.0.1');
    const closed = once(socket, 'close');
    socket.write(
      `GET /graphql HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: upgrade\r\nupgrade: websocket\r\n` +
        'sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n' +
        'sec-websocket-protocol: graphql-transport-ws\r\n\r\n',
    );
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 101 /);
    // {"type":"connection_init"}, masked with zeros.
    const init = Buffer.from('{"type":"connection_init"}');
    socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | init.length, 0, 0, 0, 0]), init]));
    expect(String(await once(socket, 'data'))).toContain('connection_ack');
    socket.resume();
    return { closed };
  }
});

it('what callers hold never goes beyond the most, and comes back to nothing', () => {
  const step = fc.record({ caller: fc.constantFrom('a', 'b'), take: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), fc.integer({ min: 1, max: 5 }), (steps, most) => {
      const allotment = new ConcurrencyLimit(most);
      const held: Record<string, GiveBack[]> = { a: [], b: [] };
      for (const { caller, take } of steps) {
        const own = held[caller] ?? [];
        if (!take) {
          const giveBack = own.pop();
          giveBack?.();
          giveBack?.();
          continue;
        }
        const taken = allotment.take(caller);
        expect(taken === undefined).toBe(own.length === most);
        if (taken) own.push(taken);
      }
      for (const giveBack of Object.values(held).flat()) giveBack();
      for (let index = 0; index < most; index++) expect(allotment.take('a')).toBeDefined();
      expect(allotment.take('a')).toBeUndefined();
    }),
  );
});
