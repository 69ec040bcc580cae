import { randomUUIDv7 } from 'node:crypto';
import { suites } from '@portal/conformance';
import { type Caller, recordStatements } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { writeRun } from '../testing/complete-run.ts';
import { recordCalls } from '../testing/recorded-calls.ts';
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
const clara = testPerson({ id: randomUUIDv7(), roles: ['INTEGRATOR', 'REVIEWER'] });
const davi = testPerson({ id: randomUUIDv7(), roles: ['INTEGRATOR', 'REVIEWER'] });
const eva = testPerson({ id: randomUUIDv7(), roles: ['INTEGRATOR', 'REVIEWER'] });
const admin = testPerson({ id: randomUUIDv7(), roles: ['INTEGRATOR', 'ADMIN'] });
const anybody: Caller = { kind: 'anonymous' };
const systemOf = (credentialId: string): Caller => ({ kind: 'client', clientId: 'c', credentialId, requestId: 'r' });
const suite = suites().find(({ id }) => id === 'ria-r') as ReturnType<typeof suites>[number];
const seen = suite.requirements.filter(({ steps }) => steps.length > 0).map(({ id }) => ({ id }));
const [first, second] = seen as [{ id: string }, { id: string }];
const reason = 'O roteiro pede mais do que a regra de negócio pede.';
const comment = 'A regra pede isto em todos os casos.';

interface Override {
  proposalId: string;
  outcome: string;
  judged: string;
  reason: string;
  state: string;
  decidedAt: string | null;
  comment: string | null;
  allowedActions: string[];
}
interface Requirement {
  key: string;
  outcome: string;
  judged: string;
  allowedOverrides: string[];
  overrides: Override[];
}
interface Run {
  id: string;
  outcome: string;
  remaining: number;
  completedAt: string | null;
  openProposals: number;
  requirements: Requirement[];
}
interface Payload {
  run: Run | null;
  problems: { code: string; message: string; path: string[] }[];
}

const RUN = `id outcome current remaining completedAt openProposals requirements { key outcome judged allowedOverrides
  overrides { proposalId outcome judged reason proposedAt state decidedAt comment allowedActions } }`;

/** A run of a credential that production was asked for with. */
async function runToReview(more: { unfinished?: boolean; productionAsked?: boolean; ownerId?: string } = {}) {
  const { unfinished = false, productionAsked = true, ownerId = ana.id } = more;
  const credential = service.credential({ productionAsked, ownerId, services: ['rnds-ria-r'] });
  return { ...(await writeRun(service.databaseUrl, { suite, credential, unfinished })), credential };
}

