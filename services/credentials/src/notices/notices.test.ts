import { randomUUIDv7 } from 'node:crypto';
import {
  formatDate,
  NOTICE_KINDS_OF,
  type NoticeFacts,
  noticePath,
  noticeSentence,
  SECURITY_KEYS_PATH,
} from '@portal/domain';
import type { Caller, Person } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { tellCompletedRun } from '../conformance/completed-run.ts';
import { Journey, type SeenRequest } from '../testing/journey.ts';
import { insertMember, teamOf } from '../testing/members.ts';
import { noticesFor } from '../testing/notices.ts';
import { bruno, clara, davi } from '../testing/people.ts';
import { eventually } from '../testing/sending-case.ts';
import { startService, type TestService } from '../testing/service.ts';
import { trimRecipients } from './recipients.ts';
import { tellChanges } from './tell.ts';
import { tellTimed } from './tell-timed.ts';
import { trimNotices } from './trim.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What each commit of a change on the line waits for. */
const OUTBOX_LOCK = 4_711_001;

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

/** Each test has an applicant of its own; the reviewers are known, for they were here. */
async function begin(): Promise<Person> {
  for (const reviewer of [clara, davi]) await noticesFor(service, reviewer, 'REVIEWERS');
  return testPerson({ id: randomUUIDv7(), name: 'Iara Dias' });
}

/** What somebody was told of a request, in order, once the line has been read to its end. */
async function toldOf({ id }: Pick<SeenRequest, 'id'>, person: Person, side: 'INTEGRATOR' | 'REVIEWERS') {
  await readToEnd(service);
  const { notices } = await noticesFor(service, person, side);
  return notices.filter(({ accessRequestId }) => accessRequestId === id).reverse();
}
const kindsOf = async (...of: Parameters<typeof toldOf>) => (await toldOf(...of)).map(({ kind }) => kind);

async function readToEnd({ orm }: Pick<TestService, 'orm'>): Promise<void> {
  await tellChanges(orm.em.fork(), new Date());
}

async function write(person: Person, id: string, text: string): Promise<string> {
  const { data } = await service.ask<{ answer: { message: { messageId: string } | null } }>(
    person,
    `mutation ($input: WriteAccessRequestMessageInput!) {
      answer: writeAccessRequestMessage(input: $input) { message { messageId } } }`,
    { input: { id, text } },
  );
  return data.answer.message?.messageId ?? '';
}

async function mark(person: Caller, input: object): Promise<void> {
  const { data, errors } = await service.ask<{ markNoticesRead: { problems: object[] } }>(
    person,
    'mutation ($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) { viewer { id } problems { code } } }',
    { input },
  );
  expect([errors, data?.markNoticesRead.problems]).toEqual([undefined, []]);
}

async function markMessages(person: Person, id: string, upTo: string): Promise<void> {
  await service.ask(
    person,
    'mutation ($input: MarkAccessRequestMessagesReadInput!) { markAccessRequestMessagesRead(input: $input) { problems { code } } }',
    { input: { id, upTo } },
  );
}

interface Page {
  edges: { node: { id: string } }[];
  pageInfo: { endCursor: string; hasNextPage: boolean };
}

async function page(person: Person, after: string | null): Promise<Page> {
  const { data } = await service.ask<{ viewer: { notices: Page } }>(
    person,
    `query ($after: String) { viewer { notices(side: INTEGRATOR, first: 3, after: $after) {
      edges { node { id } } pageInfo { endCursor hasNextPage } } } }`,
    { after },
  );
  return data.viewer.notices;
}

