import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Person } from '@portal/service-kit';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { AccessRequest } from '../requests/access-request.ts';
import { insertMember } from '../testing/members.ts';
import { ana, bruno } from '../testing/people.ts';
import { insertRequest } from '../testing/rows.ts';
import { testSealing } from '../testing/sealing.ts';
import { eventually, SendingCase } from '../testing/sending-case.ts';
import { error500, hangs, ok, type Receiver, redirects, resets, verify } from '../testing/webhook-receiver.ts';
import { happens, insertWebhook } from '../testing/webhook-rows.ts';
import { CLAIM_MS } from './claim.ts';
import { dispatchEvents } from './dispatch.ts';
import { createPoster, type Poster } from './post.ts';
import { startWebhookSender } from './sender.ts';
import { countSetAside, listSetAside } from './set-aside.ts';
import { Webhook } from './webhook.ts';
import { WebhookAttempt } from './webhook-attempt.ts';
import { WebhookDelivery } from './webhook-delivery.ts';

const acts = ['CREATE', 'SUBMIT', 'CLAIM', 'RELEASE', 'CLAIM', 'REQUEST_CHANGES'] as const;

const sending = await SendingCase.start();
let receiver: Receiver;

afterAll(() => sending[Symbol.asyncDispose]());
beforeEach(async () => {
  receiver = await sending.begin();
});

async function everything(request: AccessRequest): Promise<void> {
  for (const act of acts) await happens(sending.orm, request, act, sending.clock);
}

/** A team of some people who all answer for it. */
async function insertTeam(...people: Person[]): Promise<string> {
  const id = randomUUID();
  await sending.orm.em
    .fork()
    .execute(`insert into team (id, cnpj, name, created_at) values (?, '11222333000181', 'Clínica', now())`, [id]);
  for (const person of people) await insertMember(sending.orm, id, person, 'GESTOR');
  return id;
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
    const { secret } = await insertWebhook(sending.orm, receiver.url, sending.clock);
    const [troubled, other] = [await insertRequest(sending.orm), await insertRequest(sending.orm)];
    const troubles = [error500, hangs, redirects, resets];
    receiver.answer = (received, res, req) => {
      const next = received.payload.data.requestId === troubled.id ? troubles.shift() : undefined;
      (next ?? ok)(received, res, req);
    };
    const sender = sending.startSender();
    await everything(troubled);
    await everything(other);

    sender.wake();
    await eventually(() => typesOf(receiver, other).length === inOrder.length);
    expect(typesOf(receiver, other)).toEqual(inOrder);
    expect(typesOf(receiver, troubled)).toEqual([]);

    await sending.until(sender, async () => (await sending.deliveries()).every(({ state }) => state === 'DELIVERED'));
    expect(typesOf(receiver, troubled)).toEqual(inOrder);
    expect(receiver.taken).toHaveLength(12);
    for (const received of receiver.received) expect(verify(secret, received)).toEqual(received.payload);
    expect(new Set(receiver.taken.map(({ headers }) => headers['webhook-id'])).size).toBe(12);

    const [first] = await sending.deliveries();
    const attempts = await sending.orm.em
      .fork()
      .find(WebhookAttempt, { delivery: first?.id }, { orderBy: { at: 'asc' } });
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
    await insertWebhook(sending.orm, receiver.url, sending.clock);
    const request = await insertRequest(sending.orm);
    await happens(sending.orm, request, 'SUBMIT', sending.clock, 'SUBMITTED');
    sending.startSender().wake();
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
    await insertWebhook(sending.orm, receiver.url, sending.clock);
    receiver.answer = (_received, res) => void res.writeHead(500).end(`\0${'á'.repeat(100_000)}`);
    await happens(sending.orm, await insertRequest(sending.orm), 'CREATE', sending.clock);
    sending.startSender().wake();
    const attempt = await eventually(() => sending.orm.em.fork().findOne(WebhookAttempt, { responseStatus: 500 }));
    expect(attempt.responseBody?.length).toBeLessThanOrEqual(1_026);
    expect(attempt.responseBody?.startsWith('\uFFFDáá')).toBe(true);
  });
});

