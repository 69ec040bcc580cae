import { randomUUID } from 'node:crypto';
import { encodeCursor, type Person, recordStatements } from '@portal/service-kit';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Journey, type SeenRequest } from '../testing/journey.ts';
import { ana, bruno, clara, davi, elis } from '../testing/people.ts';
import { insertRequest } from '../testing/rows.ts';
import { startService } from '../testing/service.ts';
import { PEOPLE } from './lists.ts';

/** By what the tests call them. */
let made: Record<'draft' | 'queued' | 'held' | 'changes' | 'approved' | 'rejected' | 'production', SeenRequest>;

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

beforeAll(async () => {
  const { clock } = service;
  const step = async (work: Promise<SeenRequest>) => {
    const request = await work;
    clock.now = new Date(clock.now.getTime() + 60_000);
    return request;
  };
  const named = async (name: string, portfolio: string) =>
    journey.done(journey.act(ana, 'submit', await journey.draft(ana, portfolio, name)));
  made = {
    rejected: await step(journey.rejected(bruno)),
    approved: await step(journey.approved()),
    queued: await step(named('Clínica São João', 'cnes')),
    held: await step(named('Farmácia 100%_Boa', 'bnafar')),
    changes: await step(journey.changesRequested()),
    draft: await step(journey.draft(ana, 'cnes', 'Rascunho do São João')),
    production: await step(journey.productionDraft()),
  };
  made.held = await journey.done(journey.act(clara, 'claim', made.held));
});

interface Page {
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
  totalCount: number;
}

async function list(
  person: typeof ana,
  name: 'accessRequests' | 'reviewQueue' | 'reviewHistory' | 'submittedRequests',
  filter: object = {},
  page: { first?: number | null; after?: string } = {},
): Promise<Page> {
  const { data, errors } = await service.ask<{ list: Page }>(
    person,
    `query ($filter: AccessRequestFilter, $first: Int, $after: String) {
      list: ${name}(filter: $filter, first: $first, after: $after) {
        edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } totalCount } }`,
    { filter, ...page },
  );
  if (errors) throw new Error(errors[0]?.extensions.code as string);
  return data.list;
}

async function ids(...[person, name, filter]: Parameters<typeof list>): Promise<string[]> {
  return (await list(person, name, filter)).edges.map(({ node }) => node.id);
}

