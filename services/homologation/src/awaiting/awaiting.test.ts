import { randomUUIDv7 } from 'node:crypto';
import { suites } from '@portal/conformance';
import { type Caller, type Person, recordStatements } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Accreditation } from '../accreditation/accreditation.ts';
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
// The list is over all runs: what other tests left in it is over.
beforeEach(async () => {
  await client.query('update conformance_run set replaced_by = id where replaced_by is null');
});

const ana = testPerson();
const clara = testPerson({ id: randomUUIDv7(), roles: ['INTEGRATOR', 'REVIEWER'] });
const davi = testPerson({ id: randomUUIDv7(), roles: ['INTEGRATOR', 'REVIEWER'] });
const manager = testPerson({ id: randomUUIDv7(), roles: ['INTEGRATOR', 'MANAGER'] });
const auditor = testPerson({ id: randomUUIDv7(), roles: ['INTEGRATOR', 'AUDITOR'] });
const admin = testPerson({ id: randomUUIDv7(), roles: ['INTEGRATOR', 'ADMIN'] });
const suite = suites().find(({ id }) => id === 'ria-r') as ReturnType<typeof suites>[number];
const [first, second] = suite.requirements
  .filter(({ steps }) => steps.length > 0)
  .map(({ id, title }) => ({ id, title })) as [{ id: string; title: string }, { id: string; title: string }];
const reason = 'O roteiro pede mais do que a regra de negócio pede.';

interface Page {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  edges: {
    node: { kind: string; requirement: string; title: string; words: string; run: { id: string; systemName: string } };
  }[];
}