async function act(name: string, input: object, caller: Caller = clara): Promise<Payload> {
  const field = `${name}ConformanceOverride`;
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}ConformanceOverrideInput`;
  const { data, errors } = await service.ask<{ answer: Payload }>(
    `mutation ($input: ${type}!) { answer: ${field}(input: $input) { run { ${RUN} } problems { code message path } } }`,
    { input },
    caller,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.answer;
}

async function readRun(id: string, caller: Caller): Promise<Run | null> {
  const { data, errors } = await service.ask<{ node: Run | null }>(
    `query ($id: ID!) { node(id: $id) { ... on ConformanceRun { ${RUN} } } }`,
    { id },
    caller,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.node;
}

const requirementOf = (run: Run | null | undefined, key: string) =>
  run?.requirements.find((one) => one.key === key) as Requirement;
const refusalOf = ({ run, problems }: Payload) => [run, ...problems.map(({ code, path }) => [code, path])];

async function proposed(runId: string, facts: { requirement?: string; outcome?: string } = {}): Promise<string> {
  const { requirement = first.id, outcome = 'FAILED' } = facts;
  const { run, problems } = await act('propose', { runId, requirement, outcome, reason });
  expect(problems).toEqual([]);
  return requirementOf(run, requirement).overrides[0]?.proposalId ?? '';
}

describe('a reviewer who finds other than the judge', () => {
  test('proposes, and it is in review; what the judge saw stays beside it', async () => {
    const { id } = await runToReview();
    const { run } = await act('propose', {
      runId: id,
      requirement: first.id,
      outcome: 'FAILED',
      reason: `  ${reason} `,
    });
    expect(run).toMatchObject({ outcome: 'WAITING', remaining: 1, completedAt: null, openProposals: 1 });
    expect(requirementOf(run, first.id)).toMatchObject({
      outcome: 'IN_REVIEW',
      judged: 'PASSED',
      allowedOverrides: [],
      overrides: [
        { outcome: 'FAILED', judged: 'PASSED', reason, state: 'OPEN', decidedAt: null, allowedActions: ['WITHDRAW'] },
      ],
    });
    expect(requirementOf(run, second.id)).toMatchObject({
      outcome: 'PASSED',
      allowedOverrides: ['FAILED', 'NOT_APPLICABLE'],
      overrides: [],
    });
  });

  test('is agreed with by a second person: it counts, and is said with times and no names', async () => {
    const { id } = await runToReview();
    const proposalId = await proposed(id);
    expect(requirementOf(await readRun(id, davi), first.id).overrides[0]?.allowedActions).toEqual([
      'CONFIRM',
      'DECLINE',
    ]);
    const { run } = await act('confirm', { runId: id, proposalId }, davi);
    expect(run).toMatchObject({ outcome: 'FAILED', remaining: 1, openProposals: 0 });
    expect(requirementOf(run, first.id)).toMatchObject({
      outcome: 'FAILED',
      judged: 'PASSED',
      allowedOverrides: ['PASSED', 'NOT_APPLICABLE', 'AS_JUDGED'],
      overrides: [{ state: 'CONFIRMED', decidedAt: expect.any(String), allowedActions: [] }],
    });
    const told = JSON.stringify(run);
    for (const { id: personId, name } of [clara, davi]) {
      expect(told).not.toContain(personId);
      expect(told).not.toContain(name);
    }
  });

  test('completes the run that nothing else was left of: credentials is told of it', async () => {
    const { id } = await runToReview({ unfinished: true });
    const before = await readRun(id, clara);
    const left = before?.requirements.find(({ outcome }) => outcome === 'WAITING') as Requirement;
    expect([before?.outcome, left.allowedOverrides]).toEqual(['WAITING', ['PASSED', 'FAILED', 'NOT_APPLICABLE']]);
    const proposalId = await proposed(id, { requirement: left.key, outcome: 'NOT_APPLICABLE' });
    const { run } = await act('confirm', { runId: id, proposalId }, davi);
    expect(run).toMatchObject({ outcome: 'COMPLETE', remaining: 0, completedAt: expect.any(String) });
    await vi.waitFor(() => expect(service.credentials.completed.filter(({ runId }) => runId === id)).toHaveLength(1), {
      timeout: 60_000,
      interval: 200,
    });
  });

  test('is not agreed with: it stands as before, and reviewers alone read why', async () => {
    const { id } = await runToReview();
    const proposalId = await proposed(id);
    for (const refused of ['Não.', `${comment} CPF 529.982.247-25`]) {
      expect(refusalOf(await act('decline', { runId: id, proposalId, comment: refused }, davi))).toEqual([
        null,
        ['INVALID', ['comment']],
      ]);
    }
    const { run } = await act('decline', { runId: id, proposalId, comment }, davi);
    expect(run).toMatchObject({ outcome: 'COMPLETE', openProposals: 0 });
    expect(requirementOf(run, first.id)).toMatchObject({
      outcome: 'PASSED',
      overrides: [{ state: 'DECLINED', comment }],
    });
    expect(requirementOf(await readRun(id, ana), first.id).overrides[0]).toMatchObject({
      state: 'DECLINED',
      comment: null,
    });
  });

  test('takes it back before it is decided, and nobody else does', async () => {
    const { id } = await runToReview();
    const before = await readRun(id, clara);
    service.clock.now = new Date(service.clock.now.getTime() + 60_000);
    const proposalId = await proposed(id);
    expect(refusalOf(await act('withdraw', { runId: id, proposalId }, davi))).toEqual([
      null,
      ['NOT_ALLOWED', ['proposalId']],
    ]);
    const { run } = await act('withdraw', { runId: id, proposalId });
    expect(requirementOf(run, first.id)).toMatchObject({ outcome: 'PASSED', overrides: [{ state: 'WITHDRAWN' }] });
    expect([run?.outcome, run?.completedAt]).toEqual(['COMPLETE', before?.completedAt]);
    expect(refusalOf(await act('confirm', { runId: id, proposalId }, davi))).toEqual([
      null,
      ['NOT_ALLOWED', ['proposalId']],
    ]);
  });

  test('may find again what was found before: the last counts, and all are told', async () => {
    const { id } = await runToReview();
    await act('confirm', { runId: id, proposalId: await proposed(id) }, davi);
    const proposalId = await proposed(id, { outcome: 'PASSED' });
    expect(requirementOf(await readRun(id, clara), first.id).overrides.map(({ state }) => state)).toEqual([
      'OPEN',
      'CONFIRMED',
    ]);
    const { run } = await act('confirm', { runId: id, proposalId }, eva);
    expect(run?.outcome).toBe('COMPLETE');
    expect(requirementOf(run, first.id).overrides.map(({ state, judged }) => [state, judged])).toEqual([
      ['CONFIRMED', 'PASSED'],
      ['REPLACED', 'PASSED'],
    ]);
  });
});

describe('what was found', () => {
  const other = [null, ['NOT_ALLOWED', ['outcome']]];

  test('is lifted by two people as it was found, and the requirement is as judged again; all is told', async () => {
    const { id: runId } = await runToReview();
    const lift = { runId, requirement: first.id, outcome: 'AS_JUDGED', reason };
    expect(refusalOf(await act('propose', lift))).toEqual(other);
    await act('confirm', { runId, proposalId: await proposed(runId) }, davi);
    expect(requirementOf(await readRun(runId, clara), first.id).allowedOverrides).toEqual([
      'PASSED',
      'NOT_APPLICABLE',
      'AS_JUDGED',
    ]);
    const proposalId = await proposed(runId, { outcome: 'AS_JUDGED' });
    const open = await readRun(runId, ana);
    expect([open?.outcome, requirementOf(open, first.id).outcome]).toEqual(['WAITING', 'IN_REVIEW']);
    expect(requirementOf(open, first.id).overrides.map(({ state }) => state)).toEqual(['OPEN', 'CONFIRMED']);
    expect(refusalOf(await act('confirm', { runId, proposalId }))).toEqual([null, ['NOT_ALLOWED', ['proposalId']]]);
    const { run } = await act('confirm', { runId, proposalId }, eva);
    expect(run).toMatchObject({ outcome: 'COMPLETE', openProposals: 0, completedAt: expect.any(String) });
    expect(requirementOf(run, first.id)).toMatchObject({
      outcome: 'PASSED',
      judged: 'PASSED',
      allowedOverrides: ['FAILED', 'NOT_APPLICABLE'],
      overrides: [
        { outcome: 'AS_JUDGED', state: 'CONFIRMED', reason },
        { outcome: 'FAILED', state: 'REPLACED' },
      ],
    });
    expect(refusalOf(await act('propose', lift))).toEqual(other);
    // It can be found again, and then that counts.
    const again = await act('confirm', { runId, proposalId: await proposed(runId) }, davi);
    expect(requirementOf(again.run, first.id).overrides.map(({ state }) => state)).toEqual([
      'CONFIRMED',
      'REPLACED',
      'REPLACED',
    ]);
  });

  test('and lifted leaves a run incomplete that was complete by it alone', async () => {
    const { id: runId } = await runToReview({ unfinished: true });
    const left = (await readRun(runId, clara))?.requirements.find(
      ({ outcome }) => outcome === 'WAITING',
    ) as Requirement;
    const facts = { requirement: left.key, outcome: 'PASSED' };
    await act('confirm', { runId, proposalId: await proposed(runId, facts) }, davi);
    const proposalId = await proposed(runId, { ...facts, outcome: 'AS_JUDGED' });
    const { run } = await act('confirm', { runId, proposalId }, davi);
    expect([run?.outcome, run?.completedAt, requirementOf(run, left.key).outcome]).toEqual([
      'WAITING',
      null,
      'WAITING',
    ]);
  });
});

test('what counts is told however much was proposed after it and came to nothing', async () => {
  const { id: runId } = await runToReview();
  const proposalId = await proposed(runId);
  await act('confirm', { runId, proposalId }, davi);
  const later = Array.from({ length: 21 }, () => randomUUIDv7());
  await client.query(
    `insert into conformance_override (run_id, id, requirement_id, outcome, judged, reason, proposed_by, proposed_at)
     select $1, id, $2, 'PASSED', 'PASSED', $3, $4, now() from unnest($5::uuid[]) as id`,
    [runId, first.id, reason, clara.id, later],
  );
  await client.query(
    `insert into conformance_override_decision (run_id, id, decision, decided_by, decided_at)
     select $1, id, 'WITHDRAWN', $2, now() from unnest($3::uuid[]) as id`,
    [runId, clara.id, later],
  );
  const { outcome, overrides } = requirementOf(await readRun(runId, ana), first.id);
  expect([outcome, overrides.length]).toEqual(['FAILED', 21]);
  expect(overrides.at(-1)).toMatchObject({ proposalId, state: 'CONFIRMED' });
});

describe('nothing is proposed', () => {
  test('that is the same, of what is not tested, not there, or open already', async () => {
    const { id: runId } = await runToReview();
    const untested = suite.requirements.find(({ notTested }) => notTested !== null)?.id ?? '';
    const tries = [
      [{ outcome: 'PASSED' }, 'NOT_ALLOWED', 'outcome'],
      [{ requirement: untested }, 'NOT_ALLOWED', 'requirement'],
      [{ requirement: 'x' }, 'NOT_FOUND', 'requirement'],
      [{ reason: 'Curto.' }, 'INVALID', 'reason'],
      [{ reason: `${reason} CPF 529.982.247-25` }, 'INVALID', 'reason'],
      [{ reason: 'á'.repeat(2_001) }, 'INVALID', 'reason'],
    ] as const;
    for (const [facts, code, path] of tries) {
      const input = { runId, requirement: first.id, outcome: 'FAILED', reason, ...facts };
      expect([facts, refusalOf(await act('propose', input))]).toEqual([facts, [null, [code, [path]]]]);
    }
    await proposed(runId);
    const again = await act('propose', { runId, requirement: first.id, outcome: 'NOT_APPLICABLE', reason }, davi);
    expect(refusalOf(again)).toEqual([null, ['NOT_ALLOWED', ['requirement']]]);
  });

  test('by integrators, administrators, systems and nobody', async () => {
    const { id: runId, credential } = await runToReview();
    const input = { runId, requirement: first.id, outcome: 'FAILED', reason };
    for (const caller of [ana, bruno, admin, systemOf(credential.credentialId)]) {
      await expect(act('propose', input, caller)).rejects.toThrow('FORBIDDEN');
    }
    await expect(act('propose', input, anybody)).rejects.toThrow('UNAUTHENTICATED');
    const proposalId = await proposed(runId);
    for (const caller of [ana, bruno, admin]) {
      await expect(act('confirm', { runId, proposalId }, caller)).rejects.toThrow('FORBIDDEN');
    }
  });

  test('of a run of one’s own, of one that reviewers do not look at, nor of one whose place another took', async () => {
    const input = { requirement: first.id, outcome: 'FAILED', reason };
    const own = await runToReview({ ownerId: clara.id });
    expect(refusalOf(await act('propose', { ...input, runId: own.id }))).toEqual([null, ['NOT_ALLOWED', ['runId']]]);
    const proposalId = requirementOf((await act('propose', { ...input, runId: own.id }, davi)).run, first.id)
      .overrides[0]?.proposalId;
    expect(refusalOf(await act('confirm', { runId: own.id, proposalId }))).toEqual([null, ['NOT_ALLOWED', ['runId']]]);
    expect(requirementOf(await readRun(own.id, clara), first.id)).toMatchObject({
      allowedOverrides: [],
      overrides: [{ allowedActions: [] }],
    });
    const before = await runToReview({ productionAsked: false });
    for (const runId of [before.id, randomUUIDv7(), 'x']) {
      expect(refusalOf(await act('propose', { ...input, runId }))).toEqual([null, ['NOT_FOUND', ['runId']]]);
    }
    const replaced = await runToReview();
    const open = await proposed(replaced.id);
    await client.query('update conformance_run set replaced_by = $2 where id = $1', [replaced.id, own.id]);
    expect(refusalOf(await act('confirm', { runId: replaced.id, proposalId: open }, davi))).toEqual([
      null,
      ['NOT_ALLOWED', ['runId']],
    ]);
    expect(requirementOf(await readRun(replaced.id, davi), first.id).overrides).toMatchObject([
      { state: 'LAPSED', allowedActions: [] },
    ]);
  });
});

describe('a second person', () => {
  test('is never who proposed it', async () => {
    const { id: runId } = await runToReview();
    const proposalId = await proposed(runId);
    const none = [null, ['NOT_ALLOWED', ['proposalId']]];
    expect(refusalOf(await act('confirm', { runId, proposalId }))).toEqual(none);
    expect(refusalOf(await act('decline', { runId, proposalId, comment }))).toEqual(none);
    expect((await readRun(runId, clara))?.openProposals).toBe(1);
  });

  test('is one: of two who confirm at once the other is told that it is decided', async () => {
    const { id: runId } = await runToReview();
    const proposalId = await proposed(runId);
    const both = await Promise.all([davi, eva].map((caller) => act('confirm', { runId, proposalId }, caller)));
    expect(both.filter(({ run }) => run !== null)).toHaveLength(1);
    expect(both.flatMap(({ problems }) => problems)).toMatchObject([
      { code: 'NOT_ALLOWED', path: ['proposalId'], message: expect.stringContaining('não está mais aberta') },
    ]);
    const { rows } = await client.query('select decision from conformance_override_decision where id = $1', [
      proposalId,
    ]);
    expect(rows).toEqual([{ decision: 'CONFIRMED' }]);
  });

  test('confirms once for a key, and is answered the same', async () => {
    const { id: runId } = await runToReview();
    const proposalId = await proposed(runId);
    const input = { runId, proposalId, idempotencyKey: randomUUIDv7() };
    const [one, other] = [await act('confirm', input, davi), await act('confirm', input, davi)];
    expect(other).toEqual(one);
  });
});

test('who did what is kept, and is never changed nor deleted by the service', async () => {
  const { id: runId } = await runToReview();
  const proposalId = await proposed(runId);
  await act('confirm', { runId, proposalId }, davi);
  const { rows } = await client.query(
    `select proposed_by, decided_by, decision from conformance_override join conformance_override_decision using (run_id, id)
     where run_id = $1`,
    [runId],
  );
  expect(rows).toEqual([{ proposed_by: clara.id, decided_by: davi.id, decision: 'CONFIRMED' }]);
  const audited = await client.query(
    'select actor_id, act, detail from audit_record where subject_id = $1 order by at, id',
    [runId],
  );
  expect(audited.rows).toMatchObject([
    {
      actor_id: clara.id,
      act: 'proposeConformanceOverride',
      detail: { requirement: first.id, outcome: 'FAILED', judged: 'PASSED' },
    },
    { actor_id: davi.id, act: 'confirmConformanceOverride', detail: { requirement: first.id, proposal: proposalId } },
  ]);
  expect(JSON.stringify(audited.rows)).not.toContain(reason);
  const runtime = new pg.Client({ connectionString: service.runtimeUrl });
  await runtime.connect();
  for (const table of ['conformance_override', 'conformance_override_decision']) {
    await expect(runtime.query(`delete from ${table}`)).rejects.toThrow(/permission denied/);
    await expect(runtime.query(`update ${table} set id = id`)).rejects.toThrow(/permission denied/);
  }
  await runtime.end();
});

describe('what reviewers found', () => {
  test('is read by the owner, the system itself and reviewers; to all others there is no such run', async () => {
    const { id, credential } = await runToReview();
    await act('confirm', { runId: id, proposalId: await proposed(id) }, davi);
    for (const caller of [ana, clara, davi, admin, systemOf(credential.credentialId)]) {
      expect(requirementOf(await readRun(id, caller), first.id)).toMatchObject({
        outcome: 'FAILED',
        judged: 'PASSED',
        overrides: [{ outcome: 'FAILED', reason, state: 'CONFIRMED', allowedActions: [] }],
      });
    }
    for (const caller of [ana, admin, systemOf(credential.credentialId)]) {
      expect(requirementOf(await readRun(id, caller), first.id).allowedOverrides).toEqual([]);
    }
    for (const caller of [bruno, anybody, systemOf(randomUUIDv7())]) expect(await readRun(id, caller)).toBeNull();
  });

  test('and the runs that they look at are theirs once production was asked for, with each call', async () => {
    const { id, callId, credential } = await runToReview({ unfinished: true });
    const early = await runToReview({ productionAsked: false });
    const runsOf = async (credentialId: string, caller: Caller) => {
      const { data } = await service.ask<{ _entities: { conformanceRunsUnderReview: { id: string }[] | null }[] }>(
        'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Credential { conformanceRunsUnderReview { id openProposals } } } }',
        { of: [{ __typename: 'Credential', id: credentialId }] },
        caller,
      );
      return data._entities[0]?.conformanceRunsUnderReview?.map((run) => run.id) ?? null;
    };
    const callOf = async (of: string, caller: Caller) =>
      (await service.ask<{ node: object | null }>(`{ node(id: "${of}") { __typename } }`, {}, caller)).data.node;
    for (const caller of [clara, admin]) {
      expect(await runsOf(credential.credentialId, caller)).toEqual([id]);
      expect(await runsOf(early.credential.credentialId, caller)).toBeNull();
      expect([await callOf(callId, caller), await callOf(early.callId, caller)]).toEqual([
        { __typename: 'HomologationCall' },
        null,
      ]);
      expect(await readRun(early.id, caller)).toBeNull();
    }
    for (const caller of [ana, bruno, anybody, systemOf(credential.credentialId)]) {
      expect(await runsOf(credential.credentialId, caller)).toBeNull();
    }
  });

  test('and beside a call, of those that it moved, the runs alone that they look at', async () => {
    const run = await runToReview();
    const others = await runToReview({ ownerId: bruno.id, productionAsked: false });
    const asked = await runToReview({ ownerId: bruno.id });
    const runIds = [run.id, others.id, asked.id];
    await client.query(
      `insert into conformance_call (call_id, run_id, step_id, matched) select $1, id, 'x', true from unnest($2::uuid[]) as id`,
      [run.callId, runIds],
    );
    const named = async (caller: Caller) => {
      const { data } = await service.ask<{ node: { nearestSteps: { run: { id: string } }[] } }>(
        `{ node(id: "${run.callId}") { ... on HomologationCall { nearestSteps { run { id } } } } }`,
        {},
        caller,
      );
      return data.node.nearestSteps.map((one) => one.run.id);
    };
    for (const caller of [clara, admin]) expect(await named(caller)).toEqual([run.id, asked.id]);
  });

  test('costs one statement for a run, however much it is', async () => {
    const { id } = await runToReview();
    const counted = async () => {
      using recorded = recordStatements('operations');
      await readRun(id, ana);
      return recorded.count;
    };
    await proposed(id);
    const one = await counted();
    for (const { id: requirement } of suite.requirements.filter(
      ({ notTested, id: key }) => notTested === null && key !== first.id,
    )) {
      await proposed(id, { requirement });
    }
    expect([await counted(), (await readRun(id, ana))?.openProposals]).toEqual([
      one,
      suite.requirements.filter(({ notTested }) => notTested === null).length,
    ]);
  });
});

describe('a run anew', () => {
  const carriedKey =
    suite.requirements.find(({ steps }) => steps.length > 0 && steps.every(({ recertify }) => recertify === 'MAJOR'))
      ?.id ?? '';
  const otherKey = seen.find(({ id }) => id !== carriedKey)?.id ?? '';

  const restart = async (runId: string) => {
    const { data, errors } = await service.ask<{ answer: { run: Run; redo: string[] } }>(
      `mutation ($input: RestartConformanceRunInput!) { answer: restartConformanceRun(input: $input) { run { ${RUN} } redo problems { message } } }`,
      { input: { runId } },
      ana,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data.answer;
  };

  test('has what people found met and its new version cannot have changed; what was open has lapsed', async () => {
    const { id, callId, credential } = await runToReview();
    const [kept, open] = [carriedKey, otherKey];
    await act(
      'confirm',
      { runId: id, proposalId: await proposed(id, { requirement: kept, outcome: 'NOT_APPLICABLE' }) },
      davi,
    );
    await proposed(id, { requirement: open });
    await client.query(`update call set connector = 'clinica/2.1.1' where id = $1`, [callId]);
    await client.query('insert into call_of_credential (credential_id, call_id) values ($1, $2)', [
      credential.credentialId,
      callId,
    ]);
    const { run } = await restart(id);
    expect(requirementOf(run, kept)).toMatchObject({
      outcome: 'NOT_APPLICABLE',
      overrides: [{ state: 'CONFIRMED', reason }],
    });
    expect([run.openProposals, requirementOf(run, open).overrides]).toEqual([0, []]);
    const old = await readRun(id, ana);
    expect(requirementOf(old, open)).toMatchObject({ outcome: 'PASSED', overrides: [{ state: 'LAPSED' }] });
    expect(requirementOf(old, kept)).toMatchObject({ overrides: [{ state: 'CONFIRMED' }] });
  });

  test('that calls of its new version open has the same', async () => {
    const { id, credential } = await runToReview();
    for (const [requirement, outcome] of [
      [carriedKey, 'NOT_APPLICABLE'],
      [otherKey, 'FAILED'],
    ] as const) {
      await act('confirm', { runId: id, proposalId: await proposed(id, { requirement, outcome }) }, davi);
    }
    await recordCalls((sql, values) => client.query(sql, values), credential.credentialId, [
      { connector: 'clinica/2.1.1' },
    ]);
    const next = await vi.waitFor(
      async () => {
        const { rows } = await client.query<{ replaced_by: string | null }>(
          'select replaced_by from conformance_run where id = $1',
          [id],
        );
        expect(rows[0]?.replaced_by).not.toBeNull();
        return rows[0]?.replaced_by ?? '';
      },
      { timeout: 60_000, interval: 100 },
    );
    const run = await readRun(next, ana);
    expect(requirementOf(run, carriedKey)).toMatchObject({
      outcome: 'NOT_APPLICABLE',
      overrides: [{ state: 'CONFIRMED', reason }],
    });
    expect(requirementOf(run, otherKey)).toMatchObject({ outcome: 'WAITING', overrides: [] });
  });

  test('of a version that was there before has what people found there not to be met', async () => {
    const { id, callId, credential } = await runToReview();
    await act('confirm', { runId: id, proposalId: await proposed(id, { requirement: otherKey }) }, davi);
    await client.query('insert into call_of_credential (credential_id, call_id) values ($1, $2)', [
      credential.credentialId,
      callId,
    ]);
    const restartAs = async (runId: string, connector: string) => {
      await client.query('update call set connector = $2 where id = $1', [callId, connector]);
      return (await restart(runId)).run;
    };
    const between = await restartAs(id, 'clinica/2.1.1');
    expect(requirementOf(between, otherKey)).toMatchObject({ outcome: 'WAITING', overrides: [] });
    const back = await restartAs(between.id, 'clinica/2.1.0');
    expect(requirementOf(back, otherKey)).toMatchObject({
      outcome: 'FAILED',
      overrides: [{ state: 'CONFIRMED', reason }],
    });
    expect(back.completedAt).toBeNull();
  });
});