describe('the lists', () => {
  it("one's own, newest first, in pages", async () => {
    const all = await ids(ana, 'accessRequests');
    expect(all[0]).toBe(made.production.id);
    expect(all).not.toContain(made.rejected.id);
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const { edges, pageInfo, totalCount } = await list(ana, 'accessRequests', {}, { first: 2, after });
      expect([totalCount, pageInfo.hasPreviousPage]).toEqual([all.length, after !== undefined]);
      seen.push(...edges.map(({ node }) => node.id));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor ?? undefined;
    }
    expect(seen).toEqual(all);
  });

  it('the queue by its deadline, of what waits and is held', async () => {
    expect(await ids(davi, 'reviewQueue')).toEqual([made.queued.id, made.held.id]);
    expect(await ids(elis, 'reviewQueue')).toEqual([made.queued.id, made.held.id]);
  });

  it('the history of decisions, newest first', async () => {
    const all = await ids(davi, 'reviewHistory');
    expect(all.slice(-2)).toEqual([made.approved.id, made.rejected.id]);
    expect(await ids(clara, 'reviewHistory', { states: ['REJECTED'] })).toEqual([made.rejected.id]);
    expect(await ids(davi, 'reviewHistory', { assignedToMe: true })).toEqual([]);
  });

  it('all that was submitted, in every state, the newest submission first, and never a draft', async () => {
    const { changes, held, queued, approved, rejected } = made;
    const all = await ids(davi, 'submittedRequests');
    expect(all.slice(1)).toEqual([changes, held, queued, approved, rejected].map(({ id }) => id));
    expect(all).not.toContain(made.production.id);
    expect(await ids(davi, 'submittedRequests', { states: ['CHANGES_REQUESTED'] })).toEqual([changes.id]);
    expect(await ids(elis, 'submittedRequests', { states: ['DRAFT'] })).toEqual([]);
  });

  it('the queue in each order, in pages, and no cursor of one order in another', async () => {
    const walk = async (orderBy: string | null) => {
      const seen: string[] = [];
      for (let after: string | null = null; ; ) {
        const { data }: { data: { list: Page } } = await service.ask(
          davi,
          `query ($orderBy: ReviewQueueOrder, $after: String) { list: reviewQueue(orderBy: $orderBy, first: 1, after: $after) {
            edges { node { id } } pageInfo { hasNextPage endCursor } } }`,
          { orderBy, after },
        );
        seen.push(...data.list.edges.map(({ node }) => node.id));
        if (!data.list.pageInfo.hasNextPage) return seen;
        after = data.list.pageInfo.endCursor;
      }
    };
    const nearest = [made.queued.id, made.held.id];
    expect(await walk(null)).toEqual(nearest);
    expect(await walk('DUE_FIRST')).toEqual(nearest);
    expect(await walk('DUE_LAST')).toEqual(nearest.toReversed());
    expect(await walk('SUBMITTED_FIRST')).toEqual(nearest);
    expect(await walk('SUBMITTED_LAST')).toEqual(nearest.toReversed());
    const { edges } = await list(davi, 'reviewQueue', {}, { first: 1 });
    const other = await service.ask(
      davi,
      'query ($after: String) { reviewQueue(orderBy: DUE_LAST, after: $after) { totalCount } }',
      { after: edges[0]?.cursor },
    );
    expect(other.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it.each([0, -1, 101])('first: %i is BAD_USER_INPUT', async (first) => {
    await expect(list(ana, 'accessRequests', {}, { first })).rejects.toThrow('BAD_USER_INPUT');
  });

  it('a page of 20 where nothing, or null, is said', async () => {
    expect((await list(ana, 'accessRequests', {}, { first: null })).edges.length).toBeGreaterThan(0);
  });

  it.each(['x', Buffer.from('["2026"]').toString('base64url'), Buffer.from('[1,2]').toString('base64url')])(
    'the cursor %s is BAD_USER_INPUT',
    async (after) => {
      await expect(list(ana, 'accessRequests', {}, { after })).rejects.toThrow('BAD_USER_INPUT');
    },
  );
});

describe('the filters', () => {
  it('by a state that is told over and over asks for it once', async () => {
    using recorded = recordStatements('operations');
    const states = Array(50_000).fill('DRAFT');
    expect(await ids(ana, 'accessRequests', { environment: 'HOMOLOGATION', states })).toEqual([made.draft.id]);
    for (const statement of recorded.statements) expect(statement.length).toBeLessThan(10_000);
  });

  it('by environment, states and portfolio', async () => {
    expect(await ids(ana, 'accessRequests', { environment: 'PRODUCTION' })).toEqual([made.production.id]);
    expect(await ids(ana, 'accessRequests', { states: ['CHANGES_REQUESTED'] })).toEqual([made.changes.id]);
    expect(await ids(ana, 'accessRequests', { states: [] })).toEqual([]);
    expect(await ids(ana, 'accessRequests', { portfolio: 'bnafar' })).toEqual([made.held.id]);
    expect(await ids(davi, 'reviewQueue', { portfolio: 'cnes' })).toEqual([made.queued.id]);
    expect(await ids(davi, 'reviewQueue', { states: ['APPROVED'] })).toEqual([]);
  });

  it('by who holds it', async () => {
    expect(await ids(clara, 'reviewQueue', { assignedToMe: true })).toEqual([made.held.id]);
    expect(await ids(davi, 'reviewQueue', { assignedToMe: true })).toEqual([]);
    expect(await ids(davi, 'reviewQueue', { unassigned: true })).toEqual([made.queued.id]);
    expect(await ids(davi, 'reviewQueue', { unassigned: false, assignedToMe: false })).toHaveLength(2);
  });

  it('by UF, of what its reader reads', async () => {
    expect(await ids(davi, 'reviewQueue', { uf: 'GO' })).toEqual([made.queued.id, made.held.id]);
    expect(await ids(davi, 'reviewQueue', { uf: 'SP' })).toEqual([]);
    expect(await ids(ana, 'accessRequests', { uf: 'GO', states: ['DRAFT'], environment: 'HOMOLOGATION' })).toEqual([
      made.draft.id,
    ]);
    expect(await ids(ana, 'accessRequests', { uf: 'g\0' })).toEqual([]);
  });

  it('by one who holds it, and who they are', async () => {
    expect(await ids(davi, 'reviewQueue', { reviewer: clara.id })).toEqual([made.held.id]);
    expect(await ids(davi, 'reviewQueue', { reviewer: davi.id })).toEqual([]);
    expect(await ids(davi, 'reviewQueue', { reviewer: 'ninguém' })).toEqual([]);
    const { data } = await service.ask<{ queueReviewers: object[] }>(davi, '{ queueReviewers { personId name } }');
    expect(data.queueReviewers).toEqual([{ personId: clara.id, name: clara.name }]);
  });

  it('those that are late: what waits longer than its deadline, by the clock', async () => {
    expect(await ids(davi, 'reviewQueue', { late: true })).toEqual([]);
    const { clock } = service;
    const { now } = clock;
    const { data } = await service.ask<{ accessRequest: { dueAt: string } }>(
      davi,
      'query ($id: ID!) { accessRequest(id: $id) { dueAt } }',
      { id: made.queued.id },
    );
    clock.now = new Date(Date.parse(data.accessRequest.dueAt) + 1);
    try {
      expect(await ids(davi, 'reviewQueue', { late: true })).toEqual([made.queued.id]);
      // What was decided is late no more, however late the decision was.
      expect(await ids(davi, 'submittedRequests', { late: true })).toEqual([made.queued.id]);
    } finally {
      clock.now = now;
    }
  });

  it('reviewers find by who asked and who answers for the system, and nobody finds among their own by that', async () => {
    expect(await ids(davi, 'submittedRequests', { text: 'bruno' })).toEqual([made.rejected.id]);
    expect(await ids(davi, 'reviewQueue', { text: 'ANA souza', portfolio: 'cnes' })).toEqual([made.queued.id]);
    expect(await ids(davi, 'reviewQueue', { text: 'ana joão' })).toEqual([made.queued.id]);
    expect(await ids(ana, 'accessRequests', { text: 'souza' })).toEqual([]);
  });

  it.each([
    ['sao joao', ['draft', 'queued']],
    ['JOÃO clinica', ['queued']],
    ['goiania joao', ['draft', 'queued']],
    ['100%_', ['held']],
    ['%', ['held']],
    ['2337991 bnafar', ['held']],
    ['ninguém', []],
  ] as const)('by the text "%s", accents and case ignored', async (text, expected) => {
    expect(await ids(ana, 'accessRequests', { text })).toEqual(expected.map((name) => made[name].id));
  });

  it('by protocol, with and without dashes', async () => {
    const { id, protocol } = made.queued;
    expect(await ids(ana, 'accessRequests', { text: protocol })).toEqual([id]);
    expect(await ids(davi, 'reviewQueue', { text: protocol.replaceAll('-', '') })).toEqual([id]);
  });

  it('reviewers search what was submitted, not what its owner works on', async () => {
    const { id, version } = made.changes;
    const renamed = await journey.done(
      journey.update(ana, { id, version }, { system: { name: 'Segredo em andamento' } }),
    );
    expect(await ids(ana, 'accessRequests', { text: 'segredo' })).toEqual([id]);
    const sent = await journey.done(journey.act(ana, 'submit', renamed));
    expect(await ids(davi, 'reviewQueue', { text: 'segredo' })).toEqual([id]);
    const back = await journey.done(
      journey.refuse(clara, 'requestChanges', await journey.done(journey.act(clara, 'claim', sent))),
    );
    await journey.done(journey.update(ana, back, { system: { name: 'Nome novo' } }));
    expect(await ids(ana, 'accessRequests', { text: 'segredo' })).toEqual([]);
  });

  it('what the database would not take finds nothing', async () => {
    expect(await ids(ana, 'accessRequests', { portfolio: 'cnes\0' })).toEqual([]);
    expect(await ids(ana, 'accessRequests', { text: '\0', portfolio: '\ud800' })).toEqual([]);
    const after = encodeCursor(['requests', '0000-01-01T00:00:00Z', ana.id]);
    await expect(list(ana, 'accessRequests', {}, { after })).rejects.toThrow('BAD_USER_INPUT');
  });

  it('a text that is too long is BAD_USER_INPUT', async () => {
    await expect(list(ana, 'accessRequests', { text: 'x'.repeat(201) })).rejects.toThrow('BAD_USER_INPUT');
  });
});

describe('how many there are', () => {
  it('is told up to a thousand and one, and what lies beyond is not looked at', async () => {
    const house: Person = { ...ana, id: randomUUID() };
    let number = 0;
    const insert = () =>
      insertRequest(service.orm, { ownerId: house.id, protocol: `3000-${String(++number).padStart(7, '0')}-0` });
    for (let made = 0; made < 1_000; made += 100) await Promise.all(Array.from({ length: 100 }, insert));
    const counts = async () => {
      const ofPortfolio = `query ($of: [_Any!]!) { _entities(representations: $of) {
        ... on Portfolio { viewerRequests(first: 1) { totalCount } } } }`;
      const of = [{ __typename: 'Portfolio', slug: 'rnds' }];
      const { data } = await service.ask<{ _entities: { viewerRequests: Page }[] }>(house, ofPortfolio, { of });
      const [whole, ...others] = await Promise.all([
        list(house, 'accessRequests'),
        list(house, 'accessRequests', { text: 'laboratório' }),
        list(house, 'accessRequests', { portfolio: 'cnes' }),
      ]);
      return [whole, ...others, data._entities[0]?.viewerRequests].map((page) => page?.totalCount);
    };
    expect(await counts()).toEqual([1_000, 1_000, 0, 1_000]);
    await insert();
    expect(await counts()).toEqual([1_001, 1_001, 0, 1_001]);
    await insert();
    expect(await counts()).toEqual([1_001, 1_001, 0, 1_001]);
  });
});

describe('what a page costs', () => {
  const EVERYTHING = `id protocol environment state version requester { name } portfolio { slug } services { slug } origin
    establishment { name } childEstablishments { name } manager { cpf } certificate { subject } system { name }
    acceptedTermsAt homologationCredential { id } evidence { id requirements { id } }
    checklist { requirement { id } evidence { id } verdict note } warnings { code } history { id actor reasons { code } }
    credential { id } createdAt submittedAt dueAt decidedAt reviewer { name } previousReviewer { name }
    approvals { at } submissions changedSinceLastSubmission allowedActions
    previousSubmission { manager { cpf } evidence { fileName evidence { id } } }`;

  it.each([
    ['accessRequests', ana],
    ['reviewQueue', clara],
    ['reviewHistory', clara],
    ['submittedRequests', clara],
  ] as const)('%s takes the same few statements, however many rows and fields', async (name, person) => {
    const query = (first: number) =>
      `{ list: ${name}(first: ${first}) { totalCount edges { node { ${EVERYTHING} } } } }`;
    const count = async (first: number) => {
      using recorded = recordStatements('operations');
      const { errors } = await service.ask(person, query(first));
      expect(errors).toBeUndefined();
      return recorded.count;
    };
    await count(1);
    const few = await count(2);
    expect(await count(100)).toBeLessThanOrEqual(few + 1);
    expect(few).toBeLessThanOrEqual(8);
  });

  it('a cursor of another list is refused', async () => {
    const own = await service.ask<{ list: Page }>(ana, '{ list: accessRequests(first: 1) { edges { cursor } } }');
    const [edge] = own.data.list.edges as unknown as { cursor: string }[];
    const asked = (person: Person, name: string) =>
      service.ask(person, `query ($after: String) { ${name}(after: $after) { totalCount } }`, { after: edge?.cursor });
    expect((await asked(ana, 'accessRequests')).errors).toBeUndefined();
    for (const [person, name] of [
      [clara, 'reviewQueue'],
      [clara, 'reviewHistory'],
      [clara, 'submittedRequests'],
      [ana, 'credentials'],
      [ana, 'webhooks'],
    ] as const) {
      expect((await asked(person, name)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });

  it('one request read whole takes few', async () => {
    using recorded = recordStatements('operations');
    await journey.read(ana, made.approved.id, EVERYTHING);
    expect(recorded.count).toBeLessThanOrEqual(6);
  });

  it("the viewer's own in many portfolios take one statement a list, and one for its totals", async () => {
    const representations = ['cnes', 'bnafar', 'cadsus', 'rnds'].map((slug) => ({ __typename: 'Portfolio', slug }));
    using recorded = recordStatements('operations');
    const { data } = await service.ask<{ _entities: { viewerRequests: Page; viewerCredentials: Page }[] }>(
      ana,
      `query ($representations: [_Any!]!) { _entities(representations: $representations) {
        ... on Portfolio {
          viewerRequests(first: 1) { totalCount edges { node { id } } pageInfo { hasNextPage } }
          viewerCredentials(first: 1) { totalCount edges { node { id } } pageInfo { hasNextPage } } } } }`,
      { representations },
    );
    expect(recorded.count).toBe(4);
    const pages = data._entities.map(({ viewerRequests }) => viewerRequests);
    expect(pages.map(({ edges }) => edges.map(({ node }) => node.id))).toEqual([
      [made.production.id],
      [made.held.id],
      [],
      [],
    ]);
    expect(pages[1]).toMatchObject({ totalCount: 1, pageInfo: { hasNextPage: false } });
    expect(pages[0]?.pageInfo.hasNextPage).toBe(true);
    expect(data._entities.map(({ viewerCredentials }) => viewerCredentials.totalCount)).toEqual([2, 0, 0, 0]);
  });

  it('every list and filter has an index that can serve it', async () => {
    const client = new pg.Client({ connectionString: service.databaseUrl });
    await client.connect();
    await client.query('set enable_seqscan = off');
    const queue = `state in ('SUBMITTED', 'IN_REVIEW')`;
    const decided = `state in ('APPROVED', 'REJECTED')`;
    const id = `'${ana.id}'::uuid`;
    for (const [where, order, index] of [
      [`holder_id = ${id}`, 'created_at desc, id desc', 'of_holder'],
      [`holder_id = ${id} and portfolio = 'cnes'`, 'created_at desc, id desc', 'of_holder_by_portfolio'],
      [queue, 'due_at, id', 'queue'],
      [`${queue} and portfolio = 'cnes'`, 'due_at, id', 'queue_by_portfolio'],
      [`${queue} and environment = 'PRODUCTION'`, 'due_at, id', 'queue_by_environment'],
      [decided, 'decided_at desc, id desc', 'history'],
      [`${decided} and reviewer_id = ${id}`, 'decided_at desc, id desc', 'history_of_reviewer'],
      [`submitted_search like '%joao%'`, 'due_at, id', 'submitted_search'],
      [queue, 'submitted_at desc, id desc', 'queue_by_submission'],
      ['submitted_at is not null', 'submitted_at desc, id desc', 'submitted'],
      [`submitted_at is not null and state = 'CANCELLED'`, 'submitted_at desc, id desc', 'submitted_by_state'],
      [`submitted_at is not null and portfolio = 'x'`, 'submitted_at desc, id desc', 'submitted_by_portfolio'],
      [`submitted_at is not null and reviewer_id = ${id}`, 'submitted_at desc, id desc', 'submitted_of_reviewer'],
      [`${PEOPLE} like '%joao%'`, 'submitted_at desc, id desc', 'people'],
      [`requester -> '_words' @> '["joao"]'`, 'submitted_at desc, id desc', 'email_words'],
    ]) {
      // Few rows are sorted sooner than they are walked in order.
      await client.query(`set enable_sort = ${/ like | @> /.test(where ?? '') ? 'on' : 'off'}`);
      const { rows } = await client.query(
        `explain select * from access_request r where ${where} order by ${order} limit 21`,
      );
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan, where).toMatch(new RegExp(`access_request_${index}`));
    }
    await client.end();
  });
});
