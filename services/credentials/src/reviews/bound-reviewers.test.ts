import { randomUUIDv7 } from 'node:crypto';
import type { Person } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tellChanges } from '../notices/tell.ts';
import { attach, pdf } from '../testing/attach.ts';
import { Journey, type SeenRequest } from '../testing/journey.ts';
import { noticesFor } from '../testing/notices.ts';
import { ana, clara, gilda } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

const boundTo = (...portfolios: string[]): Person =>
  testPerson({ id: randomUUIDv7(), name: 'Rita Alves', roles: ['INTEGRATOR', 'REVIEWER'], portfolios });
const here = boundTo('cnes');
const elsewhere = boundTo('cadsus', 'bnafar');
/** Administers as well, which binds nobody: reads all, and reviews where they are bound. */
const adminToo: Person = { ...boundTo('cadsus'), roles: ['INTEGRATOR', 'REVIEWER', 'ADMIN'] };

let submitted: SeenRequest;
let evidenceId: string;
beforeAll(async () => {
  const draft = await journey.draft();
  evidenceId = (await attach(service, ana, draft.id, pdf())).id;
  submitted = await journey.done(journey.act(ana, 'submit', draft));
});

const codes = async (answer: ReturnType<Journey['act']>) => (await answer).problems.map(({ code }) => code);

async function ask<Data>(who: Person, query: string, variables: object = {}): Promise<Data> {
  const { data, errors } = await service.ask<Data>(who, query, { ...variables });
  expect(errors).toBeUndefined();
  return data as Data;
}

const LISTS = `{ reviewQueue(first: 100) { totalCount edges { node { id portfolio { slug } } } }
  submittedRequests(first: 100) { totalCount edges { node { id portfolio { slug } } } }
  reviewHistory(first: 100) { totalCount edges { node { id portfolio { slug } } } } }`;
interface List {
  totalCount: number;
  edges: { node: { id: string; portfolio: { slug: string } } }[];
}

