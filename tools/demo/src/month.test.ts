import { type Portal, startThrowawayPortal } from '@portal/start';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAgenda } from './agenda.ts';
import { gather } from './cast.ts';
import { createCertificates } from './certificates.ts';
import { moveDates } from './dates.ts';
import { type Month, playMonth } from './month.ts';
import type { Stage } from './request-acts.ts';
import { requirementsOf } from './requirements.ts';
import { DemoError, signIn } from './session.ts';
import { STORIES } from './stories.ts';

// One of each kind: sent back for a patient's data, refused and asked for again, suspended, expired, late, a draft.
const SOME = STORIES.filter(({ homologation, production, productionAgain, credential = [] }) => {
  const { words, path, daysAgo } = homologation;
  return (
    production?.words === 'personalData' ||
    productionAgain ||
    credential.some(({ act, daysAgo: ago }) => act === 'suspend' || (act === 'expire' && ago > 5)) ||
    words === 'wrongEstablishment' ||
    (path === 'submitted' && daysAgo > 3) ||
    (path === 'draft' && daysAgo < 1)
  );
});

let portal: Portal;
let database: string;
const refusals: string[] = [];

beforeAll(async () => {
  portal = await startThrowawayPortal();
  database = Object.assign(new URL(portal.databaseUrl), { pathname: '/credentials' }).href;
}, 600_000);
afterAll(() => portal?.[Symbol.asyncDispose]());

async function play(): Promise<Month> {
  const cast = await gather(portal.url);
  const begun = new Date();
  const stage: Stage = {
    begun,
    cast,
    certificates: await createCertificates(),
    requirements: requirementsOf(cast.admin),
  };
  return playMonth(stage, SOME, makeAgenda(SOME, begun), {
    step() {},
    refused: (what, why) => refusals.push(`${what}: ${why}`),
  });
}

async function rows<Row extends pg.QueryResultRow>(query: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  try {
    return (await client.query<Row>(query)).rows;
  } finally {
    await client.end();
  }
}

test('the month is made through the public API, moved back in its order, and made once', async () => {
  const month = await play();
  expect(refusals).toEqual([]);
  expect(month.legs.every(({ touched }) => touched)).toBe(true);
  expect(await moveDates(database, month)).toBe(month.legs.length);

  const [order] = await rows<{ wrong: string }>(`
    select count(*) as wrong from access_request_event one join access_request_event next
    on next.request_id = one.request_id and next.place > one.place and next.at < one.at`);
  expect(order?.wrong).toBe('0');
  const [span] = await rows<{ days: string; late: string; future: string }>(`
    select extract(day from now() - min(created_at)) as days,
      count(*) filter (where due_at < now() and state in ('SUBMITTED', 'IN_REVIEW')) as late,
      count(*) filter (where greatest(created_at, submitted_at, decided_at) > now()) as future
    from access_request`);
  expect(Number(span?.days)).toBeGreaterThan(20);
  expect(Number(span?.late)).toBeGreaterThan(0);
  expect(span?.future).toBe('0');
  const erased = await rows(`select from access_request_event where action = 'ERASE_EVIDENCE'`);
  expect(erased).toHaveLength(1);

  const owner = await signIn(portal.url, 'ana');
  const { credentials } = await owner.ask<{ credentials: { edges: { node: { state: string } }[] } }>(
    '{ credentials(first: 100) { edges { node { state } } } }',
  );
  const states = new Set(credentials.edges.map(({ node }) => node.state));
  expect([...states]).toEqual(expect.arrayContaining(['EXPIRED', 'SUSPENDED']));

  const again = await play();
  expect(refusals).toEqual([]);
  expect(again.legs.map(({ request }) => request.id)).toEqual(month.legs.map(({ request }) => request.id));
  expect(again.legs.filter(({ touched }) => touched)).toEqual([]);
  expect(await moveDates(database, again)).toBe(0);
}, 600_000);

test('without a portal one line says what to do', async () => {
  const nobody = signIn('http://localhost:1', 'ana');
  await expect(nobody).rejects.toThrow(DemoError);
  await expect(nobody).rejects.toThrow(/^No portal answers at http:\/\/localhost:1: start it/);
});
