import { ANSWER_BY } from '@portal/service-kit/serving';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { Journey } from './testing/journey.ts';
import { ana } from './testing/people.ts';
import { PATIENT, startService, type TestService } from './testing/service.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

const CANCEL =
  'mutation ($id: ID!, $version: Int!) { cancelAccessRequest(id: $id, version: $version) { problems { code } } }';

interface Draft {
  id: string;
  version: number;
}

/** As the gateway sends it, with what it says of its patience. */
function cancel(request: Draft, init: RequestInit = {}, at = service): Promise<Response> {
  const { id, version } = request;
  return at.fetch('/graphql', {
    method: 'POST',
    as: ana,
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
    body: JSON.stringify({ query: CANCEL, variables: { id, version } }),
  });
}

/** While somebody holds the row of a request, for as long as it takes. */
async function whileHeld<Result>({ databaseUrl }: TestService, id: string, work: () => Promise<Result>) {
  const holder = new pg.Client({ connectionString: databaseUrl });
  await holder.connect();
  try {
    await holder.query('begin');
    await holder.query('select 1 from access_request where id = $1 for update', [id]);
    return await work();
  } finally {
    await holder.end();
  }
}

const waiters = async () => {
  const rows = await service.orm.em
    .fork()
    .execute(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
  return rows.length;
};
const stateOf = async (id: string) => (await journey.read(ana, id))?.state;

test('a change that waited too long for a row is UNAVAILABLE, and another request is read meanwhile', async () => {
  await using hasty = await startService({}, { ...PATIENT, lockMs: 500 });
  const there = new Journey(hasty);
  const [held, other] = [await there.draft(), await there.draft()];
  const stateThere = async (id: string) => (await there.read(ana, id))?.state;
  const answers = await whileHeld(hasty, held.id, async () => {
    const asked = Array.from({ length: 10 }, async () => (await cancel(held, {}, hasty)).json());
    expect(await stateThere(other.id)).toBe('DRAFT');
    await expect.poll(async () => (await hasty.fetch('/readyz')).status).toBe(200);
    return Promise.all(asked);
  });
  for (const answer of answers) {
    expect(answer).toMatchObject({
      data: { cancelAccessRequest: null },
      errors: [{ extensions: { code: 'UNAVAILABLE', retryAfter: 2 } }],
    });
  }
  expect(await stateThere(held.id)).toBe('DRAFT');
  expect((await cancel(held, {}, hasty)).status).toBe(200);
  expect(await stateThere(held.id)).toBe('CANCELLED');
});

test('a change that nobody waits for any more is not made', async () => {
  const draft = await journey.draft();
  const leaves = new AbortController();
  await whileHeld(service, draft.id, async () => {
    const asked = cancel(draft, { signal: leaves.signal }).catch(() => 'left');
    await expect.poll(waiters).toBe(1);
    leaves.abort();
    expect(await asked).toBe('left');
    await expect.poll(waiters).toBe(0);
  });
  expect(await stateOf(draft.id)).toBe('DRAFT');
});

test('one that is read too late is not begun', async () => {
  const draft = await journey.draft();
  const answer = await cancel(draft, { headers: { [ANSWER_BY]: String(Date.now() - 1) } });
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
  expect(await stateOf(draft.id)).toBe('DRAFT');
});
