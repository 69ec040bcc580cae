import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { TestSocket } from '../testing/graph-client.ts';
import { startTestGateway } from '../testing/test-gateway.ts';

const stand = await startTestGateway({ config: { liveLimits: { sockets: 100, subscriptions: 100 } } });
const { url } = stand.gateway;
const { subgraphs } = stand;
afterAll(() => stand[Symbol.asyncDispose]());

const TICK = 'subscription ($after: Int) { tick(after: $after) { place portfolio { name } } }';
const SEEN = 'subscription ($after: Int) { tick(after: $after) { place seenBy } }';

const cookieOf = async (name: string) => (await stand.signedIn(name)).cookieFor(url);
const placesOf = (socket: TestSocket, id: string) =>
  (socket.eventsOf(id) as { data: { tick: { place: number } } }[]).map(({ data }) => data.tick.place);
const waits = { timeout: 60_000 };
const upTo = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

let reached = 0;
const tick = () => {
  subgraphs.tick();
  reached += 1;
};

describe('many pages of few people', () => {
  it('become one subscription each at the subgraph, and are told everything once and in order', async () => {
    for (let n = 0; n < 20; n++) tick();
    const cookies = [await cookieOf('ana'), await cookieOf('bruno')];
    const pages: { socket: TestSocket; id: string; after: number }[] = [];
    let ticking = true;
    const happening = (async () => {
      while (ticking) {
        tick();
        await pause(Math.random() * 30);
      }
    })();
    for (let n = 0; n < 40; n++) {
      const socket = await TestSocket.open(url, cookies[n % 2]);
      const after = Math.floor(Math.random() * (reached + 1));
      socket.subscribe(`page ${n}`, n % 4 < 2 ? TICK : SEEN, { after });
      pages.push({ socket, id: `page ${n}`, after });
      // Some leave again, and others go on.
      if (n % 8 === 7) pages.splice(n / 3, 1)[0]?.socket.socket.terminate();
      await pause(Math.random() * 20);
    }
    ticking = false;
    await happening;
    for (const { socket, id } of pages) await vi.waitUntil(() => placesOf(socket, id).at(-1) === reached, waits);
    // Two people, two things that are asked.
    await vi.waitUntil(() => subgraphs.ticking === 4, waits);
    for (let n = 0; n < 5; n++) tick();
    for (const { socket, id } of pages) await vi.waitUntil(() => placesOf(socket, id).at(-1) === reached, waits);
    for (const { socket, id, after } of pages) expect(placesOf(socket, id)).toEqual(upTo(after + 1, reached));
    for (const { socket } of pages) socket.socket.close();
    await vi.waitUntil(() => subgraphs.ticking === 0, waits);
  });

  it('are told what is theirs, whoever stands beside them', async () => {
    const people = { ana: 'Ana Souza', bruno: 'Bruno Lima', clara: 'Clara Nunes' };
    const after = reached;
    const sockets = await Promise.all(
      Object.entries(people).map(async ([name, known]) => ({
        known,
        socket: await TestSocket.open(url, await cookieOf(name)),
      })),
    );
    for (const { socket } of sockets) for (const id of ['a', 'b']) socket.subscribe(id, SEEN, { after });
    await vi.waitUntil(() => subgraphs.ticking === sockets.length, waits);
    tick();
    for (const { socket, known } of sockets) {
      for (const id of ['a', 'b']) {
        await vi.waitUntil(() => socket.eventsOf(id).length === 1, waits);
        expect(socket.eventsOf(id)).toEqual([{ data: { tick: { place: reached, seenBy: known } } }]);
      }
      socket.socket.close();
    }
    await vi.waitUntil(() => subgraphs.ticking === 0, waits);
  });

  it('that give theirs up, or ask by a variable that says more than where to go on, are apart', async () => {
    const socket = await TestSocket.open(url, await cookieOf('ana'));
    const twice = 'subscription ($after: Int) { tick(after: $after) { place portfolio { name @skip(if: false) } } }';
    socket.subscribe('a', TICK, { after: reached });
    socket.subscribe('b', TICK, { after: reached });
    socket.subscribe('c', twice, { after: reached });
    await vi.waitUntil(() => subgraphs.ticking === 2, waits);
    socket.send({ id: 'a', type: 'complete' });
    tick();
    for (const id of ['b', 'c']) await vi.waitUntil(() => socket.eventsOf(id).length === 1, waits);
    expect(socket.eventsOf('a')).toEqual([]);
    socket.send({ id: 'b', type: 'complete' });
    await vi.waitUntil(() => subgraphs.ticking === 1, waits);
    socket.socket.close();
    await vi.waitUntil(() => subgraphs.ticking === 0, waits);
  });
});