describe('receivers that hang', () => {
  const owner = (index: number) => `01900000-0000-7000-8000-0000000001${String(index).padStart(2, '0')}`;

  /** Something to tell to each of these owners, several times over. */
  async function tell(owners: number, events: number): Promise<void> {
    for (let index = 0; index < owners; index += 1) {
      for (let event = 0; event < events; event += 1) {
        const request = await insertRequest(sending.orm, { ownerId: owner(index) });
        await happens(sending.orm, request, 'CREATE', sending.clock);
      }
    }
  }

  test('of sixteen people leave room for everybody else', async () => {
    for (let index = 0; index < 16; index += 1) {
      await insertWebhook(sending.orm, `https://${index}.example/`, sending.clock, { ownerId: owner(index) });
    }
    await insertWebhook(sending.orm, receiver.url, sending.clock);
    await tell(16, 3);
    let hanging = 0;
    await using poster = createPoster({ allowPrivate: true });
    const post: Poster['post'] = async (outgoing) => {
      if (outgoing.url === receiver.url) return poster.post(outgoing);
      hanging += 1;
      if (!outgoing.signal.aborted) await once(outgoing.signal, 'abort');
      return { status: null, body: null, durationMs: 0, failure: 'TIMEOUT' };
    };
    const { orm } = sending;
    const hangingPoster = { post, [Symbol.asyncDispose]: async () => {} };
    await using sender = startWebhookSender({
      orm,
      poster: hangingPoster,
      sealing: testSealing,
      now: () => sending.clock,
    });
    sender.wake();
    await eventually(() => hanging === 32);
    const request = await insertRequest(orm);
    await everything(request);
    sender.wake();
    await eventually(() => receiver.taken.length === acts.length);
    expect(typesOf(receiver, request)).toEqual(inOrder);
    expect(hanging).toBe(32);
  });

  test('at one address take a few of the sendings, whosever webhooks they are', async () => {
    for (let index = 0; index < 6; index += 1) {
      await insertWebhook(sending.orm, receiver.url, sending.clock, { ownerId: owner(index) });
    }
    await tell(6, 3);
    await dispatchEvents(sending.orm.em.fork(), sending.clock);
    expect(await sending.claim()).toHaveLength(8);
    expect(await sending.claim()).toHaveLength(0);
    sending.pass(CLAIM_MS);
    expect(await sending.claim()).toHaveLength(8);
  });
});