async function awaiting(caller: Caller, args = 'first: 50'): Promise<Page> {
  const { data, errors } = await service.ask<{ conformanceAwaitingReview: Page }>(
    `{ conformanceAwaitingReview(${args}) { totalCount pageInfo { hasNextPage endCursor }
       edges { node { kind requirement title since words run { id systemName requesterIdentifier } } } } }`,
    {},
    caller,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.conformanceAwaitingReview;
}
const told = ({ edges }: Page) => edges.map(({ node }) => [node.kind, node.run.id, node.requirement]);

async function mutate(name: string, input: object, caller: Caller) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await service.ask<{
    answer: {
      run: { requirements: { key: string; overrides: { proposalId: string; state: string }[] }[] };
      problems: object[];
    };
  }>(
    `mutation ($input: ${type}!) { answer: ${name}(input: $input) { run { requirements { key overrides { proposalId state } } } problems { code path } } }`,
    { input },
    caller,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  expect(data.answer.problems).toEqual([]);
  return data.answer.run;
}
const write = (runId: string, text: string, caller: Caller, requirement = first.id) =>
  mutate('writeConformanceMessage', { runId, requirement, text }, caller);
async function propose(runId: string, caller: Caller, requirement = first.id): Promise<string> {
  const run = await mutate('proposeConformanceOverride', { runId, requirement, outcome: 'FAILED', reason }, caller);
  const found = run.requirements
    .find(({ key }) => key === requirement)
    ?.overrides.find(({ state }) => state === 'OPEN');
  return found?.proposalId ?? '';
}

async function runToReview(facts: Partial<Accreditation> = {}) {
  const credential = service.credential({
    productionAsked: true,
    ownerId: ana.id,
    services: ['rnds-ria-r'],
    ...facts,
  });
  return (await writeRun(service.databaseUrl, { suite, credential })).id;
}

test('what somebody else proposed waits for each other reviewer, until it is decided', async () => {
  const runId = await runToReview();
  const proposalId = await propose(runId, clara);
  expect(told(await awaiting(clara))).toEqual([]);
  const { edges, totalCount } = await awaiting(davi);
  expect(totalCount).toBe(1);
  expect(edges[0]?.node).toMatchObject({
    kind: 'PROPOSAL',
    requirement: first.id,
    title: first.title,
    words: reason,
    run: { id: runId, systemName: 'Casa de Saúde', requesterIdentifier: '100001' },
  });
  await mutate('confirmConformanceOverride', { runId, proposalId }, davi);
  expect(told(await awaiting(davi))).toEqual([]);
});

test('a doubt waits for all of them until one answers, and again with what is asked then', async () => {
  const runId = await runToReview();
  await write(runId, 'Como se faz?', ana);
  await write(runId, 'E por quê?', ana);
  for (const reader of [clara, davi, manager, auditor, admin])
    expect(told(await awaiting(reader))).toEqual([['MESSAGE', runId, first.id]]);
  expect((await awaiting(clara)).edges[0]?.node.words).toBe('E por quê?');
  await write(runId, 'Assim.', clara);
  for (const reviewer of [clara, davi]) expect(told(await awaiting(reviewer))).toEqual([]);
  await write(runId, 'Obrigada; e isto?', ana);
  expect(told(await awaiting(davi))).toEqual([['MESSAGE', runId, first.id]]);
});

test('nothing of a run of one’s own waits for oneself, nor of one whose place another took', async () => {
  const own = await runToReview({ ownerId: clara.id });
  await write(own, 'Pergunto eu.', clara);
  await propose(own, davi);
  expect(told(await awaiting(clara))).toEqual([]);
  expect(told(await awaiting(davi))).toEqual([['MESSAGE', own, first.id]]);
  await client.query('update conformance_run set replaced_by = id where id = $1', [own]);
  expect((await awaiting(davi)).totalCount).toBe(0);
});

test('what is one’s own goes by the team, and not by who began it', async () => {
  const ofTeam = await runToReview({ members: { [ana.id]: 'GESTOR', [clara.id]: 'LEITURA' } });
  const left = await runToReview({ ownerId: clara.id, members: { [ana.id]: 'GESTOR' } });
  for (const runId of [ofTeam, left]) await write(runId, 'Pergunta', ana);
  expect(told(await awaiting(clara))).toEqual([['MESSAGE', left, first.id]]);
  expect((await awaiting(clara)).totalCount).toBe(1);
  expect(told(await awaiting(davi)).map(([, runId]) => runId)).toEqual([ofTeam, left]);
});

test('is for the Ministry alone', async () => {
  await expect(awaiting(ana)).rejects.toThrow('FORBIDDEN');
  await expect(awaiting({ kind: 'anonymous' })).rejects.toThrow('UNAUTHENTICATED');
  const system: Caller = { kind: 'client', clientId: 'c', credentialId: randomUUIDv7(), requestId: 'r' };
  await expect(awaiting(system)).rejects.toThrow('FORBIDDEN');
});

test('comes in pages, what waits longest first, and costs as many statements however much there is', async () => {
  const counted = async () => {
    using recorded = recordStatements('operations');
    await awaiting(davi);
    return recorded.count;
  };
  const runs = [await runToReview()];
  await write(runs[0] ?? '', 'Pergunta', ana);
  const one = await counted();
  for (let count = 0; count < 3; count++) {
    const runId = await runToReview();
    runs.push(runId);
    await write(runId, 'Pergunta', ana);
    await propose(runId, clara, second.id);
  }
  expect(await counted()).toBe(one);
  const read: string[][] = [];
  let after: string | null = null;
  do {
    const page: Page = await awaiting(davi, `first: 2${after ? `, after: "${after}"` : ''}`);
    expect(page.totalCount).toBe(7);
    read.push(...told(page).map(([kind = '', runId = '']) => [kind, runId]));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after);
  expect(read).toHaveLength(7);
  expect(new Set(read.map((item) => item.join(' '))).size).toBe(7);
  expect(read[0]).toEqual(['MESSAGE', runs[0]]);
});

test('of runs of other portfolios a reviewer who is bound is shown and counted nothing, and reads none of them', async () => {
  const bound = (portfolio: string): Person => ({ ...davi, id: randomUUIDv7(), portfolios: [portfolio] });
  const [ofRnds, ofCnes] = [await runToReview(), await runToReview({ portfolio: 'cnes' })];
  for (const runId of [ofRnds, ofCnes]) {
    await propose(runId, clara);
    await write(runId, 'Como se faz?', ana);
  }
  const page = await awaiting(bound('cnes'), 'first: 1');
  expect(page).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
  const seen = await awaiting(bound('cnes'));
  expect(new Set(seen.edges.map(({ node }) => node.run.id))).toEqual(new Set([ofCnes]));
  expect(await awaiting(bound('cadsus'))).toMatchObject({ totalCount: 0, edges: [] });
  const administers = { ...bound('cnes'), roles: [...davi.roles, 'ADMIN' as const] };
  expect(told(await awaiting(administers))).toEqual(told(seen));
  const node = 'query ($id: ID!) { node(id: $id) { id } }';
  const read = async (who: Caller) => (await service.ask<{ node: object | null }>(node, { id: ofRnds }, who)).data.node;
  expect(await read(bound('cnes'))).toBeNull();
  expect(await read(bound('rnds'))).not.toBeNull();
  const answered = await service.ask<{ answer: { problems: object[] } }>(
    `mutation ($input: WriteConformanceMessageInput!) { answer: writeConformanceMessage(input: $input) { problems { code } } }`,
    { input: { runId: ofRnds, requirement: first.id, text: 'E eu?' } },
    bound('cnes'),
  );
  expect(answered.data.answer.problems).toEqual([{ code: 'NOT_FOUND' }]);
});
