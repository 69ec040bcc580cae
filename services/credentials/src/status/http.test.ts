import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clara } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

const mail = {
  smtpUrl: 'smtp://127.0.0.1:9',
  from: 'portal@saude.example',
  integrators: 'http://a',
  reviewers: 'http://b',
};
const service = await startService({ mail });
const database = new pg.Client({ connectionString: service.databaseUrl });
beforeAll(() => database.connect());
afterAll(async () => {
  await database.end();
  await service[Symbol.asyncDispose]();
});

const status = async () =>
  (await service.fetch('/internal/status.json', { as: { kind: 'anonymous' } })).json() as Promise<object>;

async function due(people: number, tries: number, minutesAgo: number): Promise<void> {
  await database.query(
    `insert into notice (id, person_id, side, kind, occasion, at, mail_at, mail_tries)
     select uuidv7(), uuidv7(), 'INTEGRATOR', 'WEBHOOK_STOPPED', uuidv7(), now(), now() - make_interval(mins => $3), $2
     from generate_series(1, $1::int)`,
    [people, tries, minutesAgo],
  );
}

test('is for the gateway', async () => {
  expect((await service.fetch('/internal/status.json')).status).toBe(401);
  expect((await service.fetch('/internal/status.json', { as: clara })).status).toBe(401);
});

test('mails are late when nobody sends them, or several people’s are refused, and not for one address', async () => {
  expect(await status()).toEqual({ mail: 'WORKING', webhooks: 'WORKING' });
  await due(2, 5, -30);
  expect(await status()).toMatchObject({ mail: 'WORKING' });
  await due(1, 2, -30);
  expect(await status()).toMatchObject({ mail: 'DISTURBED' });
  await database.query('delete from notice');
  await using _held = await whoHolds('select pg_advisory_xact_lock(4711028)');
  await due(1, 0, 16);
  expect(await status()).toMatchObject({ mail: 'DISTURBED' });
});

/** Somebody who has a turn, and does not get on. */
async function whoHolds(statement: string) {
  const client = new pg.Client({ connectionString: service.databaseUrl });
  await client.connect();
  await client.query('begin');
  await client.query(statement);
  return { [Symbol.asyncDispose]: () => client.end() };
}

test('events are late when they stand in the line untold', async () => {
  await using _held = await whoHolds('select from webhook_cursor for update');
  await database.query(
    `insert into outbox (id, at, subject, subject_id, owner_id)
     values (uuidv7(), now() - interval '16 minutes', 'CREDENTIAL', uuidv7(), uuidv7())`,
  );
  expect(await status()).toMatchObject({ webhooks: 'DISTURBED' });
});
