import { randomUUIDv7 } from 'node:crypto';
import { suites } from '@portal/conformance';
import { LIMITS } from '@portal/domain';
import { type Caller, recordStatements } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeRun } from '../testing/complete-run.ts';
import { startTestService, type TestService } from '../testing/service.ts';

let service: TestService;
let client: pg.Client;
beforeAll(async () => {
  service = await startTestService();
  client = new pg.Client({ connectionString: service.databaseUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await service[Symbol.asyncDispose]();
});

const ana = testPerson();
const bruno = testPerson({ id: randomUUIDv7(), name: 'Bruno' });
const clara = testPerson({ id: randomUUIDv7(), name: 'Clara', roles: ['INTEGRATOR', 'REVIEWER'] });
const davi = testPerson({ id: randomUUIDv7(), name: 'Davi', roles: ['INTEGRATOR', 'REVIEWER'] });
const admin = testPerson({ id: randomUUIDv7(), roles: ['INTEGRATOR', 'ADMIN'] });
const anybody: Caller = { kind: 'anonymous' };
const systemOf = (credentialId: string): Caller => ({ kind: 'client', clientId: 'c', credentialId, requestId: 'r' });
const suite = suites().find(({ id }) => id === 'ria-r') as ReturnType<typeof suites>[number];
const [first, second] = suite.requirements.map(({ id }) => id) as [string, string];

interface Message {
  messageId: string;
  side: string;
  own: boolean;
  suiteVersion: string;
  connector: string | null;
  text: string;
}
interface Connection {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  edges: { node: Message }[];
}
interface Run {
  id: string;
  mayWriteMessages: boolean;
  requirements: { key: string; messageCount: number; unreadMessages: number }[];
  messages: Connection;
}
interface Payload {
  message?: Message | null;
  run: Run | null;
  problems: { code: string; message: string; path: string[] }[];
}

const MESSAGE = 'messageId side own writtenAt suiteVersion connector text';
const COUNTS = 'id mayWriteMessages requirements { key messageCount unreadMessages }';

async function runToReview(more: { productionAsked?: boolean; ownerId?: string } = {}) {
  const { productionAsked = true, ownerId = ana.id } = more;
  const credential = service.credential({ productionAsked, ownerId, services: ['rnds-ria-r'] });
  return { ...(await writeRun(service.databaseUrl, { suite, credential })), credential };
}

async function mutate(name: string, input: object, caller: Caller, fields = ''): Promise<Payload> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await service.ask<{ answer: Payload }>(
    `mutation ($input: ${type}!) { answer: ${name}(input: $input) { ${fields} run { ${COUNTS} } problems { code message path } } }`,
    { input },
    caller,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.answer;
}
const write = (runId: string, text: string, caller: Caller, more: object = {}) =>
  mutate('writeConformanceMessage', { runId, requirement: first, text, ...more }, caller, `message { ${MESSAGE} }`);
const markRead = (runId: string, upTo: string, caller: Caller, more: object = {}) =>
  mutate('markConformanceMessagesRead', { runId, requirement: first, upTo, ...more }, caller);

async function written(runId: string, text: string, caller: Caller, more: object = {}): Promise<string> {
  const { message, problems } = await write(runId, text, caller, more);
  expect(problems).toEqual([]);
  return message?.messageId ?? '';
}

async function readRun(
  id: string,
  caller: Caller,
  fields = `messages(requirement: "${first}") { edges { node { ${MESSAGE} } } }`,
) {
  const { data, errors } = await service.ask<{ node: Run | null }>(
    `query ($id: ID!) { node(id: $id) { ... on ConformanceRun { ${COUNTS} ${fields} } } }`,
    { id },
    caller,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.node;
}
const textsIn = (run: Run | null) => run?.messages.edges.map(({ node }) => node.text);
const countsOf = (run: Run | null, key = first) => {
  const found = run?.requirements.find((one) => one.key === key);
  return [found?.messageCount, found?.unreadMessages];
};
const refusalOf = ({ run, problems }: Payload) => [run, ...problems.map(({ code, path }) => [code, path])];

describe('what is written about a requirement', () => {
  test('is read by both sides, the newest first, with the versions that it was said of and nobody’s name', async () => {
    const { id } = await runToReview();
    const { message } = await write(id, '  Por que reprovou?\n\n\nA resposta foi 201. ', ana);
    expect(message).toMatchObject({
      side: 'INTEGRATOR',
      own: true,
      suiteVersion: suite.version,
      connector: 'clinica/2.1.0',
      text: 'Por que reprovou?\n\nA resposta foi 201.',
    });
    await written(id, 'O token era outro.', clara);
    const told = await readRun(id, ana);
    expect(told?.messages.edges.map(({ node }) => [node.side, node.own])).toEqual([
      ['REVIEWERS', false],
      ['INTEGRATOR', true],
    ]);
    expect(textsIn(await readRun(id, davi))).toEqual(textsIn(told));
    for (const { id: personId, name } of [clara, ana]) {
      expect(JSON.stringify(told)).not.toContain(personId);
      expect(JSON.stringify(told)).not.toContain(name);
    }
  });

  test('is read by who reads the run: owner, system, reviewers and ADMIN; to all others there is no such run', async () => {
    const { id, credential } = await runToReview();
    await written(id, 'Como se faz isto?', ana);
    for (const caller of [ana, clara, admin, systemOf(credential.credentialId)]) {
      expect(textsIn(await readRun(id, caller))).toEqual(['Como se faz isto?']);
    }
    for (const caller of [bruno, anybody, systemOf(randomUUIDv7())]) expect(await readRun(id, caller)).toBeNull();
  });

  test('is of the owner’s side where its writer owns the run, also where they review other people’s', async () => {
    const { id } = await runToReview({ ownerId: clara.id });
    expect((await write(id, 'Eu mesma pergunto.', clara)).message).toMatchObject({ side: 'INTEGRATOR' });
    expect((await write(id, 'Eu respondo.', davi)).message).toMatchObject({ side: 'REVIEWERS' });
  });

  test('is written by nobody else', async () => {
    const { id, credential } = await runToReview();
    expect(refusalOf(await write(id, 'Olá', admin))).toEqual([null, ['NOT_ALLOWED', ['runId']]]);
    expect((await readRun(id, admin))?.mayWriteMessages).toBe(false);
    expect(refusalOf(await write(id, 'Olá', bruno))).toEqual([null, ['NOT_FOUND', ['runId']]]);
    await expect(write(id, 'Olá', anybody)).rejects.toThrow('UNAUTHENTICATED');
    await expect(write(id, 'Olá', systemOf(credential.credentialId))).rejects.toThrow('FORBIDDEN');
    expect(textsIn(await readRun(id, ana))).toEqual([]);
  });

  test('waits until reviewers look at the run, and ends with it', async () => {
    const early = await runToReview({ productionAsked: false });
    expect(refusalOf(await write(early.id, 'Alguém me ajuda?', ana))).toEqual([null, ['NOT_ALLOWED', ['runId']]]);
    expect((await readRun(early.id, ana))?.mayWriteMessages).toBe(false);
    expect(refusalOf(await write(early.id, 'Vejo você.', clara))).toEqual([null, ['NOT_FOUND', ['runId']]]);
    const { id } = await runToReview();
    expect((await readRun(id, ana))?.mayWriteMessages).toBe(true);
    await client.query('update conformance_run set replaced_by = $2 where id = $1', [id, early.id]);
    expect((await readRun(id, ana))?.mayWriteMessages).toBe(false);
    expect(refusalOf(await write(id, 'Ainda dá?', ana))).toEqual([null, ['NOT_ALLOWED', ['runId']]]);
  });

  test('is a text without anybody’s CPF about a requirement that there is', async () => {
    const { id } = await runToReview();
    for (const text of ['', ' \n ', 'á'.repeat(2_001), 'O CPF é 529.982.247-25.', 'a\u0000']) {
      expect(refusalOf(await write(id, text, ana))).toEqual([null, ['INVALID', ['text']]]);
    }
    expect(refusalOf(await write(id, 'Olá', ana, { requirement: 'nada' }))).toEqual([
      null,
      ['NOT_FOUND', ['requirement']],
    ]);
    expect(refusalOf(await write('x', 'Olá', ana))).toEqual([null, ['NOT_FOUND', ['runId']]]);
  });

  test('is written once for a key', async () => {
    const { id } = await runToReview();
    const idempotencyKey = randomUUIDv7();
    const both = await Promise.all([1, 2].map(() => write(id, 'Uma vez só.', ana, { idempotencyKey })));
    expect(both[0]?.message).toEqual(both[1]?.message);
    expect(countsOf(await readRun(id, ana))).toEqual([1, 0]);
  });

  test('stays: the service inserts it and no more, and the log of acts has it without its words', async () => {
    const { id } = await runToReview();
    const messageId = await written(id, 'Palavras que ficam.', ana);
    const { rows } = await client.query('select actor_id, act, detail from audit_record where subject_id = $1', [id]);
    expect(rows).toMatchObject([
      { actor_id: ana.id, act: 'writeConformanceMessage', detail: { requirement: first, message: messageId } },
    ]);
    expect(JSON.stringify(rows)).not.toContain('Palavras');
    const runtime = new pg.Client({ connectionString: service.runtimeUrl });
    await runtime.connect();
    await expect(runtime.query('delete from conformance_message')).rejects.toThrow(/permission denied/);
    await expect(runtime.query('update conformance_message set text = text')).rejects.toThrow(/permission denied/);
    await runtime.end();
  });

  test('is bounded for each person: who wrote much waits, and nobody else with them', async () => {
    const writer = testPerson({ id: randomUUIDv7() });
    const { id } = await runToReview({ ownerId: writer.id });
    for (let count = 1; count < LIMITS.messagesAnHour.max; count++) await written(id, `Pergunta ${count}`, writer);
    const last = await Promise.all([write(id, 'A última', writer), write(id, 'Demais', writer)]);
    expect(last.map(({ problems }) => problems.map(({ code }) => code)).toSorted()).toEqual([[], ['NOT_ALLOWED']]);
    await written(id, 'Calma.', clara);
    service.clock.now = new Date(service.clock.now.getTime() + 3_600_001);
    await written(id, 'Agora sim.', writer);
  });
});

describe('a thread', () => {
  test('is read in pages, none of it twice', async () => {
    const { id } = await runToReview();
    for (const text of ['a', 'b', 'c', 'd', 'e']) await written(id, text, text === 'c' ? clara : ana);
    const read: string[] = [];
    let after: string | null = null;
    do {
      const page: Run | null = await readRun(
        id,
        ana,
        `messages(requirement: "${first}", first: 2${after ? `, after: "${after}"` : ''}) { totalCount pageInfo { hasNextPage endCursor } edges { node { text } } }`,
      );
      expect(page?.messages.totalCount).toBe(5);
      read.push(...(textsIn(page) ?? []));
      after = page?.messages.pageInfo.hasNextPage ? page.messages.pageInfo.endCursor : null;
    } while (after);
    expect(read).toEqual(['e', 'd', 'c', 'b', 'a']);
    const cursor = Buffer.from(JSON.stringify(['messages x', '1'])).toString('base64url');
    await expect(
      readRun(id, ana, `messages(requirement: "${first}", after: "${cursor}") { totalCount }`),
    ).rejects.toThrow('BAD_USER_INPUT');
  });

  test('is of its requirement alone', async () => {
    const { id } = await runToReview();
    await written(id, 'Do primeiro.', ana);
    await written(id, 'Do segundo.', ana, { requirement: second });
    expect(textsIn(await readRun(id, clara))).toEqual(['Do primeiro.']);
    expect(countsOf(await readRun(id, clara), second)).toEqual([1, 1]);
  });

  test('goes on in the run that takes the place of another, with what was said before and of which version', async () => {
    const { id, credential } = await runToReview();
    await written(id, 'Na versão de antes.', ana);
    // Of each suite there is one that calls move.
    await client.query('update conformance_run set replaced_by = id where id = $1', [id]);
    const { id: next } = await writeRun(service.databaseUrl, { suite, credential });
    await client.query('update conformance_run set replaced_by = $2 where id = $1', [id, next]);
    await client.query(
      `update conformance_run set state = jsonb_set(state, '{connector}', '"clinica/3.0.0"') where id = $1`,
      [next],
    );
    await written(next, 'E agora?', ana);
    const told = await readRun(next, clara);
    expect(told?.messages.edges.map(({ node }) => [node.text, node.connector])).toEqual([
      ['E agora?', 'clinica/3.0.0'],
      ['Na versão de antes.', 'clinica/2.1.0'],
    ]);
    expect(textsIn(await readRun(id, clara))).toEqual(textsIn(told));
  });

  test('is unread by each person until they mark it, as far as they do; what one wrote oneself is read', async () => {
    const { id } = await runToReview();
    const question = await written(id, 'Pergunta', ana);
    const more = await written(id, 'E mais', ana);
    expect(countsOf(await readRun(id, ana))).toEqual([2, 0]);
    for (const reviewer of [clara, davi]) expect(countsOf(await readRun(id, reviewer))).toEqual([2, 2]);
    expect(countsOf((await markRead(id, question, clara)).run)).toEqual([2, 1]);
    expect(countsOf((await markRead(id, more, clara)).run)).toEqual([2, 0]);
    // Never less far than before.
    expect(countsOf((await markRead(id, question, clara)).run)).toEqual([2, 0]);
    expect(countsOf(await readRun(id, davi))).toEqual([2, 2]);
    await written(id, 'Resposta', clara);
    expect(countsOf(await readRun(id, clara))).toEqual([3, 0]);
    expect(countsOf(await readRun(id, ana))).toEqual([3, 1]);
    expect(countsOf(await readRun(id, davi))).toEqual([3, 3]);
  });

  test('is marked by who reads the run, up to a message of it', async () => {
    const [one, other] = [await runToReview(), await runToReview()];
    const there = await written(one.id, 'Aqui', ana);
    const elsewhere = await written(other.id, 'Ali', ana);
    for (const upTo of [elsewhere, 'x', randomUUIDv7()]) {
      expect(refusalOf(await markRead(one.id, upTo, clara))).toEqual([null, ['NOT_FOUND', ['upTo']]]);
    }
    expect(refusalOf(await markRead(one.id, there, clara, { requirement: second }))).toEqual([
      null,
      ['NOT_FOUND', ['upTo']],
    ]);
    expect(refusalOf(await markRead(one.id, there, bruno))).toEqual([null, ['NOT_FOUND', ['runId']]]);
    expect(countsOf((await markRead(one.id, there, admin)).run)).toEqual([1, 0]);
  });

  test('and how much there is of each costs one statement, and all their pages another, however many there are', async () => {
    const { id } = await runToReview();
    const pages = (keys: readonly string[]) =>
      keys
        .map((key, place) => `p${place}: messages(requirement: "${key}") { totalCount edges { node { text } } }`)
        .join(' ');
    const counted = async (keys: readonly string[]) => {
      using recorded = recordStatements('operations');
      await readRun(id, clara, pages(keys));
      return recorded.count;
    };
    await written(id, 'Um', ana);
    const one = await counted([first]);
    const keys = suite.requirements.slice(0, 10).map(({ id: key }) => key);
    for (const requirement of keys) await written(id, 'Mais', ana, { requirement });
    expect(await counted(keys)).toBe(one);
  });
});