describe('who is told what', () => {
  test('of a request from its submit to its approval: its owner of each step, reviewers of what waits for them', async () => {
    const iara = await begin();
    const submitted = await journey.submitted(iara);
    expect(await kindsOf(submitted, clara, 'REVIEWERS')).toEqual(['REQUEST_ARRIVED']);
    const held = await journey.done(journey.act(clara, 'claim', submitted));
    const sentBack = await journey.done(journey.refuse(clara, 'requestChanges', held));
    const again = await journey.done(journey.act(iara, 'submit', sentBack));
    expect(await kindsOf(submitted, davi, 'REVIEWERS')).toEqual(['REQUEST_ARRIVED', 'REQUEST_RESUBMITTED']);
    const approved = await journey.done(
      journey.act(clara, 'approve', await journey.done(journey.act(clara, 'claim', again))),
    );
    expect(await kindsOf(submitted, iara, 'INTEGRATOR')).toEqual([
      'REQUEST_SUBMITTED',
      'REQUEST_CLAIMED',
      'CHANGES_REQUESTED',
      'REQUEST_SUBMITTED',
      'REQUEST_CLAIMED',
      // Both of one moment.
      'CREDENTIAL_ISSUED',
      'REQUEST_APPROVED',
    ]);
    const notices = await toldOf(submitted, iara, 'INTEGRATOR');
    expect(new Set(notices.map(({ protocol }) => protocol))).toEqual(new Set([submitted.protocol]));
    const issued = notices.find(({ kind }) => kind === 'CREDENTIAL_ISSUED');
    expect(issued?.credentialId).toBe(approved.credential?.id);
    expect(await kindsOf(submitted, iara, 'REVIEWERS')).toEqual([]);
  });

  test('of a request that is handed over: who has it then, and nobody else', async () => {
    const iara = await begin();
    await journey.readQueue(davi);
    const handed = await journey.done(journey.handOver(clara, await journey.inReview(clara, iara), davi));
    expect(await kindsOf(handed, davi, 'REVIEWERS')).toEqual(['REQUEST_ARRIVED', 'REQUEST_HANDED_OVER']);
    expect(await kindsOf(handed, clara, 'REVIEWERS')).toEqual(['REQUEST_ARRIVED']);
    expect(await kindsOf(handed, iara, 'INTEGRATOR')).toEqual(['REQUEST_SUBMITTED', 'REQUEST_CLAIMED']);
  });

  test('of a refusal, and of what somebody does to a credential', async () => {
    const iara = await begin();
    expect(await kindsOf(await journey.rejected(iara), iara, 'INTEGRATOR')).toContain('REQUEST_REJECTED');
    const approved = await journey.approved(iara);
    const act = (verb: string, reason: string) =>
      service.ask(iara, `mutation ($id: ID!) { ${verb}Credential(id: $id ${reason}) { problems { code } } }`, {
        id: approved.credential?.id,
      });
    await act('suspend', ', reason: "Servidor comprometido."');
    await act('revoke', ', reason: "Servidor comprometido."');
    expect((await kindsOf(approved, iara, 'INTEGRATOR')).slice(-2)).toEqual([
      'CREDENTIAL_SUSPENDED',
      'CREDENTIAL_REVOKED',
    ]);
    await service.orm.em.fork().transactional((em) =>
      tellCompletedRun(em, {
        runId: randomUUIDv7(),
        credentialId: approved.credential?.id ?? '',
        suite: 'ria-r',
        suiteVersion: '1.0.0',
        outcome: 'COMPLETE',
        connector: null,
        completedAt: new Date(),
      }),
    );
    expect(await kindsOf(approved, iara, 'INTEGRATOR')).toContain('RUN_COMPLETED');
  });

  test('of a message the other side alone: the owner, or who reviews it, or all who may', async () => {
    const iara = await begin();
    const submitted = await journey.submitted(iara);
    await write(iara, submitted.id, 'Falta muito?');
    expect(await kindsOf(submitted, davi, 'REVIEWERS')).toEqual(['REQUEST_ARRIVED', 'MESSAGE_WRITTEN']);
    await journey.done(journey.act(clara, 'claim', submitted));
    await write(iara, submitted.id, 'E agora?');
    await write(clara, submitted.id, 'Agora não.');
    expect((await kindsOf(submitted, davi, 'REVIEWERS')).filter((kind) => kind === 'MESSAGE_WRITTEN')).toHaveLength(1);
    expect((await kindsOf(submitted, clara, 'REVIEWERS')).filter((kind) => kind === 'MESSAGE_WRITTEN')).toHaveLength(2);
    expect((await kindsOf(submitted, iara, 'INTEGRATOR')).filter((kind) => kind === 'MESSAGE_WRITTEN')).toHaveLength(1);
  });

  test('everybody of the team as such; a reviewer who is of it nothing as a reviewer', async () => {
    const iara = await begin();
    const draft = await journey.draft(iara);
    const team = await teamOf(service.orm, draft.id);
    await insertMember(service.orm, team, bruno, 'LEITURA');
    await insertMember(service.orm, team, davi, 'INTEGRADOR');
    await journey.done(journey.act(iara, 'submit', draft));
    for (const member of [iara, bruno, davi]) {
      expect(await kindsOf(draft, member, 'INTEGRATOR')).toEqual(['REQUEST_SUBMITTED']);
    }
    expect(await kindsOf(draft, davi, 'REVIEWERS')).toEqual([]);
    expect(await kindsOf(draft, clara, 'REVIEWERS')).toEqual(['REQUEST_ARRIVED']);
  });

  test('where who holds it reviews no more, all who review and who leads them, of messages and of what is due', async () => {
    const iara = await begin();
    const [former, mara] = [['REVIEWER'] as const, ['MANAGER'] as const].map((roles) =>
      testPerson({ id: randomUUIDv7(), name: 'Rui Melo', roles: ['INTEGRATOR', ...roles] }),
    ) as [Person, Person];
    await noticesFor(service, former, 'REVIEWERS');
    await noticesFor(service, mara, 'REVIEWERS');
    const held = await journey.inReview(former, iara);
    await readToEnd(service);
    await noticesFor(service, { ...former, roles: ['INTEGRATOR'] }, 'INTEGRATOR');
    await write(iara, held.id, 'Falta muito?');
    await readToEnd(service);
    await tellTimed(service.orm.em.fork(), new Date(Date.now() + 50 * HOUR_MS));
    expect(await kindsOf(held, davi, 'REVIEWERS')).toEqual(['REQUEST_ARRIVED', 'MESSAGE_WRITTEN', 'DEADLINE_NEAR']);
    expect(await kindsOf(held, mara, 'REVIEWERS')).toEqual(['MESSAGE_WRITTEN', 'DEADLINE_NEAR']);
    const kinds = (await toldOf(held, { ...former, roles: ['INTEGRATOR'] }, 'REVIEWERS')).map(({ kind }) => kind);
    expect(kinds).toEqual(['REQUEST_ARRIVED']);
  });

  test('who was not here for three months, or is no reviewer any more, is told of no queue', async () => {
    await begin();
    const [gone, former] = ['Gil Reis', 'Rui Melo'].map((name) =>
      testPerson({ id: randomUUIDv7(), name, roles: ['INTEGRATOR', 'REVIEWER'] }),
    ) as [Person, Person];
    await noticesFor(service, gone, 'REVIEWERS');
    await noticesFor(service, former, 'REVIEWERS');
    await service.orm.em
      .fork()
      .execute(`update notice_recipient set seen_at = now() - interval '91 days' where person_id = ?`, [gone.id]);
    await noticesFor(service, { ...former, roles: ['INTEGRATOR'] }, 'INTEGRATOR');
    const submitted = await journey.submitted();
    expect(await kindsOf(submitted, clara, 'REVIEWERS')).toEqual(['REQUEST_ARRIVED']);
    for (const nobody of [gone, former]) {
      const [row] = await service.orm.em
        .fork()
        .execute<{ n: number }[]>('select count(*)::int as n from notice where person_id = ?', [nobody.id]);
      expect(row?.n).toBe(0);
    }
  });
});

