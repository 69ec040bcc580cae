import pg from 'pg';
import { expect, it } from 'vitest';
import { startGateway } from '../gateway.ts';
import { askGraph } from '../testing/graph-client.ts';
import { startTestGateway } from '../testing/test-gateway.ts';

it('whoever was erased is nobody here any more: no session, no token, no row; who signs in again is somebody new', async () => {
  const people: string[] = [];
  const asked: (string | undefined)[] = [];
  await using stand = await startTestGateway({
    credentialsRoutes: (app) => {
      app.get('/internal/erased-people', (req, res) => {
        asked.push(req.query.since as string | undefined);
        res.json({ people, at: new Date().toISOString() });
      });
    },
  });
  await using database = await openDatabase(stand.config.databaseOwnerUrl ?? '');
  const idOf = async (name: string): Promise<string | undefined> =>
    (await database.query('select id from people where name like $1', [`${name}%`])).rows[0]?.id;
  const { url } = stand.gateway;
  const [ana, bruno] = [await stand.signedIn('ana'), await stand.signedIn('bruno')];
  const viewer = async (cookie: string, to = url) => (await askGraph(to, '{ viewer { id } }', { cookie })).data.viewer;
  const anaCookie = ana.cookieFor(url);
  const make = 'mutation { createPersonalAccessToken(input: { name: "a", scopes: ["requests:read"] }) { token } }';
  expect((await askGraph(url, make, { cookie: anaCookie })).data.createPersonalAccessToken.token).toBeTruthy();
  const before = await idOf('Ana');
  expect((await viewer(anaCookie)).id).toBe(before);

  people.push(before ?? '');
  // A database that was restored is looked through as soon as a gateway starts with it.
  await using again = await startGateway({ ...stand.config, port: 0, reviewerPort: 0, metricsPort: 0 });
  await expect.poll(() => idOf('Ana'), { timeout: 10_000 }).toBeUndefined();
  expect(asked).toContain(undefined);
  // At the other gateway, which trusted the session a moment ago, too.
  await expect.poll(() => viewer(anaCookie), { timeout: 10_000 }).toBeNull();
  expect(await viewer(anaCookie, again.url)).toBeNull();
  expect((await database.query('select from personal_access_tokens')).rowCount).toBe(0);
  expect((await viewer(bruno.cookieFor(url))).id).toBe(await idOf('Bruno'));

  const anew = await stand.signedIn('ana');
  expect((await viewer(anew.cookieFor(url))).id).not.toBe(before);
});

async function openDatabase(url: string) {
  const client = new pg.Client(url);
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}
