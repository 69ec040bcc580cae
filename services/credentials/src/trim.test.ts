import type { MikroORM } from '@mikro-orm/postgresql';
import { createTestDatabase } from '@portal/postgres/testing';
import { recordStatements, TRIM_BATCH, trimAnswered } from '@portal/service-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCredentialsDatabase } from './database.ts';
import { trimLine } from './events/cursors.ts';
import { OutboxEntry } from './events/outbox-entry.ts';
import { ana } from './testing/people.ts';
import { insertRequest } from './testing/rows.ts';
import { testKeys } from './testing/sealing.ts';
import { happens, insertWebhook } from './testing/webhook-rows.ts';
import { trimDeliveries } from './webhooks/list.ts';
import { WebhookAttempt } from './webhooks/webhook-attempt.ts';
import { WebhookDelivery } from './webhooks/webhook-delivery.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ago = (milliseconds: number) => new Date(NOW.getTime() - milliseconds);

const whole = new AsyncDisposableStack();
let orm: MikroORM;

beforeAll(async () => {
  const database = whole.use(await createTestDatabase());
  orm = whole.adopt(await openCredentialsDatabase(database.url, testKeys), (open) => open.close(true));
});
afterAll(() => whole.disposeAsync());

async function insertKeys(name: string, count: number, at: Date): Promise<void> {
  await orm.em.fork().execute(
    `insert into answered_once (owner, key_hash, act, answer_id, sealed_secret, created_at)
     select ?, ? || n, 'rotateCredentialSecret', 'any', 'sealed', ? from generate_series(1, ?) n`,
    [ana.id, name, at, count],
  );
}

test('idempotency keys go after 48 hours, so many at a time, and what they keep of secrets after one', async () => {
  await insertKeys('old ', 2 * TRIM_BATCH + 1, ago(48 * HOUR_MS + 1));
  await insertKeys('good ', 2, ago(48 * HOUR_MS));
  await insertKeys('new ', 1, ago(HOUR_MS));
  using recorded = recordStatements();
  await trimAnswered(orm.em.fork(), NOW);
  expect(recorded.count).toBe(4);
  const kept = await orm.em
    .fork()
    .execute('select trim(key_hash) as key, sealed_secret as sealed from answered_once order by key_hash');
  expect(kept).toEqual([
    { key: 'good 1', sealed: '' },
    { key: 'good 2', sealed: '' },
    { key: 'new 1', sealed: 'sealed' },
  ]);
});

test('deliveries go after 30 days, with their attempts', async () => {
  const webhook = await insertWebhook(orm, 'https://exemplo.com.br/', NOW);
  const em = orm.em.fork();
  for (const createdAt of [ago(30 * DAY_MS + 1), ago(30 * DAY_MS)]) {
    const delivery = em.create(WebhookDelivery, {
      webhook: webhook.id,
      messageId: `msg_${createdAt.getTime()}`,
      eventType: 'webhook.ping',
      payload: '{}',
      state: 'PENDING',
      once: true,
      attemptCount: 1,
      createdAt,
    });
    em.create(WebhookAttempt, { delivery, at: createdAt, durationMs: 1, requestHeaders: [] });
  }
  await em.flush();
  await trimDeliveries(orm.em.fork(), 30, NOW);
  const kept = await orm.em.fork().findAll(WebhookDelivery);
  expect(kept.map(({ createdAt }) => createdAt)).toEqual([ago(30 * DAY_MS)]);
  expect(await orm.em.fork().count(WebhookAttempt)).toBe(1);
});

test('the line goes after 31 days, but for its end', async () => {
  const request = await insertRequest(orm);
  for (const at of [ago(40 * DAY_MS), ago(31 * DAY_MS), ago(40 * DAY_MS)]) await happens(orm, request, 'EDIT', at);
  await trimLine(orm.em.fork(), NOW);
  const kept = await orm.em.fork().find(OutboxEntry, { subjectId: request.id }, { orderBy: { pos: 'asc' } });
  expect(kept.map(({ at }) => at)).toEqual([ago(31 * DAY_MS), ago(40 * DAY_MS)]);
});

test.each([
  ['answered_once', 'created_at', 'answered_once_by_age'],
  ['webhook_delivery', 'created_at', 'webhook_delivery_by_age'],
  ['outbox', 'at', 'outbox_by_age'],
])('what is old in %s is found by index', async (table, column, index) => {
  const em = orm.em.fork();
  const plan = await em.transactional(async (inside) => {
    await inside.execute('set local enable_seqscan = off');
    return inside.execute(
      `explain select ctid from ${table} where ${column} < now() limit 1000 for update skip locked`,
    );
  });
  expect(JSON.stringify(plan)).toContain(index);
});