describe('each once', () => {
  test('however many processes tell, and also where one that told lost its place', async () => {
    const iara = await begin();
    await using second = await startService({ databaseUrl: service.databaseUrl });
    const requests = await Promise.all(Array.from({ length: 4 }, () => journey.submitted(iara)));
    await Promise.all(Array.from({ length: 6 }, (_, n) => readToEnd(n % 2 ? second : service)));
    const count = async () => (await noticesFor(service, iara, 'INTEGRATOR')).total;
    expect(await count()).toBe(requests.length);
    await service.orm.em.fork().execute('update notice_cursor set pos = 0');
    await Promise.all([readToEnd(service), readToEnd(second)]);
    expect(await count()).toBe(requests.length);
  });

  test('where a process dies after it wrote and before that is committed nothing is half told, and another goes on', async () => {
    const iara = await begin();
    const clients = [1, 2].map(() => new pg.Client({ connectionString: service.databaseUrl }));
    const [place, line] = clients as [pg.Client, pg.Client];
    await Promise.all(clients.map((client) => client.connect()));
    // Nobody tells before the line is held, which whoever tells takes as the last thing before the commit.
    await place.query('begin');
    await place.query('select pos from notice_cursor for update');
    const submitted = await journey.submitted(iara);
    await line.query(`select pg_advisory_lock(${OUTBOX_LOCK})`);
    await place.query('rollback');
    const telling = readToEnd(service).catch(() => 'died');
    const killed = async () => {
      const { rows } = await line.query<{ killed: boolean }>(
        `select pg_terminate_backend(pid) as killed from pg_locks
         where locktype = 'advisory' and objid = ${OUTBOX_LOCK} and not granted
           and database = (select oid from pg_database where datname = current_database())`,
      );
      return rows.length > 0;
    };
    await eventually(killed);
    expect((await noticesFor(service, iara, 'INTEGRATOR')).total).toBe(0);
    await line.query(`select pg_advisory_unlock(${OUTBOX_LOCK})`);
    await telling;
    expect(await kindsOf(submitted, iara, 'INTEGRATOR')).toEqual(['REQUEST_SUBMITTED']);
    await Promise.all(clients.map((client) => client.end()));
  });

  test('as one change on the line, however many are told of an occasion', async () => {
    const iara = await begin();
    const count = async () => {
      const rows = await service.orm.em.fork().execute<{ n: number; people: number }[]>(
        `select count(*)::int as n, sum((select count(*) from jsonb_object_keys(told)))::int as people
         from outbox where subject = 'NOTICE' and told is not null`,
      );
      return rows[0] ?? { n: 0, people: 0 };
    };
    await readToEnd(service);
    const before = await count();
    await journey.submitted(iara);
    await readToEnd(service);
    const after = await count();
    expect(after.n).toBe(before.n + 1);
    expect(after.people).toBeGreaterThanOrEqual(before.people + 3);
  });

  test('who asks is noted once an hour, and forgotten after 90 days where they are of no team', async () => {
    const [iara, olga] = [await begin(), await begin()];
    await journey.submitted(iara);
    for (const person of [iara, olga]) await noticesFor(service, person, 'INTEGRATOR');
    const em = service.orm.em.fork();
    const ids = `{${iara.id},${olga.id}}`;
    const seen = () =>
      em.execute<{ person_id: string; old: boolean }[]>(
        `select person_id, seen_at < now() - interval '90 days' as old from notice_recipient where person_id = any(?::uuid[])`,
        [ids],
      );
    await em.execute(
      `update notice_recipient set seen_at = now() - interval '91 days' where person_id = any(?::uuid[])`,
      [ids],
    );
    await noticesFor(service, olga, 'INTEGRATOR');
    expect((await seen()).map(({ old }) => old)).toEqual([true, true]);
    await trimRecipients(em, new Date());
    expect((await seen()).map(({ person_id: id }) => id)).toEqual([iara.id]);
  });
});

