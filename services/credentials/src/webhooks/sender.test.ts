import type { MikroORM } from '@mikro-orm/postgresql';
import { createTestDatabase, type TestDatabase } from '@portal/postgres/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openCredentialsDatabase } from '../database.ts';
import type { AccessRequest } from '../requests/access-request.ts';
import { insertRequest } from '../testing/rows.ts';
import {
  error500,
  gone,
  hangs,
  ok,
  type Receiver,
  redirects,
  resets,
  startReceiver,
  verify,
} from '../testing/webhook-receiver.ts';
import { happens, insertWebhook } from '../testing/webhook-rows.ts';
import { CLAIM_MS, claimDue } from './claim.ts';
import { dispatchEvents } from './dispatch.ts';
import { createPoster } from './post.ts';
import { RETRY_WAITS_MS } from './schedule.ts';
import { startWebhookSender, type WebhookSender } from './sender.ts';
import { Webhook } from './webhook.ts';
import { WebhookAttempt } from './webhook-attempt.ts';
import { WebhookDelivery } from './webhook-delivery.ts';

const DAY_MS = 86_400_000;
const acts = ['CREATE', 'SUBMIT', 'CLAIM', 'RELEASE', 'CLAIM', 'REQUEST_CHANGES'] as const;

let database: TestDatabase;
let orm: MikroORM;
let receiver: Receiver;
let clock: Date;
let running: AsyncDisposableStack;

const now = () => clock;
const eventually = <Seen>(see: () => Seen | Promise<Seen>) => vi.waitUntil(see, { timeout: 15_000, interval: 10 });
const poster = createPoster({ allowPrivate: true, timeoutMs: 300 });

beforeAll(async () => {
  database = await createTestDatabase();
  orm = await openCredentialsDatabase(database.url);
});

afterAll(async () => {
  await poster[Symbol.asyncDispose]();
  await orm.close(true);
  await database[Symbol.asyncDispose]();
});

beforeEach(async () => {
  clock = new Date('2026-11-24T12:00:00Z');
  await orm.em.fork().nativeDelete(Webhook, {});
  running = new AsyncDisposableStack();
  receiver = running.use(await startReceiver());
});

afterEach(() => running.disposeAsync());

function startSender(on = orm): WebhookSender {
  return running.use(startWebhookSender({ orm: on, poster, now }));
}

/** Lets time pass until a condition holds, each time to when the next attempt is due. */
async function until(sender: WebhookSender, holds: () => Promise<boolean>): Promise<void> {
  await dispatchEvents(orm.em.fork(), clock);
  for (let step = 0; step < 50 && !(await holds()); step += 1) {
    sender.wake();
    await atRest();
    const later = { state: 'PENDING', nextAttemptAt: { $gt: clock } } as const;
    const [next] = await orm.em.fork().find(WebhookDelivery, later, { orderBy: { nextAttemptAt: 'asc' }, limit: 1 });
    clock = next?.nextAttemptAt ?? clock;
  }
  expect(await holds()).toBe(true);
}

/** Waits until nothing is due or under way. */
async function atRest(): Promise<void> {
  await eventually(async () => {
    const em = orm.em.fork();
    await dispatchEvents(em, clock);
    const [row] = await em.execute<{ count: string }[]>(
      `select count(*) as count from webhook_delivery d join webhook w on w.id = d.webhook_id
         where d.state = 'PENDING' and (d.claimed_until is not null or d.next_attempt_at <= ? and not exists (
           select 1 from webhook_delivery e where e.webhook_id = d.webhook_id and e.request_id = d.request_id
             and e.pos < d.pos and e.state = 'PENDING' and e.next_attempt_at > ?))`,
      [clock, clock],
    );
    return row?.count === '0';
  });
}

async function deliveries(): Promise<WebhookDelivery[]> {
  return orm.em.fork().find(WebhookDelivery, {}, { orderBy: { pos: 'asc', id: 'asc' } });
}

async function webhookNow(): Promise<Webhook> {
  const [webhook] = await orm.em.fork().findAll(Webhook);
  if (!webhook) throw new Error('there is no webhook');
  return webhook;
}

async function everything(request: AccessRequest): Promise<void> {
  for (const act of acts) await happens(orm, request, act, clock);
}

const typesOf = (of: Receiver, { id }: AccessRequest) =>
  of.taken.filter(({ payload }) => payload.data.requestId === id).map(({ payload }) => payload.type);

const inOrder = [
  'request.created',
  'request.submitted',
  'request.claimed',
  'request.released',
  'request.claimed',
  'request.changes_requested',
];

