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

/** Notices of as many people, whose mails are due (or were taken, where they are not), and were tried so long ago. */
async function notices(people: number, mail: { dueMinutesAgo?: number; triedMinutesAgo?: number }): Promise<void> {
  const { dueMinutesAgo = null, triedMinutesAgo = null } = mail;
  await database.query(
    `insert into notice (id, person_id, side, kind, occasion, at, mail_at, mail_tried_at, mail_tries)
     select uuidv7(), uuidv7(), 'INTEGRATOR', 'WEBHOOK_STOPPED', uuidv7(), now(), now() - make_interval(mins => $2),
       now() - make_interval(mins => $3), case when $3::int is null then 0 else 5 end
     from generate_series(1, $1::int)`,
    [people, dueMinutesAgo, triedMinutesAgo],
  );
}

test('is for the gateway', async () => {
  expect((await service.fetch('/internal/status.json')).status).toBe(401);
  expect((await service.fetch('/internal/status.json', { as: clara })).status).toBe(401);
});

test('mails are late when most of those that were tried lately were refused, and not for some wrong addresses', async () => {
  expect(await status()).toEqual({ mail: 'WORKING', webhooks: 'WORKING', maintenance: [] });
  // As addresses that are wrong stand there for three days.
  await notices(20, { dueMinutesAgo: -200, triedMinutesAgo: 40 });
  await notices(2, { dueMinutesAgo: -30, triedMinutesAgo: 5 });
  // Of which nobody knows yet whether they are taken.
  await notices(20, { dueMinutesAgo: -1, triedMinutesAgo: 0 });
  expect(await status()).toMatchObject({ mail: 'WORKING' });
  await notices(1, { dueMinutesAgo: -30, triedMinutesAgo: 5 });
  expect(await status()).toMatchObject({ mail: 'DISTURBED' });
  await notices(3, { triedMinutesAgo: 5 });
  expect(await status()).toMatchObject({ mail: 'WORKING' });
});

test('mails are late when nobody sends what is due', async () => {
  await using _held = await whoHolds('select pg_advisory_xact_lock(4711028)');
  await notices(1, { dueMinutesAgo: 16 });
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