describe('a reviewer who is bound to other portfolios', () => {
  test('knows a request in no way that it could be asked for', async () => {
    const history = `query ($id: ID!, $protocol: String!, $evidence: ID!, $team: ID!, $event: ID!) {
      accessRequest(id: $id) { id } accessRequestByProtocol(protocol: $protocol) { id }
      node(id: $id) { id } evidence: node(id: $evidence) { id } team: node(id: $team) { id } event: node(id: $event) { id } }`;
    const read = await ask<{ accessRequest: { team: { id: string }; history: { id: string }[] } }>(
      here,
      'query ($id: ID!) { accessRequest(id: $id) { team { id } history { id } } }',
      { id: submitted.id },
    );
    const ids = {
      id: submitted.id,
      protocol: submitted.protocol,
      evidence: evidenceId,
      team: read.accessRequest.team.id,
      event: read.accessRequest.history[0]?.id,
    };
    const told = await ask<Record<string, object | null>>(here, history, ids);
    expect(Object.values(told)).not.toContain(null);
    // Ana's team meets them on a request of another portfolio as well: the team is theirs to name then, and nothing else.
    const unknown = await ask<Record<string, object | null>>(boundTo('bnafar'), history, ids);
    expect(new Set(Object.values(unknown))).toEqual(new Set([null]));
  });

  test('gets none of its files', async () => {
    for (const path of [`/internal/evidence/${evidenceId}`, `/internal/request-receipts/${submitted.id}`]) {
      expect((await service.fetch(path, { as: here })).status).toBe(200);
      expect((await service.fetch(path, { as: elsewhere })).status).toBe(404);
    }
  });

  test('does nothing with it, and is not told why', async () => {
    const held = await journey.inReview(clara);
    expect(await codes(journey.act(elsewhere, 'claim', submitted))).toEqual(['NOT_FOUND']);
    expect(await codes(journey.act(elsewhere, 'approve', held))).toEqual(['NOT_FOUND']);
    expect(await codes(journey.refuse(elsewhere, 'requestChanges', held))).toEqual(['NOT_FOUND']);
    expect(await codes(journey.assess(elsewhere, held.id, 'entrada'))).toEqual(['NOT_FOUND']);
    const write = `mutation ($input: WriteAccessRequestMessageInput!) {
      writeAccessRequestMessage(input: $input) { accessRequest { id } problems { code } } }`;
    const { writeAccessRequestMessage: written } = await ask<{ writeAccessRequestMessage: object }>(elsewhere, write, {
      input: { id: submitted.id, text: 'Falta um arquivo?' },
    });
    expect(written).toEqual({ accessRequest: null, problems: [{ code: 'NOT_FOUND' }] });
    const many = await ask<{ claimAccessRequests: { results: object[] } }>(
      elsewhere,
      `mutation ($requests: [RequestVersionInput!]!) { claimAccessRequests(requests: $requests) {
        results { accessRequest { id } problems { code } } } }`,
      { requests: [{ id: submitted.id, version: submitted.version }] },
    );
    expect(many.claimAccessRequests.results).toEqual([{ accessRequest: null, problems: [{ code: 'NOT_FOUND' }] }]);
  });

  test('finds and counts what is of theirs alone, in every list and in the panel', async () => {
    const theirs = await journey.submitted(ana, 'cadsus');
    const lists = await ask<Record<string, List>>(elsewhere, LISTS);
    for (const { totalCount, edges } of Object.values(lists)) {
      expect(edges.map(({ node }) => node.portfolio.slug)).not.toContain('cnes');
      expect(totalCount).toBe(edges.length);
    }
    expect(lists.reviewQueue?.edges.map(({ node }) => node.id)).toContain(theirs.id);
    const panel = `query ($since: DateTime!, $until: DateTime!) { reviewPanel(since: $since, until: $until) {
      figures { answered } states { state requests } weeks { submitted } portfolios { portfolio { slug } } reasons { answers } } }`;
    const now = service.clock.now.getTime();
    const period = { since: new Date(now - 86_400_000), until: new Date(now + 86_400_000) };
    await journey.rejected();
    const seen = await ask<{ reviewPanel: { states: { state: string; requests: number }[]; [part: string]: unknown } }>(
      elsewhere,
      panel,
      period,
    );
    expect(seen.reviewPanel.figures).toEqual({ answered: 0 });
    expect(seen.reviewPanel.portfolios).toEqual([]);
    expect(seen.reviewPanel.reasons).toEqual([]);
    expect(seen.reviewPanel.states.find(({ state }) => state === 'SUBMITTED')?.requests).toBe(
      lists.reviewQueue?.edges.length,
    );
    const everybody = await ask<typeof seen>(clara, panel, period);
    expect(everybody.reviewPanel.figures).not.toEqual({ answered: 0 });
    await journey.done(journey.act(clara, 'claim', await journey.submitted()));
    const holders = await ask<{ queueReviewers: { name: string }[] }>(elsewhere, '{ queueReviewers { name } }');
    expect(holders.queueReviewers).toEqual([]);
  });

  test('is handed nothing of it, which colleagues are told beforehand', async () => {
    for (const reviewer of [elsewhere, here, clara]) await journey.readQueue(reviewer);
    const held = await journey.inReview(here);
    expect((await journey.handOver(gilda, held, elsewhere)).problems).toMatchObject([
      { code: 'INVALID', path: ['toPersonId'], message: 'Rita Alves analisa solicitações de outros portfólios.' },
    ]);
    const told = await ask<{ colleagues: { personId: string; holding: number }[] }>(
      elsewhere,
      '{ colleagues { personId holding } }',
    );
    expect(told.colleagues.map(({ personId }) => personId)).not.toContain(here.id);
    expect(told.colleagues.find(({ personId }) => personId === clara.id)?.holding).toBe(0);
    const listed = await ask<{ colleagues: { personId: string; portfolios: string[] | null }[] }>(
      gilda,
      '{ colleagues { personId portfolios } }',
    );
    expect(listed.colleagues.find(({ personId }) => personId === elsewhere.id)?.portfolios).toEqual([
      'cadsus',
      'bnafar',
    ]);
  });
});

test('notices of the queue and live events come to who is bound from their portfolios alone', async () => {
  const bound = boundTo('cadsus');
  await noticesFor(service, bound, 'REVIEWERS');
  const { changesCursor: after } = await ask<{ changesCursor: string }>(bound, '{ changesCursor }');
  const [other, theirs] = [await journey.submitted(), await journey.submitted(ana, 'cadsus')];
  await tellChanges(service.orm.em.fork(), new Date());
  const told = (await noticesFor(service, bound, 'REVIEWERS')).notices.map(({ protocol }) => protocol);
  expect(told).toContain(theirs.protocol);
  expect(told).not.toContain(other.protocol);
  const live = service.subscribe<{ change: { accessRequest: { id: string } } }>(
    bound,
    'subscription ($after: String) { change: reviewQueueChanged(after: $after) { accessRequest { id } } }',
    { after },
  );
  const first = await live.next();
  expect(first.value).toMatchObject({ data: { change: { accessRequest: { id: theirs.id } } } });
  await live.return?.();
});