describe('a receiver in trouble', () => {
  test('answers 500, hangs, redirects, resets, then recovers: every event arrives, in order by request, signed', async () => {
    const { secret } = await insertWebhook(orm, receiver.url, clock);
    const [troubled, other] = [await insertRequest(orm), await insertRequest(orm)];
    const troubles = [error500, hangs, redirects, resets];
    receiver.answer = (received, res, req) => {
      const next = received.payload.data.requestId === troubled.id ? troubles.shift() : undefined;
      (next ?? ok)(received, res, req);
    };
    const sender = startSender();
    await everything(troubled);
    await everything(other);

    sender.wake();
    await eventually(() => typesOf(receiver, other).length === inOrder.length);
    expect(typesOf(receiver, other)).toEqual(inOrder);
    expect(typesOf(receiver, troubled)).toEqual([]);

    await until(sender, async () => (await deliveries()).every(({ state }) => state === 'DELIVERED'));
    expect(typesOf(receiver, troubled)).toEqual(inOrder);
    expect(receiver.taken).toHaveLength(12);
    for (const received of receiver.received) expect(verify(secret, received)).toEqual(received.payload);
    expect(new Set(receiver.taken.map(({ headers }) => headers['webhook-id'])).size).toBe(12);

    const [first] = await deliveries();
    const attempts = await orm.em.fork().find(WebhookAttempt, { delivery: first?.id }, { orderBy: { at: 'asc' } });
    expect(attempts.map(({ failure, responseStatus }) => [failure, responseStatus])).toEqual([
      ['STATUS', 500],
      ['TIMEOUT', null],
      ['REDIRECT', 302],
      ['CONNECTION', null],
      [null, 204],
    ]);
    expect(attempts[0]).toMatchObject({ responseBody: 'não agora', durationMs: expect.any(Number) });
    expect(attempts[0]?.requestHeaders.map(({ name }) => name)).toEqual([
      'content-type',
      'user-agent',
      'webhook-id',
      'webhook-timestamp',
      'webhook-signature',
    ]);
  });

  test('is told ids, protocol, states and environment, and nothing about people', async () => {
    await insertWebhook(orm, receiver.url, clock);
    const request = await insertRequest(orm);
    await happens(orm, request, 'SUBMIT', clock, 'SUBMITTED');
    startSender().wake();
    await eventually(() => receiver.taken.length === 1);
    expect(receiver.taken[0]?.payload).toEqual({
      type: 'request.submitted',
      timestamp: '2026-11-24T12:00:00.000Z',
      data: {
        requestId: request.id,
        protocol: request.protocol,
        environment: 'HOMOLOGATION',
        state: 'SUBMITTED',
        previousState: null,
      },
    });
    expect(receiver.taken[0]?.headers['content-type']).toBe('application/json');
  });

  test('keeps 2 KiB of a long answer', async () => {
    await insertWebhook(orm, receiver.url, clock);
    receiver.answer = (_received, res) => void res.writeHead(500).end(`\0${'á'.repeat(100_000)}`);
    await happens(orm, await insertRequest(orm), 'CREATE', clock);
    startSender().wake();
    const attempt = await eventually(() => orm.em.fork().findOne(WebhookAttempt, { responseStatus: 500 }));
    expect(attempt.responseBody?.length).toBeLessThanOrEqual(1_026);
    expect(attempt.responseBody?.startsWith('\uFFFDáá')).toBe(true);
  });
});

describe('nothing is lost', () => {
  test('when the process stops while it sends', async () => {
    await insertWebhook(orm, receiver.url, clock);
    const request = await insertRequest(orm);
    receiver.answer = hangs;
    await everything(request);
    const first = startSender();
    first.wake();
    await eventually(() => receiver.received.length === 1);
    await first[Symbol.asyncDispose]();
    expect((await deliveries()).map(({ state, claimId, attemptCount }) => [state, claimId, attemptCount])).toEqual(
      acts.map(() => ['PENDING', null, 0]),
    );
    receiver.answer = ok;
    startSender().wake();
    await eventually(() => receiver.taken.length === acts.length);
    expect(typesOf(receiver, request)).toEqual(inOrder);
  });

  test('when the process dies while it sends: others take over once its claim is over', async () => {
    await insertWebhook(orm, receiver.url, clock);
    const request = await insertRequest(orm);
    await everything(request);
    await dispatchEvents(orm.em.fork(), clock);
    expect(await claimDue(orm.em.fork(), 10, clock)).toHaveLength(1);
    const sender = startSender();
    clock = new Date(clock.getTime() + CLAIM_MS - 1);
    expect(await claimDue(orm.em.fork(), 10, clock)).toEqual([]);
    clock = new Date(clock.getTime() + 1);
    sender.wake();
    await eventually(() => receiver.taken.length === acts.length);
    expect(typesOf(receiver, request)).toEqual(inOrder);
  });

  test('and nothing is sent twice where two processes send', async () => {
    const elsewhere = await openCredentialsDatabase(database.url);
    running.defer(() => elsewhere.close(true));
    await insertWebhook(orm, receiver.url, clock);
    const requests = await Promise.all(Array.from({ length: 8 }, () => insertRequest(orm)));
    const senders = [startSender(), startSender(elsewhere)];
    await Promise.all(
      requests.map(async (request) => {
        for (const act of acts) {
          await happens(orm, request, act, clock);
          for (const sender of senders) sender.wake();
        }
      }),
    );
    const wanted = requests.length * acts.length;
    await eventually(() => receiver.taken.length >= wanted);
    await Promise.all(senders.map((sender) => sender[Symbol.asyncDispose]()));
    expect(receiver.received).toHaveLength(wanted);
    for (const request of requests) expect(typesOf(receiver, request)).toEqual(inOrder);
  });
});