describe('a person’s own', () => {
  test('are read and marked by nobody else, and by no program', async () => {
    const iara = await begin();
    await journey.submitted(iara);
    await readToEnd(service);
    const [notice] = (await noticesFor(service, iara, 'INTEGRATOR')).notices;
    const byId = 'query ($id: ID!) { node(id: $id) { ... on Notice { kind } } }';
    expect((await service.ask(iara, byId, { id: notice?.id })).data).toEqual({ node: { kind: 'REQUEST_SUBMITTED' } });
    expect((await service.ask(clara, byId, { id: notice?.id })).data).toEqual({ node: null });
    await mark(clara, { side: 'INTEGRATOR', ids: [notice?.id] });
    await mark(clara, { side: 'INTEGRATOR' });
    expect((await noticesFor(service, iara, 'INTEGRATOR')).unread).toBe(1);
    const { errors } = await service.ask(
      { kind: 'anonymous' },
      'mutation { markNoticesRead(input: { side: INTEGRATOR }) { problems { code } } }',
    );
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('are marked one by one or all of a side, listed by kind and by whether they were read, page by page', async () => {
    const iara = await begin();
    await journey.approved(iara);
    await readToEnd(service);
    const before = await noticesFor(service, iara, 'INTEGRATOR');
    expect([before.unread, before.total]).toEqual([4, 4]);
    const claimed = await noticesFor(service, iara, 'INTEGRATOR', 'kind: REQUEST_CLAIMED');
    await mark(iara, { side: 'INTEGRATOR', ids: [claimed.notices[0]?.id, 'nenhum', randomUUIDv7()] });
    const unread = await noticesFor(service, iara, 'INTEGRATOR', 'unread: true');
    expect([unread.unread, unread.notices.map(({ kind }) => kind).includes('REQUEST_CLAIMED')]).toEqual([3, false]);
    await mark(iara, { side: 'REVIEWERS' });
    expect((await noticesFor(service, iara, 'INTEGRATOR')).unread).toBe(3);
    await mark(iara, { side: 'INTEGRATOR', kind: 'REQUEST_APPROVED' });
    expect((await noticesFor(service, iara, 'INTEGRATOR')).unread).toBe(2);
    const tooMany = await service.ask<{ markNoticesRead: { problems: { code: string }[] } }>(
      iara,
      'mutation ($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) { problems { code } } }',
      { input: { side: 'INTEGRATOR', ids: Array.from({ length: 101 }, () => randomUUIDv7()) } },
    );
    expect(tooMany.data.markNoticesRead.problems).toEqual([{ code: 'INVALID' }]);
    await mark(iara, { side: 'INTEGRATOR' });
    expect((await noticesFor(service, iara, 'INTEGRATOR')).unread).toBe(0);

    const first = await page(iara, null);
    const second = await page(iara, first.pageInfo.endCursor);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
    const seen = [...first.edges, ...second.edges].map(({ node }) => node.id);
    expect(seen).toEqual(before.notices.map(({ id }) => id));
  });

  test('are read with the messages that they tell of, and with no later ones', async () => {
    const iara = await begin();
    const { id } = await journey.inReview(clara, iara);
    const upTo = await write(clara, id, 'Envie o Bundle, por favor.');
    await write(clara, id, 'E o cabeçalho.');
    await readToEnd(service);
    const unread = (await noticesFor(service, iara, 'INTEGRATOR')).unread;
    await markMessages(iara, id, upTo);
    expect((await noticesFor(service, iara, 'INTEGRATOR')).unread).toBe(unread - 1);
  });

  test('do not come for a message that was read before it could be told', async () => {
    const iara = await begin();
    const request = await journey.inReview(clara, iara);
    await readToEnd(service);
    const client = new pg.Client({ connectionString: service.databaseUrl });
    await client.connect();
    await client.query('begin');
    await client.query('select pos from notice_cursor for update');
    await markMessages(iara, request.id, await write(clara, request.id, 'Envie o Bundle, por favor.'));
    await client.query('rollback');
    await client.end();
    expect(await kindsOf(request, iara, 'INTEGRATOR')).not.toContain('MESSAGE_WRITTEN');
  });

  test('come live to their person alone, and so does what was read elsewhere', async () => {
    const iara = await begin();
    const query =
      'subscription { noticesChanged { cursor notice { kind protocol } viewer { unreadNoticeCount(side: INTEGRATOR) } } }';
    const hers = service.subscribe<{ noticesChanged: object }>(iara, query);
    const others = service.subscribe<{ noticesChanged: { notice: object } }>(davi, query);
    const [next, otherNext] = [hers.next(), others.next()];
    const after = await service.ask<{ changesCursor: string }>(iara, '{ changesCursor }');
    const submitted = await journey.submitted(iara);
    await readToEnd(service);
    const first = {
      notice: { kind: 'REQUEST_SUBMITTED', protocol: submitted.protocol },
      viewer: { unreadNoticeCount: 1 },
    };
    expect((await next).value?.data?.noticesChanged).toMatchObject(first);
    expect((await otherNext).value?.data?.noticesChanged.notice).toMatchObject({ kind: 'REQUEST_ARRIVED' });
    await mark(iara, { side: 'INTEGRATOR' });
    const second = await hers.next();
    expect(second.value?.data?.noticesChanged).toMatchObject({ notice: null, viewer: { unreadNoticeCount: 0 } });
    await hers.return?.();
    await others.return?.();
    // What was missed is told first.
    const later = service.subscribe<{ noticesChanged: { notice: object } }>(
      iara,
      query.replace('noticesChanged', `noticesChanged(after: "${after.data.changesCursor}")`),
    );
    expect((await later.next()).value?.data?.noticesChanged.notice).toEqual(first.notice);
    await later.return?.();
  });
});

describe('what time brings', () => {
  test('the end of a credential is told 30, 7 and 1 day before it, each once', async () => {
    const iara = await begin();
    const { credential } = await journey.approved(iara);
    const [row] = await service.orm.em
      .fork()
      .execute<{ expires_at: string }[]>('select expires_at from credential where id = ?', [credential?.id]);
    const end = new Date(row?.expires_at ?? 0).getTime();
    const at = async (before: number) => {
      const now = new Date(end - before);
      await Promise.all([1, 2, 3].map(() => tellTimed(service.orm.em.fork(), now)));
      const { notices } = await noticesFor(service, iara, 'INTEGRATOR', 'kind: CREDENTIAL_EXPIRING');
      return notices.map((notice) => noticeSentence({ ...notice, side: 'INTEGRATOR' } as NoticeFacts));
    };
    expect(await at(31 * DAY_MS)).toEqual([]);
    // The date, for it is read whenever it is read.
    expect(await at(30 * DAY_MS)).toEqual([expect.stringContaining(`vence em ${formatDate(new Date(end))}.`)]);
    expect(await at(29 * DAY_MS)).toHaveLength(1);
    expect(await at(7 * DAY_MS)).toHaveLength(2);
    expect(await at(DAY_MS)).toHaveLength(3);
    expect(await at(HOUR_MS)).toHaveLength(3);
    expect(await at(-HOUR_MS)).toHaveLength(3);
  });

  test('of stages that nobody saw pass the last alone is told', async () => {
    const iara = await begin();
    const { credential } = await journey.approved(iara);
    const em = service.orm.em.fork();
    await em.execute(`update credential set expires_at = now() + interval '5 days' where id = ?`, [credential?.id]);
    await tellTimed(em, new Date());
    const { notices } = await noticesFor(service, iara, 'INTEGRATOR', 'kind: CREDENTIAL_EXPIRING');
    expect(notices).toHaveLength(1);
  });

  test('an answer that is due is told at two thirds, five sixths and the end: to who holds it, else to reviewers, and late to who leads', async () => {
    const iara = await begin();
    const waiting = await journey.submitted(iara);
    const held = await journey.inReview(clara, iara);
    const mara = testPerson({ id: randomUUIDv7(), name: 'Mara Luz', roles: ['INTEGRATOR', 'MANAGER'] });
    await noticesFor(service, mara, 'REVIEWERS');
    const sent = Date.now();
    const at = async (hours: number) => {
      const now = new Date(sent + hours * HOUR_MS);
      await Promise.all([1, 2].map(() => tellTimed(service.orm.em.fork(), now)));
      const dueOf = async (request: SeenRequest, person: Person) =>
        (await kindsOf(request, person, 'REVIEWERS')).filter((kind) => kind === 'DEADLINE_NEAR').length;
      return Promise.all([dueOf(waiting, davi), dueOf(held, davi), dueOf(held, clara), dueOf(held, mara)]);
    };
    expect(await at(47)).toEqual([0, 0, 0, 0]);
    expect(await at(48)).toEqual([1, 0, 1, 0]);
    expect(await at(59)).toEqual([1, 0, 1, 0]);
    expect(await at(60)).toEqual([2, 0, 2, 1]);
    expect(await at(72)).toEqual([3, 0, 3, 2]);
    expect(await at(300)).toEqual([3, 0, 3, 2]);
    const sentences = (await toldOf(held, clara, 'REVIEWERS'))
      .filter(({ kind }) => kind === 'DEADLINE_NEAR')
      .map((notice) => noticeSentence({ ...notice, side: 'REVIEWERS' } as NoticeFacts));
    expect(sentences.map((sentence) => / (termina|terminou) em /.exec(sentence)?.[1])).toEqual([
      'termina',
      'termina',
      'terminou',
    ]);
    // So long after that notices are trimmed, and none of this is told anew.
    await trimNotices(service.orm.em.fork(), 31, new Date(sent + 110 * DAY_MS));
    expect(await at(100 * 24)).toEqual([0, 0, 0, 0]);
  });

  test('the service does it by itself', async () => {
    const iara = await begin();
    await using own = await startService();
    const { credential } = await new Journey(own).approved(iara);
    const em = own.orm.em.fork();
    await em.execute(`update credential set expires_at = now() + interval '5 days' where id = ?`, [credential?.id]);
    await em.execute(`delete from chore_turn where chore = 'tell what time brings'`);
    await using _next = await startService({ databaseUrl: own.databaseUrl });
    const expiring = () => noticesFor(own, iara, 'INTEGRATOR', 'kind: CREDENTIAL_EXPIRING');
    await eventually(async () => (await expiring()).total === 1);
  });
});

test('what is older than it is kept goes, read or not', async () => {
  const iara = await begin();
  await journey.submitted(iara);
  await readToEnd(service);
  const later = (days: number) => new Date(Date.now() + days * DAY_MS);
  await trimNotices(service.orm.em.fork(), 180, later(179));
  expect((await noticesFor(service, iara, 'INTEGRATOR')).total).toBe(1);
  await trimNotices(service.orm.em.fork(), 180, later(181));
  expect((await noticesFor(service, iara, 'INTEGRATOR')).total).toBe(0);
});

test('every kind has a sentence and the page of what it tells of', () => {
  const PAGES: Partial<Record<string, string>> = {
    WEBHOOK_STOPPED: '/webhooks',
    TEAM_TOKEN_EXPIRING: '/equipes/t',
    MAKER_LEFT: '/equipes/t',
    MENTIONED: '/solicitacoes/a#mencao',
    RUN_COMPLETED: '/credenciais/c/conformidade',
    ERASURE_ASKED: '/meus-dados',
    SECURITY_KEY_ADDED: SECURITY_KEYS_PATH,
    SECURITY_KEY_REMOVED: SECURITY_KEYS_PATH,
    SECURITY_KEY_REFUSED: SECURITY_KEYS_PATH,
    'CREDENTIAL_TRANSFERRED INTEGRATOR': '/credenciais',
  };
  const WORDS: Partial<Record<string, RegExp>> = {
    WEBHOOK_STOPPED: /webhook/,
    TEAM_TOKEN_EXPIRING: /token/,
    MAKER_LEFT: /tokens ou webhooks/,
    ERASURE_ASKED: /desista em Meus dados/,
    SECURITY_KEY_ADDED: /chave de segurança/,
    SECURITY_KEY_REMOVED: /chaves de segurança/,
    SECURITY_KEY_REFUSED: /chave de segurança/,
  };
  for (const [side, kinds] of Object.entries(NOTICE_KINDS_OF)) {
    for (const kind of kinds) {
      const notice = {
        kind,
        side,
        at: new Date(),
        deadline: new Date(),
        protocol: '2026-0000123-6',
        accessRequestId: 'a',
        credentialId: /^(CREDENTIAL|CERTIFICATE|RUN)_/.test(kind) ? 'c' : null,
        teamId: 't',
      } as NoticeFacts;
      expect(noticeSentence(notice)).toMatch(WORDS[kind] ?? /2026-0000123-6/);
      expect(noticePath(notice)).toBe(
        PAGES[kind] ??
          PAGES[`${kind} ${side}`] ??
          (notice.credentialId === null ? '/solicitacoes/a' : '/credenciais/c'),
      );
      if (PAGES[kind] === '/equipes/t') expect(noticePath({ ...notice, teamId: null })).toBe('/equipes');
    }
  }
});