test('what somebody was told of a portfolio before they were bound to another is not shown to them any more', async () => {
  const before: Person = { ...boundTo(), portfolios: null };
  await noticesFor(service, before, 'REVIEWERS');
  const { changesCursor: after } = await ask<{ changesCursor: string }>(before, '{ changesCursor }');
  const theirs = await journey.submitted(ana, 'cadsus');
  const other = await journey.submitted();
  await tellChanges(service.orm.em.fork(), new Date());
  const all = await noticesFor(service, before, 'REVIEWERS');
  const ofOther = all.notices.find(({ protocol }) => protocol === other.protocol);
  expect(ofOther).toBeDefined();

  const bound: Person = { ...before, portfolios: ['cadsus'] };
  const left = await noticesFor(service, bound, 'REVIEWERS');
  expect(left.notices.map(({ protocol }) => protocol)).toEqual([theirs.protocol]);
  expect(left).toMatchObject({ unread: 1, total: 1 });
  const node = 'query ($id: ID!) { node(id: $id) { id } }';
  expect(await ask(before, node, { id: ofOther?.id })).toMatchObject({ node: { id: ofOther?.id } });
  expect(await ask(bound, node, { id: ofOther?.id })).toEqual({ node: null });
  const live = service.subscribe<{ change: { notice: { protocol: string } | null } }>(
    bound,
    'subscription ($after: String) { change: noticesChanged(after: $after) { notice { protocol } } }',
    { after },
  );
  const told = [await live.next(), await live.next()].map(({ value }) => value?.data?.change.notice?.protocol ?? null);
  expect(told.toSorted()).toEqual([theirs.protocol, null].toSorted());
  await live.return?.();
  // Who leads as well is told of all.
  expect(await noticesFor(service, { ...bound, roles: [...bound.roles, 'MANAGER'] }, 'REVIEWERS')).toMatchObject({
    total: all.total,
  });
});

test('who is bound to its portfolio reviews it as anybody does', async () => {
  const claimed = await journey.done(journey.act(here, 'claim', await journey.submitted()));
  await journey.done(journey.act(here, 'approve', claimed));
});

test('who administers too reads all, and reviews where they are bound', async () => {
  const request = await journey.submitted();
  const seen = await journey.read<{ allowedActions: string[] }>(adminToo, request.id, 'allowedActions');
  expect(seen?.allowedActions).not.toContain('CLAIM');
  const { problems } = await journey.act(adminToo, 'claim', request);
  expect(problems).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  expect(problems[0]?.message).toContain('outros portfólios');
  await journey.done(journey.act(adminToo, 'claim', await journey.submitted(ana, 'cadsus')));
});

describe('what somebody holds who is bound elsewhere', () => {
  const tell = (people: object[]) =>
    service.fetch('/internal/ministry-roles', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ people }),
      as: { kind: 'anonymous' },
    });

  test('goes back to the queue, told in its history, once however often it is told; what is still theirs stays', async () => {
    const holder = boundTo('cnes', 'cadsus');
    const [left, kept] = [
      await journey.inReview(holder),
      await journey.done(journey.act(holder, 'claim', await journey.submitted(ana, 'cadsus'))),
    ];
    const people = [{ personId: holder.id, roles: holder.roles, portfolios: ['cadsus'] }];
    for (let times = 0; times < 2; times += 1) expect((await tell(people)).status).toBe(204);
    const fields = 'state reviewer { name } previousReviewer { name } history { action actor message }';
    const seen = await journey.read<{ history: object[] }>(clara, left.id, fields);
    expect(seen).toMatchObject({ state: 'SUBMITTED', reviewer: null, previousReviewer: { name: 'Rita Alves' } });
    expect(seen?.history.slice(-2)).toMatchObject([{ action: 'CLAIM' }, { action: 'RELEASE', actor: 'Sistema' }]);
    expect(await journey.read(clara, kept.id, 'state')).toEqual({ state: 'IN_REVIEW' });
  });

  test('does so too where they review nothing any more', async () => {
    const holder = testPerson({ id: randomUUIDv7(), roles: ['INTEGRATOR', 'REVIEWER'] });
    const left = await journey.inReview(holder);
    await tell([{ personId: holder.id, roles: ['INTEGRATOR', 'MANAGER'], portfolios: null }]);
    expect(await journey.read(clara, left.id, 'state')).toEqual({ state: 'SUBMITTED' });
  });
});
