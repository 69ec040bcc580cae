import { randomUUIDv7 } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { LIMITS } from '@portal/domain';
import { type Caller, recordStatements } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Journey } from '../testing/journey.ts';
import { ana, bruno, clara, davi, elis } from '../testing/people.ts';
import { startService, type TestService } from '../testing/service.ts';
import { eventOfChange } from '../webhooks/event-of-change.ts';
import { countsFor } from './message-rows.ts';

let service: TestService;
let journey: Journey;
let client: pg.Client;
beforeAll(async () => {
  service = await startService();
  journey = new Journey(service);
  client = new pg.Client({ connectionString: service.databaseUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await service[Symbol.asyncDispose]();
});

const anybody: Caller = { kind: 'anonymous' };
const DAY_MS = 86_400_000;

interface Message {
  messageId: string;
  side: string;
  author: string;
  own: boolean;
  text: string | null;
  erasedAt: string | null;
}
interface Seen {
  id: string;
  version: number;
  messageCount: number;
  unreadMessages: number;
  conversation: string;
  conversationEndsAt: string | null;
  messageSide: string | null;
  mayWriteMessages: boolean;
  messages: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    edges: { node: Message }[];
  };
}
interface Payload {
  message?: Message | null;
  accessRequest: Seen | null;
  problems: { code: string; message: string; path: string[] }[];
}

const MESSAGE = 'messageId side author own writtenAt text erasedAt';
const COUNTS = 'id version messageCount unreadMessages conversation conversationEndsAt messageSide mayWriteMessages';

async function mutate(name: string, input: object, caller: Caller, fields = ''): Promise<Payload> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await service.ask<{ answer: Payload }>(
    caller,
    `mutation ($input: ${type}!) { answer: ${name}(input: $input) { ${fields} accessRequest { ${COUNTS} } problems { code message path } } }`,
    { input },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.answer;
}
const write = (id: string, text: string, caller: Caller, more: object = {}) =>
  mutate('writeAccessRequestMessage', { id, text, ...more }, caller, `message { ${MESSAGE} }`);
const markRead = (id: string, upTo: string, caller: Caller) =>
  mutate('markAccessRequestMessagesRead', { id, upTo }, caller);
const erase = (messageId: string, caller: Caller) =>
  mutate('eraseAccessRequestMessage', { messageId }, caller, `message { ${MESSAGE} }`);

async function written(id: string, text: string, caller: Caller, more: object = {}): Promise<string> {
  const { message, problems } = await write(id, text, caller, more);
  expect(problems).toEqual([]);
  return message?.messageId ?? '';
}

async function read(id: string, caller: Caller, fields = `messages { edges { node { ${MESSAGE} } } }`) {
  const query = `query ($id: ID!) { accessRequest(id: $id) { ${COUNTS} ${fields} } }`;
  const { data, errors } = await service.ask<{ accessRequest: Seen | null }>(caller, query, { id });
  if (errors) throw new Error(JSON.stringify(errors));
  return data.accessRequest;
}
const textsIn = (seen: Seen | null) => seen?.messages.edges.map(({ node }) => node.text);
const countsOf = (seen: Seen | null) => [seen?.messageCount, seen?.unreadMessages];
const refusalOf = ({ message, problems }: Payload) => [message, ...problems.map(({ code, path }) => [code, path])];

describe('what is written on a request', () => {
  test('is read by both sides, the newest first, each by their name, and moves nothing else', async () => {
    const { id, version } = await journey.submitted();
    const { message, accessRequest } = await write(id, '  Por que demora?\n\n\nEstamos prontos. ', ana);
    expect(message).toMatchObject({
      side: 'INTEGRATOR',
      author: 'Ana Souza',
      own: true,
      text: 'Por que demora?\n\nEstamos prontos.',
    });
    expect(accessRequest?.version).toBe(version);
    await written(id, 'Falta pouco.', clara);
    const told = await read(id, ana);
    expect(told?.messages.edges.map(({ node }) => [node.side, node.author, node.own])).toEqual([
      ['REVIEWERS', 'Clara Nunes', false],
      ['INTEGRATOR', 'Ana Souza', true],
    ]);
    expect(textsIn(await read(id, davi))).toEqual(textsIn(told));
    expect(JSON.stringify(told)).not.toContain(clara.id);
    const history = await journey.read<{ history: { action: string }[] }>(ana, id, 'history { action }');
    expect(history?.history.map(({ action }) => action)).toEqual(['CREATE', 'SUBMIT']);
  });

  test('is read by who reads the request: owner, system, reviewers and ADMIN; to all others there is none', async () => {
    const { id, credential } = await journey.approved();
    await written(id, 'Obrigada.', ana);
    const system: Caller = { kind: 'client', clientId: 'c', credentialId: credential?.id ?? '', requestId: id };
    for (const caller of [ana, clara, davi, elis, system])
      expect(textsIn(await read(id, caller))).toEqual(['Obrigada.']);
    expect(countsOf(await read(id, system))).toEqual([1, 0]);
    for (const caller of [bruno, { ...system, credentialId: randomUUIDv7(), requestId: randomUUIDv7() }]) {
      expect(await read(id, caller)).toBeNull();
    }
  });

  test('is of the owner’s side where its writer owns the request, also where they review other people’s', async () => {
    const { id } = await journey.submitted(davi);
    expect((await write(id, 'Eu mesmo pergunto.', davi)).message).toMatchObject({ side: 'INTEGRATOR' });
    expect((await write(id, 'Eu respondo.', clara)).message).toMatchObject({ side: 'REVIEWERS' });
    const sides = [davi, clara, elis].map(async (caller) => (await read(id, caller))?.messageSide);
    expect(await Promise.all(sides)).toEqual(['INTEGRATOR', 'REVIEWERS', null]);
  });

  test('is written by nobody else', async () => {
    const { id } = await journey.submitted();
    expect(refusalOf(await write(id, 'Olá', elis))).toEqual([null, ['NOT_ALLOWED', ['id']]]);
    expect((await read(id, elis))?.mayWriteMessages).toBe(false);
    const unknown = await write(id, 'Olá', bruno);
    expect([refusalOf(unknown), unknown.accessRequest]).toEqual([[null, ['NOT_FOUND', ['id']]], null]);
    expect(refusalOf(await write('x', 'Olá', ana))).toEqual([null, ['NOT_FOUND', ['id']]]);
    await expect(write(id, 'Olá', anybody)).rejects.toThrow('UNAUTHENTICATED');
    const system: Caller = { kind: 'client', clientId: 'c', credentialId: randomUUIDv7(), requestId: id };
    await expect(write(id, 'Olá', system)).rejects.toThrow('FORBIDDEN');
    expect(textsIn(await read(id, ana))).toEqual([]);
  });

  test.for([
    ['a draft', () => journey.draft(), 'NOT_SUBMITTED', 'começa quando a solicitação é enviada'],
    ['a draft that was cancelled', () => journey.cancelled(), 'NOT_SUBMITTED', 'começa quando'],
    [
      'a request that was cancelled',
      async () => journey.done(journey.act(ana, 'cancel', await journey.submitted())),
      'CANCELLED',
      'foi cancelada',
    ],
  ] as const)('is not written on %s, and why is said', async ([, make, state, why]) => {
    const { id } = await make();
    const refused = await write(id, 'Alguém aí?', ana);
    expect(refusalOf(refused)).toEqual([null, ['NOT_ALLOWED', ['id']]]);
    expect(refused.problems[0]?.message).toContain(why);
    expect(await read(id, ana)).toMatchObject({ conversation: state, mayWriteMessages: false, messageCount: 0 });
  });

  test('is written while it waits, is reviewed or is mended, and for thirty days after the decision', async () => {
    for (const { id } of [await journey.submitted(), await journey.inReview(), await journey.changesRequested()]) {
      await written(id, 'Agora.', ana);
      expect(await read(id, davi)).toMatchObject({ conversation: 'OPEN', conversationEndsAt: null });
    }
    const decided = [await journey.approved(), await journey.rejected()];
    const before = service.clock.now;
    try {
      service.clock.now = new Date(before.getTime() + 30 * DAY_MS - 60_000);
      for (const { id } of decided) {
        await written(id, 'Ainda em tempo.', ana);
        await written(id, 'Em tempo.', clara);
      }
      service.clock.now = new Date(before.getTime() + 30 * DAY_MS + 60_000);
      for (const { id } of decided) {
        for (const caller of [ana, clara]) {
          const refused = await write(id, 'Tarde demais.', caller);
          expect(refusalOf(refused)).toEqual([null, ['NOT_ALLOWED', ['id']]]);
          expect(refused.problems[0]?.message).toContain('30 dias depois da decisão');
        }
        const seen = await read(id, ana);
        expect(seen).toMatchObject({ conversation: 'ENDED', mayWriteMessages: false });
        expect(textsIn(seen)).toEqual(['Em tempo.', 'Ainda em tempo.']);
      }
    } finally {
      service.clock.now = before;
    }
  });

  test('is a text without anybody’s CPF, kept as it is whatever it says', async () => {
    const { id } = await journey.submitted();
    for (const text of ['', ' \n ', 'á'.repeat(2_001), 'O CPF é 529.982.247-25.', 'a\u0000', '\ud800']) {
      expect(refusalOf(await write(id, text, ana))).toEqual([null, ['INVALID', ['text']]]);
    }
    const hostile = [
      '<img src=x onerror=alert(1)>',
      `'; drop table request_message; --`,
      '{"$ne": null} ${7*7} %s ?',
      'á'.repeat(2_000),
      '👩‍⚕️ 東京 \u202eetxet',
    ];
    for (const text of hostile) await written(id, text, ana);
    expect((await read(id, clara))?.messageCount).toBe(hostile.length);
    expect(textsIn(await read(id, clara))?.slice(1)).toEqual(hostile.slice(0, -1).reverse());
  });

  test('is written once for a key, also by two at once', async () => {
    const { id } = await journey.submitted();
    const idempotencyKey = randomUUIDv7();
    const both = await Promise.all([1, 2].map(() => write(id, 'Uma vez só.', ana, { idempotencyKey })));
    expect(both[0]?.message).toEqual(both[1]?.message);
    expect(countsOf(await read(id, ana))).toEqual([1, 0]);
    expect(refusalOf(await write(id, 'Outra.', ana, { idempotencyKey }))).toEqual([
      null,
      ['CONFLICT', ['idempotencyKey']],
    ]);
  });

  test('stands in one order for all, however many write at once', async () => {
    const { id } = await journey.submitted();
    const texts = Array.from({ length: 12 }, (_, n) => `Mensagem ${n}`);
    await Promise.all(texts.map((text, n) => written(id, text, [ana, clara, davi][n % 3] as Caller)));
    const [asAna, asDavi] = [await read(id, ana), await read(id, davi)];
    expect(textsIn(asAna)?.toSorted()).toEqual(texts.toSorted());
    expect(textsIn(asDavi)).toEqual(textsIn(asAna));
    expect(countsOf(asAna)).toEqual([12, 8]);
  });

  test('stays: the service deletes none, and the log of acts has it without its words', async () => {
    const { id } = await journey.submitted();
    const message = await written(id, 'Palavras que ficam.', ana);
    const { rows } = await client.query(
      `select actor_id, act, detail from audit_record where subject_id = $1 and act like '%Message'`,
      [id],
    );
    expect(rows).toEqual([
      { actor_id: ana.id, act: 'writeAccessRequestMessage', detail: { message, side: 'INTEGRATOR' } },
    ]);
    const runtime = new pg.Client({ connectionString: service.runtimeUrl });
    await runtime.connect();
    await expect(runtime.query('delete from request_message')).rejects.toThrow(/permission denied/);
    await runtime.end();
  });

  test('is noted as read personal data of the one who asks', async () => {
    const { id } = await journey.submitted();
    await written(id, 'Meu nome está aqui.', ana);
    await read(id, davi);
    const { rows } = await client.query(
      `select actor_id from audit_record where subject_id = $1 and act = 'readAccessRequest'`,
      [id],
    );
    expect(rows).toEqual([{ actor_id: davi.id }]);
  });

  test('is bounded for each person: who wrote much waits, and nobody else with them', async () => {
    const writer = testPerson({ id: randomUUIDv7() });
    const { id } = await journey.submitted(writer);
    await client.query(
      `insert into request_message (id, request_id, side, written_by, author, written_at, text)
       select gen_random_uuid(), $1, 'INTEGRATOR', $2, 'x', $3, 'x' from generate_series(1, $4)`,
      [id, writer.id, service.clock.now, LIMITS.messagesAnHour.max - 1],
    );
    const last = await Promise.all([write(id, 'A última', writer), write(id, 'Demais', writer)]);
    expect(last.map(({ problems }) => problems.map(({ code }) => code)).toSorted()).toEqual([[], ['NOT_ALLOWED']]);
    await written(id, 'Calma.', clara);
  });
});

describe('a conversation', () => {
  test('is read in pages, none of it twice', async () => {
    const { id } = await journey.submitted();
    for (const text of ['a', 'b', 'c', 'd', 'e']) await written(id, text, text === 'c' ? clara : ana);
    const texts: (string | null)[] = [];
    let after: string | null = null;
    do {
      const args: string = `first: 2${after ? `, after: "${after}"` : ''}`;
      const page: Seen | null = await read(
        id,
        ana,
        `messages(${args}) { totalCount pageInfo { hasNextPage endCursor } edges { node { text } } }`,
      );
      expect(page?.messages.totalCount).toBe(5);
      texts.push(...(textsIn(page) ?? []));
      after = page?.messages.pageInfo.hasNextPage ? page.messages.pageInfo.endCursor : null;
    } while (after);
    expect(texts).toEqual(['e', 'd', 'c', 'b', 'a']);
    const cursor = Buffer.from(JSON.stringify(['messages x', '1'])).toString('base64url');
    await expect(read(id, ana, `messages(after: "${cursor}") { totalCount }`)).rejects.toThrow('BAD_USER_INPUT');
  });

  test('is unread by each person until they mark it, as far as they do; what one wrote oneself is read', async () => {
    const { id } = await journey.submitted();
    const question = await written(id, 'Pergunta', ana);
    const more = await written(id, 'E mais', ana);
    expect(countsOf(await read(id, ana))).toEqual([2, 0]);
    for (const reviewer of [clara, davi]) expect(countsOf(await read(id, reviewer))).toEqual([2, 2]);
    expect(countsOf((await markRead(id, question, clara)).accessRequest)).toEqual([2, 1]);
    expect(countsOf((await markRead(id, more, clara)).accessRequest)).toEqual([2, 0]);
    // Never less far than before.
    expect(countsOf((await markRead(id, question, clara)).accessRequest)).toEqual([2, 0]);
    expect(countsOf(await read(id, davi))).toEqual([2, 2]);
    await written(id, 'Resposta', clara);
    expect(countsOf(await read(id, clara))).toEqual([3, 0]);
    expect(countsOf(await read(id, ana))).toEqual([3, 1]);
    expect(countsOf(await read(id, davi))).toEqual([3, 3]);
  });

  test('is marked in a transaction that waits for no second connection', async () => {
    const { id } = await journey.submitted();
    const upTo = await written(id, 'Lida', ana);
    using recorded = recordStatements('operations');
    await markRead(id, upTo, clara);
    const { statements } = recorded;
    const [begin, end] = [/^begin/i, /^commit/i].map((word) => statements.findIndex((sql) => word.test(sql)));
    expect(begin).toBeGreaterThan(0);
    expect(statements.slice(begin, end).filter((sql) => sql.includes('from "access_request"'))).toEqual([]);
  });

  test('is counted for who reads for nobody without a look at its messages', async () => {
    const { id } = await journey.submitted();
    const loopsFor = async (personId: string | null) => {
      let plan = '';
      const execute = async (sql: string, parameters: unknown[]) => {
        const { rows } = await client.query(`explain (analyze) ${sql.replace('?', '$1')}`, parameters);
        plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        return [];
      };
      await countsFor({ execute } as unknown as EntityManager, [{ requestId: id, personId }]);
      return plan.split('\n').find((line) => line.includes(' request_message one'));
    };
    await written(id, 'Uma', ana);
    expect(await loopsFor(clara.id)).toContain('loops=1');
    expect(await loopsFor(null)).toContain('never executed');
  });

  test('is marked by who reads the request, up to a message of it', async () => {
    const [one, other] = [await journey.submitted(), await journey.submitted()];
    const here = await written(one.id, 'Aqui', ana);
    const elsewhere = await written(other.id, 'Ali', ana);
    for (const upTo of [elsewhere, 'x', randomUUIDv7()]) {
      expect((await markRead(one.id, upTo, clara)).problems).toMatchObject([{ code: 'NOT_FOUND', path: ['upTo'] }]);
    }
    const refused = await markRead(one.id, here, bruno);
    expect(refused).toMatchObject({ accessRequest: null, problems: [{ code: 'NOT_FOUND', path: ['id'] }] });
    expect(countsOf((await markRead(one.id, here, elis)).accessRequest)).toEqual([1, 0]);
  });

  test('loses a message that shows a patient to a reviewer alone, its place kept, also after its end', async () => {
    const { id } = await journey.rejected();
    const shown = await written(id, 'O paciente é fulano.', ana);
    await written(id, 'Outra.', ana);
    expect(countsOf(await read(id, davi))).toEqual([2, 2]);
    const before = service.clock.now;
    service.clock.now = new Date(before.getTime() + 40 * DAY_MS);
    try {
      expect(refusalOf(await erase(shown, davi)).slice(1)).toEqual([]);
    } finally {
      service.clock.now = before;
    }
    for (const caller of [ana, clara]) {
      const [, erased] = (await read(id, caller))?.messages.edges ?? [];
      expect(erased?.node).toMatchObject({ author: 'Ana Souza', text: null, erasedAt: expect.any(String) });
    }
    expect(countsOf(await read(id, davi))).toEqual([2, 1]);
    const { rows } = await client.query('select * from request_message where id = $1', [shown]);
    expect(JSON.stringify(rows)).not.toContain('fulano');
    // Once more changes nothing.
    const again = await erase(shown, clara);
    expect(again.message?.erasedAt).toBe((await read(id, ana))?.messages.edges[1]?.node.erasedAt);
  });

  test('loses none to anybody else', async () => {
    const { id } = await journey.submitted(davi);
    const message = await written(id, 'Fica.', davi);
    expect(refusalOf(await erase(message, davi))).toEqual([null, ['NOT_ALLOWED', ['messageId']]]);
    for (const caller of [ana, elis]) await expect(erase(message, caller)).rejects.toThrow('FORBIDDEN');
    for (const unknown of ['x', randomUUIDv7()]) {
      expect(refusalOf(await erase(unknown, clara))).toEqual([null, ['NOT_FOUND', ['messageId']]]);
    }
    expect(textsIn(await read(id, clara))).toEqual(['Fica.']);
  });

  test('costs one statement for how much there is of each, and one for all pages, however many there are', async () => {
    const ids = [await journey.submitted(), await journey.submitted(), await journey.submitted()].map(({ id }) => id);
    for (const id of ids) await written(id, 'Um', ana);
    const counted = async (asked: readonly string[]) => {
      const one = (id: string, n: number) =>
        `r${n}: accessRequest(id: "${id}") { ${COUNTS} messages { totalCount edges { node { text own } } } }`;
      await service.ask(clara, `{ ${asked.map(one).join(' ')} }`);
      using recorded = recordStatements('operations');
      await service.ask(clara, `{ ${asked.map(one).join(' ')} }`);
      return recorded.statements.filter((sql) => sql.includes('request_')).length;
    };
    expect(await counted(ids.slice(0, 1))).toBe(2);
    expect(await counted(ids)).toBe(2);
  });
});

describe('who follows messages', () => {
  const own = `subscription ($id: ID, $after: String) { change: accessRequestMessageChanged(id: $id, after: $after) {
    cursor message { ${MESSAGE} } accessRequest { id messageCount unreadMessages } } }`;
  const review = `subscription ($after: String) { change: reviewMessageChanged(after: $after) {
    cursor message { ${MESSAGE} } accessRequest { id messageCount unreadMessages } } }`;
  interface Change {
    change: { cursor: string; message: Message; accessRequest: Seen };
  }
  const cursorNow = async () =>
    (await service.ask<{ changesCursor: string }>(ana, '{ changesCursor }')).data.changesCursor;

  test('is told of each live, with what is unread for them; of other people’s nothing', async () => {
    const [mine, others] = [await journey.submitted(ana), await journey.submitted(bruno)];
    const after = await cursorNow();
    const asAna = service.subscribe<Change>(ana, own, { after });
    const asClara = service.subscribe<Change>(clara, review, { after });
    await written(others.id, 'De Bruno', bruno);
    await written(mine.id, 'De Clara', clara);
    const [heard] = [(await asAna.next()).value];
    expect(heard?.data?.change).toMatchObject({
      message: { text: 'De Clara', author: 'Clara Nunes', own: false },
      accessRequest: { id: mine.id, messageCount: 1, unreadMessages: 1 },
    });
    const first = (await asClara.next()).value;
    const second = (await asClara.next()).value;
    expect(first?.data?.change).toMatchObject({ message: { text: 'De Bruno' }, accessRequest: { unreadMessages: 1 } });
    expect(second?.data?.change).toMatchObject({ message: { own: true }, accessRequest: { unreadMessages: 0 } });
    // Its erasure as well.
    await erase(heard?.data?.change.message.messageId ?? '', clara);
    expect((await asAna.next()).value?.data?.change.message).toMatchObject({ text: null });
    await Promise.all([asAna.return?.(), asClara.return?.()]);
    // Who comes back is told what was missed.
    const back = service.subscribe<Change>(ana, own, { id: mine.id, after: heard?.data?.change.cursor });
    expect((await back.next()).value?.data?.change.message.text).toBeNull();
    await back.return?.();
  });

  test('is noted where they are told its words or its writer, and not where they only hear that there is one', async () => {
    const { id } = await journey.submitted(ana);
    const told = (message: string) =>
      `subscription ($after: String) { change: reviewMessageChanged(after: $after) {
        message { ${message} } accessRequest { id messageCount unreadMessages } } }`;
    const after = await cursorNow();
    const asked = [
      [clara, 'messageId text'],
      [elis, 'messageId author'],
      [davi, 'messageId own erasedAt'],
    ] as const;
    const lines = asked.map(([caller, fields]) => service.subscribe<Change>(caller, told(fields), { after }));
    const heard = lines.map((line) => line.next());
    await written(id, 'Quem lê isto?', ana);
    for (const line of heard) expect((await line).value?.data?.change.accessRequest.unreadMessages).toBe(1);
    const { rows } = await client.query(
      `select actor_id from audit_record where subject_id = $1 and act = 'readAccessRequest'`,
      [id],
    );
    expect(rows.map(({ actor_id }) => actor_id).toSorted()).toEqual([clara.id, elis.id].toSorted());
    await Promise.all(lines.map((line) => line.return?.()));
  });

  test('is refused other people’s, and the reviewers’ line where they review nothing', async () => {
    const { id } = await journey.submitted(bruno);
    const codeOf = async (caller: Caller, query: string, variables = {}) => {
      const { value } = await service.subscribe(caller, query, variables).next();
      return value?.errors?.map(({ extensions }: { extensions: { code: string } }) => extensions.code);
    };
    expect(await codeOf(ana, own, { id })).toEqual(['NOT_FOUND']);
    expect(await codeOf(clara, own, { id })).toEqual(['NOT_FOUND']);
    expect(await codeOf(ana, review)).toEqual(['FORBIDDEN']);
    expect(await codeOf(anybody, own)).toEqual(['UNAUTHENTICATED']);
  });

  test('is told nothing by webhook', () => {
    const change = { from: null, to: null, eventId: randomUUIDv7() };
    for (const act of ['WRITE_MESSAGE', 'ERASE_MESSAGE'] as const) {
      expect(eventOfChange({ ...change, act }, new Map())).toBeUndefined();
    }
  });
});
