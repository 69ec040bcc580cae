import { randomUUID } from 'node:crypto';
import type { Person, Problem } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Journey } from '../testing/journey.ts';
import { insertMember, teamOf } from '../testing/members.ts';
import { startService } from '../testing/service.ts';
import { gone, ok, startReceiver } from '../testing/webhook-receiver.ts';

const service = await startService();
const receiver = await startReceiver();
const journey = new Journey(service);
afterAll(async () => {
  await service[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

const somebody = (name: string) => testPerson({ id: randomUUID(), name, email: null });
const [gil, ivo, lia, sara] = [somebody('Gil'), somebody('Ivo'), somebody('Lia'), somebody('Sara')];
let team: string;
let credential: string | undefined;

beforeAll(async () => {
  const request = await journey.approved(gil);
  credential = request.credential?.id;
  team = await teamOf(service.orm, request.id);
  await insertMember(service.orm, team, ivo, 'INTEGRADOR');
  await insertMember(service.orm, team, lia, 'LEITURA');
});

interface Seen {
  id: string;
  version: number;
  state: string;
  teamId: string | null;
  teamName: string | null;
  mayManage: boolean;
  createdBy: string | null;
  changedBy: string | null;
}

const SEEN = 'id version state teamId teamName mayManage createdBy changedBy';
const PROBLEMS = 'problems { code path }';

interface Answer {
  webhook: Seen | null;
  problems: Pick<Problem, 'code' | 'path'>[];
}

async function answer<Data>(person: Person, query: string, variables: object): Promise<Data> {
  const { data, errors } = await service.ask<{ answer: Data }>(person, query, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.answer;
}

const create = (person: Person, input: object = {}) =>
  answer<Answer>(
    person,
    `mutation ($input: CreateWebhookInput!) { answer: createWebhook(input: $input) { webhook { ${SEEN} } ${PROBLEMS} } }`,
    { input: { url: receiver.url, eventTypes: ['CREDENTIAL_SECRET_ROTATED'], teamId: team, ...input } },
  );

async function made(person: Person, input: object = {}): Promise<Seen> {
  const { webhook, problems } = await create(person, input);
  if (!webhook) throw new Error(JSON.stringify(problems));
  return webhook;
}

const update = (person: Person, input: object) =>
  answer<Answer>(
    person,
    `mutation ($input: UpdateWebhookInput!) { answer: updateWebhook(input: $input) { webhook { ${SEEN} } ${PROBLEMS} } }`,
    { input },
  );

const act = (person: Person, name: string, id: string) =>
  answer<Answer>(person, `mutation ($id: ID!) { answer: ${name}(id: $id) { ${PROBLEMS} } }`, { id });

const read = (person: Person, id: string) =>
  answer<Seen | null>(person, `query ($id: ID!) { answer: webhook(id: $id) { ${SEEN} } }`, { id });

async function listed(person: Person, filter = ''): Promise<string[]> {
  const query = `{ answer: webhooks(first: 100${filter}) { edges { node { id } } } }`;
  const { edges } = await answer<{ edges: { node: { id: string } }[] }>(person, query, {});
  return edges.map(({ node }) => node.id);
}

async function rotate(person: Person, id = credential): Promise<void> {
  const query = `mutation ($id: ID!) { answer: rotateCredentialSecret(id: $id) { ${PROBLEMS} } }`;
  await answer(person, query, { id });
}

async function sent(person: Person, id: string): Promise<string[]> {
  const query = 'query ($id: ID!) { answer: webhook(id: $id) { deliveries { edges { node { payload } } } } }';
  const { deliveries } = await answer<{ deliveries: { edges: { node: { payload: string } }[] } }>(person, query, {
    id,
  });
  return deliveries.edges.map(({ node }) => JSON.parse(node.payload).data.credentialId);
}

const codes = ({ problems }: Answer) => problems.map(({ code, path }) => [code, path]);
const NOT_FOUND = [['NOT_FOUND', ['id']]];
const ACTS = ['deleteWebhook', 'rotateWebhookSecret', 'testWebhook'];

describe('a webhook of a team', () => {
  test('is made by who answers for it, seen by all of it, and changed by who answers for it', async () => {
    expect(codes(await create(ivo))).toEqual([['NOT_ALLOWED', ['teamId']]]);
    expect(codes(await create(lia))).toEqual([['NOT_ALLOWED', ['teamId']]]);
    for (const teamId of [team, randomUUID(), 'x']) {
      expect(codes(await create(sara, { teamId }))).toEqual([['NOT_FOUND', ['teamId']]]);
    }
    const webhook = await made(gil);
    expect(webhook).toMatchObject({ teamId: team, mayManage: true, createdBy: 'Gil', changedBy: null });
    const { id } = webhook;
    for (const member of [ivo, lia]) {
      expect(await read(member, id)).toEqual({ ...webhook, mayManage: false });
      expect(await listed(member, `, teamId: "${team}"`)).toContain(id);
      expect(codes(await update(member, { id, version: 1, url: 'https://x.example/' }))).toEqual([
        ['NOT_ALLOWED', null],
      ]);
      for (const name of ACTS) expect(codes(await act(member, name, id))).toEqual([['NOT_ALLOWED', null]]);
    }
    expect(await read(sara, id)).toBeNull();
    expect(await listed(sara)).toEqual([]);
    expect(await listed(sara, `, teamId: "${team}"`)).toEqual([]);
    for (const name of ACTS) expect(codes(await act(sara, name, id))).toEqual(NOT_FOUND);

    await insertMember(service.orm, team, ivo, 'GESTOR');
    const changed = await update(ivo, { id, version: webhook.version, description: 'Painel' });
    expect(changed.webhook).toMatchObject({ createdBy: 'Gil', changedBy: 'Ivo', mayManage: true });
    await act(gil, 'deleteWebhook', id);
    await insertMember(service.orm, team, ivo, 'INTEGRADOR');
  });

  test('goes on when who made it is gone, who then reads nothing of it', async () => {
    receiver.answer = ok;
    const eva = somebody('Eva');
    await insertMember(service.orm, team, eva, 'GESTOR');
    const { id } = await made(eva);
    const own = await made(eva, { teamId: null });
    await service.orm.em.fork().execute('delete from team_member where person_id = ?', [eva.id]);
    receiver.taken.length = 0;
    await rotate(gil);
    await expect.poll(() => receiver.taken.map(({ payload }) => payload.type)).toEqual(['credential.secret_rotated']);
    expect(await read(gil, id)).toMatchObject({ createdBy: null, mayManage: true });
    expect(await read(eva, id)).toBeNull();
    expect(codes(await act(eva, 'testWebhook', id))).toEqual(NOT_FOUND);
    expect(await read(eva, own.id)).toMatchObject({ teamId: null });
    await act(gil, 'deleteWebhook', id);
    await act(eva, 'deleteWebhook', own.id);
  });

  test('is not read by sending an old act again, by who is out of the team', async () => {
    receiver.answer = ok;
    const ida = somebody('Ida');
    await insertMember(service.orm, team, ida, 'GESTOR');
    const { id, version } = await made(ida, { idempotencyKey: 'made' });
    const keyed = (name: string, of: string, gives: string) =>
      answer<Answer>(
        ida,
        `mutation ($id: ID!, $key: String) {
           answer: ${name}(id: $id, idempotencyKey: $key) { given: ${gives} { id } ${PROBLEMS} }
         }`,
        { id: of, key: name },
      ) as Promise<Answer & { given: { id: string } | null }>;
    const ping = (await keyed('testWebhook', id, 'delivery')).given?.id ?? '';
    const again = async () => [
      await create(ida, { idempotencyKey: 'made' }),
      await update(ida, { id, version, description: 'Painel', idempotencyKey: 'changed' }),
      await keyed('rotateWebhookSecret', id, 'webhook'),
      await keyed('testWebhook', id, 'delivery'),
      await keyed('replayWebhookDelivery', ping, 'delivery'),
    ];
    expect((await again()).flatMap(codes)).toEqual([]);
    expect((await again()).flatMap(codes)).toEqual([]);
    await service.orm.em.fork().execute('delete from team_member where person_id = ?', [ida.id]);
    const [creates, updates, rotates, tests, replays] = await again();
    for (const refused of [creates, updates, rotates, tests]) {
      expect(refused && codes(refused)).toEqual([['NOT_FOUND', ['idempotencyKey']]]);
      expect(refused).not.toHaveProperty('webhook.id');
      expect(refused).not.toHaveProperty('given.id');
    }
    expect(replays).toMatchObject({ given: null, problems: [{ code: 'NOT_FOUND' }] });
    await act(gil, 'deleteWebhook', id);
  });

  test('is told of its own team alone, whatever else its maker answers for', async () => {
    receiver.answer = ok;
    const other = await teamOf(service.orm, (await journey.draft(sara)).id);
    await insertMember(service.orm, other, gil, 'GESTOR');
    const [ofOther, own] = [await made(gil, { teamId: other }), await made(gil, { teamId: null })];
    receiver.taken.length = 0;
    await rotate(gil);
    await expect.poll(() => receiver.taken).toHaveLength(1);
    // Both were written at once.
    expect([await sent(gil, own.id), await sent(gil, ofOther.id)].map(({ length }) => length)).toEqual([1, 0]);
    for (const { id } of [ofOther, own]) await act(gil, 'deleteWebhook', id);
  });

  test('is one of at most ten a team, also when they are made at once, beside those of its people', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => create(gil)));
    const ids = answers.flatMap(({ webhook }) => webhook?.id ?? []);
    expect(ids).toHaveLength(10);
    expect(answers.flatMap(codes)).toEqual(Array(2).fill(['NOT_ALLOWED', null]));
    const own = await made(gil, { teamId: null });
    expect(codes(await update(gil, { id: own.id, version: own.version, teamId: team }))).toEqual([
      ['NOT_ALLOWED', null],
    ]);
    await Promise.all([...ids, own.id].map((id) => act(gil, 'deleteWebhook', id)));
  });

  test('may be one that was a person’s own, and stays the team’s', async () => {
    const { id, version } = await made(gil, { teamId: null });
    expect(await read(lia, id)).toBeNull();
    for (const teamId of [randomUUID(), 'x']) {
      expect(codes(await update(gil, { id, version, teamId }))).toEqual([['NOT_FOUND', ['teamId']]]);
    }
    const given = await update(gil, { id, version, teamId: team });
    expect(given.webhook).toMatchObject({ teamId: team, createdBy: 'Gil', changedBy: 'Gil' });
    expect(await read(lia, id)).toMatchObject({ id });
    const again = await update(gil, { id, version: version + 1, teamId: randomUUID() });
    expect(codes(again)).toEqual([['NOT_ALLOWED', ['teamId']]]);
    await act(gil, 'deleteWebhook', id);
  });

  test('that was a person’s own shows the team nothing of what it was told of other teams', async () => {
    receiver.answer = ok;
    const elsewhere = await journey.approved(sara);
    await insertMember(service.orm, await teamOf(service.orm, elsewhere.id), gil, 'GESTOR');
    const { id, version } = await made(gil, { teamId: null });
    receiver.taken.length = 0;
    await rotate(gil);
    await rotate(sara, elsewhere.credential?.id);
    await expect.poll(() => receiver.taken).toHaveLength(2);
    expect(await sent(gil, id)).toEqual([elsewhere.credential?.id, credential]);
    await update(gil, { id, version, teamId: team });
    expect(await sent(lia, id)).toEqual([credential]);
    await act(gil, 'deleteWebhook', id);
  });

  test('that the Portal stops is told to who answers for the team, and to nobody else', async () => {
    const { id } = await made(gil);
    receiver.answer = gone;
    await act(gil, 'testWebhook', id);
    await expect.poll(async () => (await read(gil, id))?.state).toBe('DISABLED');
    const told = await service.orm.em
      .fork()
      .execute<{ person_id: string }[]>(`select person_id from notice where kind = 'WEBHOOK_STOPPED'`);
    expect(told.map(({ person_id }) => person_id)).toEqual([gil.id]);
    expect(await listed(gil, ', state: ACTIVE')).not.toContain(id);
    expect(await listed(gil, ', state: DISABLED')).toContain(id);
    await act(gil, 'deleteWebhook', id);
  });
});