describe('who is told', () => {
  test('is the owner alone, of what was chosen, from the creation on', async () => {
    const [mine, late] = [await insertRequest(orm), await insertRequest(orm)];
    await happens(orm, mine, 'CREATE', clock);
    await insertWebhook(orm, receiver.url, clock, { eventTypes: ['REQUEST_SUBMITTED', 'REQUEST_CREATED'] });
    await insertWebhook(orm, receiver.url, clock, { ownerId: '01900000-0000-7000-8000-0000000000ff' });
    await happens(orm, mine, 'SUBMIT', clock);
    await happens(orm, mine, 'CLAIM', clock);
    await happens(orm, late, 'CREATE', clock);
    startSender().wake();
    await eventually(() => receiver.taken.length === 2);
    await atRest();
    expect(receiver.taken.map(({ payload }) => payload.type).sort()).toEqual(['request.created', 'request.submitted']);
    expect(typesOf(receiver, late)).toEqual(['request.created']);
  });

  test('while two secrets are good, both sign', async () => {
    const previousSecret = 'whsec_c2VjcmV0LWFudGVyaW9yLWRlLXRlc3Rl';
    const previousSecretExpiresAt = new Date(clock.getTime() + 1_000);
    const { secret } = await insertWebhook(orm, receiver.url, clock, { previousSecret, previousSecretExpiresAt });
    const sender = startSender();
    await happens(orm, await insertRequest(orm), 'CREATE', clock);
    sender.wake();
    await eventually(() => receiver.taken.length === 1);
    const [both] = receiver.taken;
    if (!both) throw new Error('nothing was received');
    for (const key of [secret, previousSecret]) expect(verify(key, both)).toEqual(both.payload);
    clock = previousSecretExpiresAt;
    await happens(orm, await insertRequest(orm), 'CREATE', clock);
    sender.wake();
    await eventually(() => receiver.taken.length === 2);
    const alone = receiver.taken[1];
    if (!alone) throw new Error('nothing was received');
    verify(secret, alone);
    expect(() => verify(previousSecret, alone)).toThrow('No matching signature found');
  });
});

describe('giving up', () => {
  test('after 3 days in which nothing arrived disables the webhook; what waited is kept', async () => {
    await insertWebhook(orm, receiver.url, clock);
    const request = await insertRequest(orm);
    receiver.answer = error500;
    const sender = startSender();
    await happens(orm, request, 'CREATE', clock);
    await happens(orm, request, 'SUBMIT', clock);
    const began = clock;
    await until(sender, async () => (await webhookNow()).state === 'DISABLED');
    expect(await webhookNow()).toMatchObject({ disabledReason: 'FAILING', stateChangedAt: clock });
    const lasted = clock.getTime() - began.getTime();
    expect(lasted).toBeGreaterThan(2.6 * DAY_MS);
    expect(lasted).toBeLessThanOrEqual(3 * DAY_MS);
    const [failed, waiting] = await deliveries();
    expect(failed).toMatchObject({ state: 'FAILED', attemptCount: RETRY_WAITS_MS.length + 1, nextAttemptAt: null });
    expect(waiting).toMatchObject({ state: 'PENDING', attemptCount: 0, nextAttemptAt: null });
    expect(receiver.received).toHaveLength(RETRY_WAITS_MS.length + 1);
  });

  test('410 Gone disables at once', async () => {
    await insertWebhook(orm, receiver.url, clock);
    receiver.answer = gone;
    await happens(orm, await insertRequest(orm), 'CREATE', clock);
    startSender().wake();
    await eventually(async () => (await webhookNow()).state === 'DISABLED');
    expect(await webhookNow()).toMatchObject({ disabledReason: 'GONE' });
    expect(await deliveries()).toMatchObject([{ state: 'FAILED', attemptCount: 1 }]);
  });

  test('one event that is never taken does not disable a webhook that takes others', async () => {
    await insertWebhook(orm, receiver.url, clock);
    const [never, always] = [await insertRequest(orm), await insertRequest(orm)];
    receiver.answer = (received, res, req) =>
      (received.payload.data.requestId === never.id ? error500 : ok)(received, res, req);
    const sender = startSender();
    await happens(orm, never, 'CREATE', clock);
    await happens(orm, never, 'SUBMIT', clock);
    clock = new Date(clock.getTime() + 1_000);
    await happens(orm, always, 'CREATE', clock);
    await until(sender, async () => (await deliveries()).every(({ state }) => state !== 'PENDING'));
    expect(await webhookNow()).toMatchObject({ state: 'ACTIVE', disabledReason: null });
    expect((await deliveries()).map(({ state }) => state)).toEqual(['FAILED', 'FAILED', 'DELIVERED']);
  });
});
