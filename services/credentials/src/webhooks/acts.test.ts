import type { Person, Problem } from '@portal/service-kit';
import { afterAll, describe, expect, test } from 'vitest';
import { AuditRecord } from '../audit/audit-record.ts';
import { Journey } from '../testing/journey.ts';
import { ana, bruno, clara } from '../testing/people.ts';
import { startService } from '../testing/service.ts';
import { error500, ok, startReceiver, verify } from '../testing/webhook-receiver.ts';

interface Seen {
  id: string;
  url: string;
  description: string;
  eventTypes: string[];
  state: string;
  disabledReason: string | null;
  previousSecretExpiresAt: string | null;
  version: number;
}

interface Delivery {
  id: string;
  messageId: string;
  eventType: string;
  state: string;
  payload: string;
  attemptCount: number;
  attempts: { responseStatus: number | null; failure: string | null; requestHeaders: { name: string }[] }[];
}

const SEEN = 'id url description eventTypes state disabledReason previousSecretExpiresAt version';
const DELIVERY = `id messageId eventType state payload attemptCount
  attempts { responseStatus failure requestHeaders { name value } durationMs responseBody at }`;
const PROBLEMS = 'problems { code message path }';

const service = await startService();
const receiver = await startReceiver();
afterAll(async () => {
  await service[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

async function get<Data>(person: Person, query: string, variables: object = {}): Promise<Data> {
  const { data, errors } = await service.ask<Data>(person, query, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

interface SecretPayload {
  webhook: Seen | null;
  secret: string | null;
  problems: Problem[];
}

async function create(person: Person, input: object = {}): Promise<SecretPayload> {
  const { created } = await get<{ created: SecretPayload }>(
    person,
    `mutation ($input: CreateWebhookInput!) { created: createWebhook(input: $input) { webhook { ${SEEN} } secret ${PROBLEMS} } }`,
    { input: { url: receiver.url, eventTypes: ['REQUEST_CREATED', 'REQUEST_SUBMITTED'], ...input } },
  );
  return created;
}

async function made(person: Person, input: object = {}): Promise<{ webhook: Seen; secret: string }> {
  const { webhook, secret, problems } = await create(person, input);
  if (!webhook || !secret) throw new Error(JSON.stringify(problems));
  return { webhook, secret };
}

async function update(person: Person, input: object): Promise<{ webhook: Seen | null; problems: Problem[] }> {
  const { updated } = await get<{ updated: { webhook: Seen | null; problems: Problem[] } }>(
    person,
    `mutation ($input: UpdateWebhookInput!) { updated: updateWebhook(input: $input) { webhook { ${SEEN} } ${PROBLEMS} } }`,
    { input },
  );
  return updated;
}

async function byId<Payload>(person: Person, mutation: string, id: string, selection: string): Promise<Payload> {
  const query = `mutation ($id: ID!) { answer: ${mutation}(id: $id) { ${selection} ${PROBLEMS} } }`;
  return (await get<{ answer: Payload }>(person, query, { id })).answer;
}

async function deliveries(person: Person, id: string, state: string | null = null): Promise<Delivery[]> {
  const { webhook } = await get<{ webhook: { deliveries: { edges: { node: Delivery }[] } } }>(
    person,
    `query ($id: ID!, $state: WebhookDeliveryState) {
      webhook(id: $id) { deliveries(first: 100, state: $state) { totalCount edges { node { ${DELIVERY} } } } } }`,
    { id, state },
  );
  return webhook.deliveries.edges.map(({ node }) => node);
}

async function forget(person: Person, id: string): Promise<void> {
  await byId(person, 'deleteWebhook', id, 'deletedId');
}

const codes = ({ problems }: { problems: Problem[] }) => problems.map(({ code, path }) => [code, path]);
const NOT_FOUND = [['NOT_FOUND', ['id']]];

describe('a webhook', () => {
  test('is made with a secret that is shown once', async () => {
    const { webhook, secret } = await made(ana, { description: ' Painel  municipal ' });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(webhook).toMatchObject({
      url: receiver.url,
      description: 'Painel municipal',
      eventTypes: ['REQUEST_CREATED', 'REQUEST_SUBMITTED'],
      state: 'ACTIVE',
      disabledReason: null,
      previousSecretExpiresAt: null,
    });
    await forget(ana, webhook.id);
  });

  test('with wrong values is refused, each at its path', async () => {
    const wrong = { url: 'ftp://exemplo.com.br', description: 'a'.repeat(201), eventTypes: [] };
    const refused = await create(ana, wrong);
    expect(refused).toMatchObject({ webhook: null, secret: null });
    expect(codes(refused)).toEqual([
      ['INVALID', ['url']],
      ['INVALID', ['description']],
      ['REQUIRED', ['eventTypes']],
    ]);
    for (const { message } of refused.problems) expect(message).toMatch(/^[A-ZÀ-Ý].*\.$/);
  });

  test('is one of at most ten a person, also when they are made at once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => create(bruno)));
    const ids = answers.flatMap(({ webhook }) => (webhook ? [webhook.id] : []));
    expect(ids).toHaveLength(10);
    expect(answers.flatMap(codes)).toEqual([
      ['NOT_ALLOWED', null],
      ['NOT_ALLOWED', null],
    ]);
    const list = `query ($after: String) { webhooks(first: 4, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { id } } } }`;
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const {
        webhooks,
      }: {
        webhooks: {
          totalCount: number;
          pageInfo: { hasNextPage: boolean; endCursor: string };
          edges: { node: { id: string } }[];
        };
      } = await get(bruno, list, { after });
      expect(webhooks.totalCount).toBe(10);
      seen.push(...webhooks.edges.map(({ node }) => node.id));
      after = webhooks.pageInfo.hasNextPage ? webhooks.pageInfo.endCursor : null;
    } while (after);
    expect(seen.sort()).toEqual(ids.sort());
    await Promise.all(ids.map((id) => forget(bruno, id)));
  });

  test('is changed field by field, by who has read it last', async () => {
    const { webhook } = await made(ana);
    const changed = await update(ana, { id: webhook.id, version: webhook.version, description: 'Outro' });
    expect(changed.webhook).toMatchObject({ ...webhook, description: 'Outro', version: webhook.version + 1 });
    const stale = await update(ana, { id: webhook.id, version: webhook.version, url: 'https://exemplo.com.br/' });
    expect(codes(stale)).toEqual([['STALE_VERSION', ['version']]]);
    await forget(ana, webhook.id);
  });

  test('is unknown to everybody else', async () => {
    const { webhook } = await made(ana);
    const { id, version } = webhook;
    for (const stranger of [bruno, clara]) {
      expect(await get(stranger, 'query ($id: ID!) { webhook(id: $id) { id } }', { id })).toEqual({ webhook: null });
      expect(codes(await update(stranger, { id, version, description: 'x' }))).toEqual(NOT_FOUND);
      for (const mutation of ['deleteWebhook', 'rotateWebhookSecret', 'testWebhook', 'replayWebhookDelivery']) {
        expect(codes(await byId(stranger, mutation, id, '__typename'))).toEqual(NOT_FOUND);
      }
    }
    expect(await get(ana, 'query ($id: ID!) { webhook(id: $id) { id } }', { id: 'x' })).toEqual({ webhook: null });
    const anonymous = await service.ask({ kind: 'anonymous' }, '{ webhooks { totalCount } }');
    expect(anonymous.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    await forget(ana, id);
  });

  test('gets a new secret beside which the one before signs along', async () => {
    const { webhook, secret } = await made(ana);
    const rotate = `mutation ($id: ID!, $hours: Int) { answer: rotateWebhookSecret(id: $id, overlapHours: $hours) {
      webhook { ${SEEN} } secret ${PROBLEMS} } }`;
    const { answer } = await get<{ answer: SecretPayload }>(ana, rotate, { id: webhook.id, hours: 1 });
    expect(answer.secret).not.toBe(secret);
    const until = new Date(service.clock.now.getTime() + 3_600_000).toISOString();
    expect(answer.webhook?.previousSecretExpiresAt).toBe(until);
    const wrong = await get<{ answer: SecretPayload }>(ana, rotate, { id: webhook.id, hours: 169 });
    expect(codes(wrong.answer)).toEqual([['INVALID', ['overlapHours']]]);
    const none = await get<{ answer: SecretPayload }>(ana, rotate, { id: webhook.id, hours: 0 });
    expect(none.answer.webhook?.previousSecretExpiresAt).toBeNull();
    await forget(ana, webhook.id);
  });
});

describe('sending', () => {
  test('follows what people do, is listed with its attempts, and is replayed with the same webhook-id', async () => {
    receiver.answer = ok;
    const { webhook, secret } = await made(ana, {
      eventTypes: ['REQUEST_CREATED', 'REQUEST_SUBMITTED', 'CREDENTIAL_ISSUED'],
    });
    receiver.taken.length = 0;
    const request = await new Journey(service).approved(ana);
    await expect.poll(() => receiver.taken).toHaveLength(3);
    expect(receiver.taken.map(({ payload }) => payload.type)).toEqual([
      'request.created',
      'request.submitted',
      'credential.issued',
    ]);
    expect(receiver.taken[2]?.payload.data).toEqual({
      requestId: request.id,
      credentialId: request.credential?.id,
      protocol: request.protocol,
      environment: 'HOMOLOGATION',
      state: 'ACTIVE',
    });
    for (const received of receiver.taken) verify(secret, received);

    await expect.poll(() => deliveries(ana, webhook.id, 'DELIVERED')).toHaveLength(3);
    const [newest] = await deliveries(ana, webhook.id, 'DELIVERED');
    expect(newest).toMatchObject({ attemptCount: 1, attempts: [{ responseStatus: 204, failure: null }] });
    const replayed = await byId<{ delivery: Delivery; problems: Problem[] }>(
      ana,
      'replayWebhookDelivery',
      newest?.id ?? '',
      `delivery { ${DELIVERY} }`,
    );
    expect(replayed).toMatchObject({ delivery: { id: newest?.id, state: 'PENDING' }, problems: [] });
    await expect.poll(() => receiver.taken).toHaveLength(4);
    const [again, before] = [receiver.taken[3], receiver.taken.find(({ body }) => body === newest?.payload)];
    expect(again?.headers['webhook-id']).toBe(before?.headers['webhook-id']);
    expect(again?.body).toBe(before?.body);
    await forget(ana, webhook.id);
  });

  test('a test is tried once; a webhook that is stopped is sent nothing, and goes on with what waited', async () => {
    receiver.answer = error500;
    const { webhook } = await made(ana, { eventTypes: ['REQUEST_CREATED'] });
    const { id } = webhook;
    const ping = () =>
      byId<{ delivery: Delivery | null; problems: Problem[] }>(ana, 'testWebhook', id, `delivery { ${DELIVERY} }`);
    expect(await ping()).toMatchObject({ delivery: { eventType: 'webhook.ping', state: 'PENDING' }, problems: [] });
    await expect.poll(() => deliveries(ana, id, 'FAILED')).toHaveLength(1);
    for (let count = 1; count < 10; count += 1) await ping();
    expect(codes(await ping())).toEqual([['NOT_ALLOWED', null]]);
    await expect.poll(() => deliveries(ana, id, 'FAILED')).toHaveLength(10);

    await new Journey(service).draft(ana);
    await expect.poll(() => deliveries(ana, id, 'PENDING')).toMatchObject([{ attemptCount: 1 }]);
    const current = (await get<{ webhook: Seen }>(ana, `query ($id: ID!) { webhook(id: $id) { ${SEEN} } }`, { id }))
      .webhook;
    const stopped = await update(ana, { id, version: current.version, state: 'DISABLED' });
    expect(stopped.webhook).toMatchObject({ state: 'DISABLED', disabledReason: 'OWNER' });
    expect(codes(await ping())).toEqual([['NOT_ALLOWED', null]]);
    receiver.answer = ok;
    const other = await made(ana, { eventTypes: ['REQUEST_CREATED'] });
    receiver.taken.length = 0;
    await new Journey(service).draft(ana);
    // What another webhook heard of has happened for this one too.
    await expect.poll(() => receiver.taken).toHaveLength(1);
    await forget(ana, other.webhook.id);

    receiver.taken.length = 0;
    const started = await update(ana, { id, version: stopped.webhook?.version, state: 'ACTIVE' });
    expect(started.webhook).toMatchObject({ state: 'ACTIVE', disabledReason: null });
    await expect.poll(() => receiver.taken).toHaveLength(1);
    expect(receiver.taken[0]?.payload.type).toBe('request.created');
    await forget(ana, id);
  });
});

test('no row of any table holds a secret that can be read', async () => {
  receiver.answer = ok;
  const { webhook, secret } = await made(ana);
  const { answer } = await get<{ answer: SecretPayload }>(
    ana,
    `mutation ($id: ID!) { answer: rotateWebhookSecret(id: $id) { secret ${PROBLEMS} } }`,
    { id: webhook.id },
  );
  await byId(ana, 'testWebhook', webhook.id, '__typename');
  await expect.poll(() => deliveries(ana, webhook.id, 'DELIVERED')).toHaveLength(1);
  const { orm } = service;
  const tables = await orm.em.execute<{ name: string }[]>(
    "select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'",
  );
  expect(tables.length).toBeGreaterThan(10);
  for (const { name } of tables) {
    const rows = await orm.em.execute<{ text: string }[]>(`select t::text as text from ${name} t`);
    const text = rows.map((row) => row.text).join('\n');
    for (const shown of [secret, answer.secret ?? '']) {
      expect(text.includes(shown), name).toBe(false);
      expect(text.includes(shown.slice('whsec_'.length)), name).toBe(false);
    }
  }
  await forget(ana, webhook.id);
});

test('every act is written down, and no secret with it', async () => {
  const { webhook } = await made(ana);
  await forget(ana, webhook.id);
  const { orm } = service;
  const records = await orm.em.fork().find(AuditRecord, { subjectId: webhook.id }, { orderBy: { id: 'asc' } });
  expect(records.map(({ act, actorId, detail }) => [act, actorId, detail])).toEqual([
    ['createWebhook', ana.id, {}],
    ['deleteWebhook', ana.id, {}],
  ]);
});