describe('nothing is lost', () => {
  test('when the process stops while it sends', async () => {
    await insertWebhook(sending.orm, receiver.url, sending.clock);
    const request = await insertRequest(sending.orm);
    receiver.answer = hangs;
    await everything(request);
    const first = sending.startSender();
    first.wake();
    await eventually(() => receiver.received.length === 1);
    await first[Symbol.asyncDispose]();
    expect(
      (await sending.deliveries()).map(({ state, claimId, attemptCount }) => [state, claimId, attemptCount]),
    ).toEqual(acts.map(() => ['PENDING', null, 0]));
    receiver.answer = ok;
    sending.startSender().wake();
    await eventually(() => receiver.taken.length === acts.length);
    expect(typesOf(receiver, request)).toEqual(inOrder);
  });

  test('when the process dies while it sends: others take over once its claim is over', async () => {
    await insertWebhook(sending.orm, receiver.url, sending.clock);
    const request = await insertRequest(sending.orm);
    await everything(request);
    await dispatchEvents(sending.orm.em.fork(), sending.clock);
    expect(await sending.claim()).toHaveLength(1);
    const sender = sending.startSender();
    sending.pass(CLAIM_MS - 1);
    expect(await sending.claim()).toEqual([]);
    sending.pass(1);
    sender.wake();
    await eventually(() => receiver.taken.length === acts.length);
    expect(typesOf(receiver, request)).toEqual(inOrder);
  });

  test('and nothing is sent twice where two processes send', async () => {
    const elsewhere = await sending.openAnother();
    await insertWebhook(sending.orm, receiver.url, sending.clock);
    const requests = await Promise.all(Array.from({ length: 8 }, () => insertRequest(sending.orm)));
    const senders = [sending.startSender(), sending.startSender(elsewhere)];
    await Promise.all(
      requests.map(async (request) => {
        for (const act of acts) {
          await happens(sending.orm, request, act, sending.clock);
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

describe('an event that cannot be dispatched', () => {
  /** A moment that no payload can name. */
  async function breaks(request: AccessRequest): Promise<void> {
    await sending.orm.em.fork().execute(
      `insert into outbox (id, at, act, subject, subject_id, owner_id, "to")
       values (?, 'infinity', 'SUBMIT', 'ACCESS_REQUEST', ?, ?, 'SUBMITTED')`,
      [randomUUID(), request.id, request.ownerId],
    );
  }

  test('is set aside and shown, once; those before and behind it are sent', async () => {
    const elsewhere = '01900000-0000-7000-8000-0000000000fe';
    const mine = await insertWebhook(sending.orm, receiver.url, sending.clock);
    const other = await insertWebhook(sending.orm, receiver.url, sending.clock, { ownerId: elsewhere });
    const request = await insertRequest(sending.orm);
    await happens(sending.orm, request, 'CREATE', sending.clock);
    await breaks(request);
    await happens(sending.orm, request, 'CANCEL', sending.clock);
    sending.startSender().wake();
    await eventually(() => receiver.taken.length === 2);
    expect(typesOf(receiver, request)).toEqual(['request.created', 'request.cancelled']);
    const em = sending.orm.em.fork();
    const shown = await listSetAside(em, await em.findOneOrFail(Webhook, mine.id));
    expect(shown).toEqual([{ setAsideAt: sending.clock, accessRequestId: request.id, credentialId: null }]);
    expect(await listSetAside(em, await em.findOneOrFail(Webhook, other.id))).toEqual([]);
    expect(await countSetAside(em)).toBe(1);
    await dispatchEvents(em, sending.clock);
    expect(await countSetAside(em)).toBe(1);
  });
});

describe('a backlog', () => {
  test('that waits behind a failed event is due with it, and follows at once when it is through', async () => {
    await insertWebhook(sending.orm, receiver.url, sending.clock);
    const request = await insertRequest(sending.orm);
    receiver.answer = error500;
    const sender = sending.startSender();
    await happens(sending.orm, request, 'CREATE', sending.clock);
    await happens(sending.orm, request, 'SUBMIT', sending.clock);
    sender.wake();
    await eventually(async () => (await sending.deliveries())[0]?.attemptCount === 1);
    await happens(sending.orm, request, 'CLAIM', sending.clock);
    await dispatchEvents(sending.orm.em.fork(), sending.clock);
    const [failed, ...waiting] = await sending.deliveries();
    expect(failed?.nextAttemptAt?.getTime()).toBeGreaterThan(sending.clock.getTime());
    expect(waiting.map(({ nextAttemptAt }) => nextAttemptAt)).toEqual([failed?.nextAttemptAt, failed?.nextAttemptAt]);
    receiver.answer = ok;
    const { id } = failed ?? {};
    await sending.orm.em.fork().nativeUpdate(WebhookDelivery, { id }, { nextAttemptAt: sending.clock });
    sender.wake();
    await eventually(() => receiver.taken.length === 3);
    expect(typesOf(receiver, request)).toEqual(inOrder.slice(0, 3));
  });
});

describe('who is told', () => {
  test('is the owner alone, of what was chosen, from the creation on', async () => {
    const [mine, late] = [await insertRequest(sending.orm), await insertRequest(sending.orm)];
    await happens(sending.orm, mine, 'CREATE', sending.clock);
    await insertWebhook(sending.orm, receiver.url, sending.clock, {
      eventTypes: ['REQUEST_SUBMITTED', 'REQUEST_CREATED'],
    });
    await insertWebhook(sending.orm, receiver.url, sending.clock, { ownerId: '01900000-0000-7000-8000-0000000000ff' });
    await happens(sending.orm, mine, 'SUBMIT', sending.clock);
    await happens(sending.orm, mine, 'CLAIM', sending.clock);
    await happens(sending.orm, late, 'CREATE', sending.clock);
    sending.startSender().wake();
    await eventually(() => receiver.taken.length === 2);
    await sending.atRest();
    expect(receiver.taken.map(({ payload }) => payload.type).sort()).toEqual(['request.created', 'request.submitted']);
    expect(typesOf(receiver, late)).toEqual(['request.created']);
  });

  test.each([
    ['left its team', 'delete from team_member where team_id = ? and person_id = ?'],
    ['answers for its team no more', "update team_member set role = 'LEITURA' where team_id = ? and person_id = ?"],
    [
      'lost it to another team',
      `with other as (insert into team (id, cnpj, name, created_at) values (gen_random_uuid(), '11222333000181', 'Outra', now()) returning id)
       update access_request set team_id = other.id from other where team_id = ? and owner_id = ?`,
    ],
  ])('is not who %s by now: what waited is ended untold', async (_, happening) => {
    const team = await insertTeam(ana, bruno);
    await insertWebhook(sending.orm, receiver.url, sending.clock);
    const request = await insertRequest(sending.orm, { teamId: team });
    const own = await insertRequest(sending.orm);
    receiver.answer = error500;
    const sender = sending.startSender();
    for (const act of ['CREATE', 'SUBMIT', 'CLAIM'] as const) {
      await happens(sending.orm, { id: request.id, ownerId: team }, act, sending.clock);
    }
    await happens(sending.orm, own, 'CREATE', sending.clock);
    sender.wake();
    await eventually(() => receiver.received.length === 2);
    await sending.atRest();
    await sending.orm.em.fork().execute(happening, [team, ana.id]);
    receiver.answer = ok;
    await sending.until(sender, async () => (await sending.deliveries()).every(({ state }) => state !== 'PENDING'));
    expect(receiver.taken.map(({ payload }) => payload.data.requestId)).toEqual([own.id]);
    expect((await sending.deliveries()).map(({ state, attemptCount }) => [state, attemptCount])).toEqual([
      ['FAILED', 1],
      ['FAILED', 0],
      ['FAILED', 0],
      ['DELIVERED', 2],
    ]);
    expect(await sending.webhook()).toMatchObject({ state: 'ACTIVE' });
  });

  test('is a team of what is its own, and no more of what went to another one meanwhile', async () => {
    const [from, to] = [await insertTeam(ana), await insertTeam(bruno)];
    for (const teamId of [from, to]) {
      await insertWebhook(sending.orm, receiver.url, sending.clock, { ownerId: teamId, teamId });
    }
    const request = await insertRequest(sending.orm, { teamId: from });
    receiver.answer = error500;
    const sender = sending.startSender();
    await happens(sending.orm, { id: request.id, ownerId: from }, 'SUBMIT', sending.clock);
    sender.wake();
    await eventually(() => receiver.received.length === 1);
    await sending.atRest();
    await sending.orm.em.fork().execute('update access_request set team_id = ? where id = ?', [to, request.id]);
    receiver.answer = ok;
    await happens(sending.orm, { id: request.id, ownerId: to }, 'CLAIM', sending.clock);
    await sending.until(sender, async () => (await sending.deliveries()).every(({ state }) => state !== 'PENDING'));
    expect(typesOf(receiver, request)).toEqual(['request.claimed']);
    expect((await sending.deliveries()).map(({ state }) => state)).toEqual(['FAILED', 'DELIVERED']);
  });

  test('while two secrets are good, both sign', async () => {
    const previousSecret = 'whsec_c2VjcmV0LWFudGVyaW9yLWRlLXRlc3Rl';
    const previousSecretExpiresAt = new Date(sending.clock.getTime() + 1_000);
    const { secret } = await insertWebhook(sending.orm, receiver.url, sending.clock, {
      sealedPreviousSecret: await testSealing.seal(previousSecret),
      previousSecretExpiresAt,
    });
    const sender = sending.startSender();
    await happens(sending.orm, await insertRequest(sending.orm), 'CREATE', sending.clock);
    sender.wake();
    await eventually(() => receiver.taken.length === 1);
    const [both] = receiver.taken;
    if (!both) throw new Error('nothing was received');
    for (const key of [secret, previousSecret]) expect(verify(key, both)).toEqual(both.payload);
    sending.clock = previousSecretExpiresAt;
    await happens(sending.orm, await insertRequest(sending.orm), 'CREATE', sending.clock);
    sender.wake();
    await eventually(() => receiver.taken.length === 2);
    const alone = receiver.taken[1];
    if (!alone) throw new Error('nothing was received');
    verify(secret, alone);
    expect(() => verify(previousSecret, alone)).toThrow('No matching signature found');
  });
});
