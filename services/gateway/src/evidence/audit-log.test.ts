import type { Express } from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

let actorId: string;
let asked: string | undefined;

/** The endpoints of credentials behind it, small, on a real port. */
function behind(app: Express): void {
  app.get('/internal/audit-log/records.json', (req, res) => {
    asked = new URL(req.originalUrl, 'http://behind').search;
    if (req.query.month === 'x') return void res.status(400).type('application/problem+json').end('{"status":400}');
    res.json({
      records: [
        { id: 'a', actorId },
        { id: 'b', actorId: null },
      ],
      next: null,
    });
  });
  app.get('/internal/audit-log/chain.jsonl', (req, res) => {
    res.type('application/x-ndjson').send(`{"place":${req.query.after}}\n`);
  });
}

let stand: TestGateway;
const cookies = new Map<string, string>();
beforeAll(async () => {
  stand = await startTestGateway({ credentialsRoutes: behind });
  for (const name of ['ana', 'clara', 'elis', 'gilda', 'hugo']) {
    const browser = await stand.signedIn(name);
    cookies.set(name, browser.cookieFor(stand.gateway.url));
    if (name !== 'ana') continue;
    const answer = await browser.ask(`${stand.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ viewer { id } }' }),
    });
    actorId = ((await answer.json()) as { data: { viewer: { id: string } } }).data.viewer.id;
  }
});
afterAll(() => stand[Symbol.asyncDispose]());

const get = (path: string, name?: string, person?: string) =>
  fetch(`${stand.gateway.url}/audit-log/credentials/${path}`, {
    headers: {
      ...(name && { cookie: cookies.get(name) ?? '' }),
      ...(person && { 'audit-person': encodeURIComponent(person) }),
    },
  });

it('is for who audits or administers, signed in', async () => {
  const status = async (name?: string) => (await get('chain.jsonl?after=3', name)).status;
  expect(await Promise.all(['hugo', 'elis', 'clara', 'gilda', 'ana', undefined].map(status))).toEqual([
    200, 200, 403, 403, 403, 401,
  ]);
  expect(await (await get('chain.jsonl?after=3', 'hugo')).text()).toBe('{"place":3}\n');
  expect((await get('records.json?month=x', 'hugo')).status).toBe(400);
});

it('names who did what, and nobody who did nothing there', async () => {
  const answer = await get('records.json?month=2026-11', 'hugo');
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(await answer.json()).toMatchObject({ next: null, people: { [actorId]: 'Ana Souza' } });
});

it.each(['ana souza', 'ÃNA', ' Souza '])('finds who is called %j, and asks by id alone', async (person) => {
  await get('records.json?month=2026-11', 'hugo', person);
  expect(asked).toBe(`?month=2026-11&actors=${actorId}`);
});

it('takes a name out of an address, where pages of a build before put it', async () => {
  await get('records.json?month=2026-11&person=souza', 'hugo');
  expect(asked).toBe(`?month=2026-11&actors=${actorId}`);
});

it.each(["'; drop table people", '%', '_', 'Zoé'])(
  'finds nobody called %j, and has it recorded that they were asked for',
  async (person) => {
    expect((await get('records.json?month=2026-11', 'hugo', person)).status).toBe(200);
    expect(asked).toBe('?month=2026-11&actors=00000000-0000-0000-0000-000000000000');
  },
);
