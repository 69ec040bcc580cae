import { randomUUIDv7 } from 'node:crypto';
import { vaccinationNow } from '@portal/judge/testing/now';
import { runtimeUrlOf } from '@portal/postgres/testing';
import { type Caller, recordStatements } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { MASKED } from '../calls/mask.ts';
import { type RecordedCall, recordCalls } from '../testing/recorded-calls.ts';
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
const reviewer = testPerson({ id: randomUUIDv7(), roles: ['REVIEWER'] });

interface Step {
  key: string;
  outcome: string;
  attempts: {
    outcome: string;
    calls: { as: string; failed: boolean; status: number; call: { id: string } | null }[];
  }[];
}
interface Requirement {
  key: string;
  outcome: string;
  attest: string | null;
  mayNotApply: string | null;
  declaration: { kind: string; reason: string } | null;
  steps: Step[];
}
interface Run {
  id: string;
  outcome: string;
  current: boolean;
  connector: string | null;
  calls: number;
  remaining: number;
  suite: { key: string; hash: string };
  requirements: Requirement[];
}

const RUN = `id outcome current connector calls remaining suite { key title version hash }
  requirements { key outcome attest mayNotApply declaration { kind reason at }
    steps { key outcome tries attempts { outcome why calls { as failed at method operation status codes fault call { id request } } } } }`;

async function accessOf<Access>(caller: Caller, id: string, fields: string): Promise<Access | null> {
  const { data, errors } = await service.ask<{ _entities: { homologationAccess: Access | null }[] }>(
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Credential { homologationAccess { ${fields} } } } }`,
    { of: [{ __typename: 'Credential', id }] },
    caller,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data._entities[0]?.homologationAccess ?? null;
}

async function runsOf(caller: Caller, id: string): Promise<Run[] | undefined> {
  const access = await accessOf<{ conformanceRuns: { edges: { node: Run }[] } }>(
    caller,
    id,
    `conformanceRuns { totalCount edges { node { ${RUN} } } }`,
  );
  return access?.conformanceRuns.edges.map(({ node }) => node);
}

const record = (credentialId: string, calls: Partial<RecordedCall>[]) =>
  recordCalls((sql, values) => client.query(sql, values), credentialId, calls);

const TOKEN = { host: 'AUTH', operation: 'token', issued_token_hmac: 'a' } as const;
const READ = { operation: 'read-organization', token_hmac: 'a' };

/** A credential whose run its calls moved. */
async function tried(calls: Partial<RecordedCall>[] = [TOKEN, READ, READ, READ]) {
  const { credentialId } = service.credential({ services: ['rnds-ria-r'] });
  const recorded = await record(credentialId, calls);
  const run = await vi.waitFor(
    async () => {
      const [newest] = (await runsOf(ana, credentialId)) ?? [];
      expect(newest?.calls).toBe(calls.length);
      return newest as Run;
    },
    { timeout: 60_000, interval: 100 },
  );
  return { credentialId, recorded, run };
}

interface Payload {
  run: Run | null;
  redo?: string[];
  problems: { code: string; message: string; path: string[] }[];
}

async function mutate(name: string, input: object, caller: Caller = ana): Promise<Payload> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const redo = name === 'restartConformanceRun' ? 'redo' : '';
  const { data, errors } = await service.ask<{ answer: Payload }>(
    `mutation ($input: ${type}!) { answer: ${name}(input: $input) { run { ${RUN} } ${redo} problems { code message path } } }`,
    { input },
    caller,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.answer;
}
const problemsOf = ({ problems }: Payload) => problems.map(({ code, path }) => [code, path]);
const reason = 'O sistema não envia este tipo de documento.';
const declaredOf = ({ run }: Payload, key: string) => run?.requirements.find((one) => one.key === key);

describe('a run', () => {
  test('tells requirement by requirement, step by step, in which calls it was seen; also when those are kept no more', async () => {
    const { credentialId, run, recorded } = await tried();
    const steps = run.requirements.flatMap(({ steps: all }) => all);
    const reuse = steps.find(({ key }) => key === 'token.reuse/three-calls');
    expect(reuse?.outcome).toBe('PASSED');
    const [attempt] = reuse?.attempts ?? [];
    expect(attempt?.calls.map(({ as, call }) => [as, call?.id])).toEqual([
      ['token', recorded[0]?.id],
      ['primeira chamada', recorded[1]?.id],
      ['segunda chamada', recorded[2]?.id],
      ['terceira chamada', recorded[3]?.id],
    ]);
    await client.query('delete from call using call_of_credential where credential_id = $1 and call_id = call.id', [
      credentialId,
    ]);
    const [after] = (await runsOf(ana, credentialId)) ?? [];
    const kept = after?.requirements.flatMap(({ steps: all }) => all).find(({ key }) => key === reuse?.key);
    expect(kept?.attempts[0]?.calls).toMatchObject([
      { as: 'token', status: 200, call: null },
      { as: 'primeira chamada', status: 200, call: null },
      { as: 'segunda chamada', status: 200, call: null },
      { as: 'terceira chamada', status: 200, call: null },
    ]);
  });

  test('costs as many statements with all that it is made of, however many there are', async () => {
    const { credentialId } = await tried();
    const counted = async () => {
      using recorded = recordStatements('operations');
      await runsOf(ana, credentialId);
      return recorded.count;
    };
    const one = await counted();
    await record(credentialId, [
      { ...READ, connector: 'sistema/2.0.0' },
      TOKEN,
      { ...READ, connector: 'sistema/2.0.0' },
    ]);
    await vi.waitFor(async () => expect(await runsOf(ana, credentialId)).toHaveLength(2), { timeout: 60_000 });
    expect([one, await counted()]).toEqual([5, 5]);
  });

  test('is listed among those that calls move, or among those before them', async () => {
    const { credentialId, run } = await tried();
    await record(credentialId, [{ ...READ, connector: 'sistema/2.0.0' }, TOKEN]);
    await vi.waitFor(async () => expect(await runsOf(ana, credentialId)).toHaveLength(2), { timeout: 60_000 });
    const access = await accessOf<Record<'now' | 'before', { totalCount: number; edges: { node: { id: string } }[] }>>(
      ana,
      credentialId,
      `now: conformanceRuns(current: true) { totalCount edges { node { id } } }
       before: conformanceRuns(current: false) { totalCount edges { node { id } } }`,
    );
    const [newest] = (await runsOf(ana, credentialId)) ?? [];
    expect(access).toEqual({
      now: { totalCount: 1, edges: [{ node: { id: newest?.id } }] },
      before: { totalCount: 1, edges: [{ node: { id: run.id } }] },
    });
  });

  test('and what each call was for is told with no statement a call', async () => {
    const { credentialId, run } = await tried();
    using recorded = recordStatements('operations');
    const access = await accessOf<{
      calls: { edges: { node: { nearestSteps: { run: { id: string }; title: string; matched: boolean }[] } }[] };
    }>(
      ana,
      credentialId,
      'calls { edges { node { id nearestSteps { suite step title matched why run { id outcome } } } } }',
    );
    const nearest = access?.calls.edges.flatMap(({ node }) => node.nearestSteps) ?? [];
    expect(nearest.map((one) => one.run.id)).toEqual([run.id, run.id, run.id, run.id]);
    expect(nearest.every(({ title }) => title.length > 5)).toBe(true);
    expect(recorded.count).toBe(4);
  });

  test('is its owner’s and the system’s alone, wherever it is asked for', async () => {
    const { credentialId, run } = await tried();
    const system = { kind: 'client', clientId: 'x', credentialId, requestId: randomUUIDv7() } as unknown as Caller;
    const other = { ...system, credentialId: randomUUIDv7() } as unknown as Caller;
    const nodeOf = async (caller: Caller) =>
      (await service.ask<{ node: object | null }>('query ($id: ID!) { node(id: $id) { id } }', { id: run.id }, caller))
        .data.node;
    for (const caller of [ana, system]) {
      expect([await runsOf(caller, credentialId), await nodeOf(caller)]).toEqual([[run], { id: run.id }]);
    }
    for (const caller of [bruno, reviewer, other]) {
      expect([await runsOf(caller, credentialId), await nodeOf(caller)]).toEqual([undefined, null]);
    }
  });

  test('is named beside a call to its own owner alone, also where the certificate is of credentials of two', async () => {
    const { recorded, credentialId, run } = await tried();
    const theirs = service.credential({ services: ['rnds-ria-r'], ownerId: bruno.id }).credentialId;
    const ids = recorded.map(({ id }) => id);
    for (const table of ['call_of_credential', 'call_waiting']) {
      await client.query(`insert into ${table} (credential_id, call_id) select $1::uuid, unnest($2::uuid[])`, [
        theirs,
        ids,
      ]);
    }
    // What waits is looked at when a call comes, or soon by itself.
    const other = await vi.waitFor(
      async () => {
        const [newest] = (await runsOf(bruno, theirs)) ?? [];
        expect(newest?.calls).toBe(ids.length);
        return newest as Run;
      },
      { timeout: 60_000, interval: 100 },
    );
    const named = async (caller: Caller, id: string) => {
      const access = await accessOf<{ calls: { edges: { node: { nearestSteps: { run: { id: string } }[] } }[] } }>(
        caller,
        id,
        'calls { edges { node { nearestSteps { run { id } } } } }',
      );
      return [...new Set(access?.calls.edges.flatMap(({ node }) => node.nearestSteps.map((one) => one.run.id)))];
    };
    expect(await named(ana, credentialId)).toEqual([run.id]);
    expect(await named(bruno, theirs)).toEqual([other.id]);
  });

  test('is kept for ever: the service itself cannot delete it, nor change the suite that it is pinned to', async () => {
    const runtime = new pg.Client({ connectionString: runtimeUrlOf(service.databaseUrl) });
    await runtime.connect();
    for (const statement of ['delete from conformance_run', `update conformance_suite set version = '9'`]) {
      await expect(runtime.query(statement)).rejects.toThrow('permission denied');
    }
    await runtime.end();
  });

  test('stays readable when its credential is revoked', async () => {
    const { credentialId, run } = await tried();
    const found = service.credentials.accreditations.find((one) => one.credentialId === credentialId);
    Object.assign(found ?? {}, { state: 'REVOKED' });
    expect(await runsOf(ana, credentialId)).toEqual([run]);
  });
});

describe('a declaration', () => {
  const attested = (run: Run) => run.requirements.find(({ attest }) => attest !== null)?.key ?? '';

  test('stands in the place of calls until it is taken back, and is done once for a key', async () => {
    const { run } = await tried();
    const requirement = attested(run);
    const input = { runId: run.id, requirement, kind: 'ATTESTED', reason, idempotencyKey: randomUUIDv7() };
    const first = await mutate('declareConformanceRequirement', input);
    expect(first.problems).toEqual([]);
    expect(declaredOf(first, requirement)).toMatchObject({
      outcome: 'ATTESTED',
      declaration: { kind: 'ATTESTED', reason },
    });
    expect(first.run?.remaining).toBe(run.remaining - 1);
    expect((await mutate('declareConformanceRequirement', input)).run).toEqual(first.run);
    const { rows } = await client.query('select detail from audit_record where subject_id = $1', [run.id]);
    expect(rows.map(({ detail }) => detail.requirement)).toEqual([requirement]);
    expect(JSON.stringify(rows)).not.toContain(reason);
    const back = await mutate('withdrawConformanceDeclaration', { runId: run.id, requirement });
    expect(declaredOf(back, requirement)).toMatchObject({ outcome: 'WAITING', declaration: null });
    expect(problemsOf(await mutate('withdrawConformanceDeclaration', { runId: run.id, requirement }))).toEqual([
      ['NOT_ALLOWED', ['requirement']],
    ]);
  });

  test.each([
    [
      'no reason to speak of',
      (run: Run) => ({ requirement: attested(run), reason: ' curto ' }),
      ['INVALID', ['reason']],
    ],
    [
      'a reason without end',
      (run: Run) => ({ requirement: attested(run), reason: 'a'.repeat(2_001) }),
      ['INVALID', ['reason']],
    ],
    ['a requirement that there is not', () => ({ requirement: 'nada' }), ['NOT_FOUND', ['requirement']]],
    ['what calls show', () => ({ requirement: 'token.reuse' }), ['NOT_ALLOWED', ['kind']]],
  ] as const)('with %s is refused', async (_what, of, problem) => {
    const { run } = await tried();
    const input = { runId: run.id, kind: 'ATTESTED', reason, ...of(run) };
    expect(problemsOf(await mutate('declareConformanceRequirement', input))).toEqual([problem]);
  });

  test("is nobody else's, and no other answer tells that the run is there", async () => {
    const { run } = await tried();
    const requirement = attested(run);
    for (const runId of [run.id, randomUUIDv7(), 'nada']) {
      const own = { runId, requirement };
      const answers = await Promise.all([
        mutate('declareConformanceRequirement', { ...own, kind: 'ATTESTED', reason }, bruno),
        mutate('withdrawConformanceDeclaration', own, bruno),
        mutate('restartConformanceRun', { runId }, bruno),
      ]);
      expect(answers.flatMap(problemsOf)).toEqual(Array(3).fill(['NOT_FOUND', ['runId']]));
    }
  });
});

describe('a run that is begun anew', () => {
  test('is not, where nothing changed', async () => {
    const { run } = await tried();
    expect(problemsOf(await mutate('restartConformanceRun', { runId: run.id }))).toEqual([['NOT_ALLOWED', ['runId']]]);
  });

  test('by another version of its suite carries what that asks as before, and the one before stays to be read', async () => {
    const { credentialId, run } = await tried();
    // As if it were of the build before, whose suite asked something else of one step.
    const { rows } = await client.query('select suite from conformance_suite where hash = $1', [run.suite.hash]);
    const old = structuredClone(rows[0].suite);
    const hash = 'e'.repeat(32) + randomUUIDv7().replaceAll('-', '');
    const changed = old.requirements
      .flatMap(({ steps }: { steps: { id: string }[] }) => steps)
      .find(({ id }: { id: string }) => id === 'token.certificate/given');
    changed.see[0].status = ['2xx'];
    await client.query(
      `insert into conformance_suite (hash, suite_id, version, kept_at, suite) values ($1, 'ria-r', '0.9.0', now(), $2)`,
      [hash, { ...old, hash, version: '0.9.0' }],
    );
    await client.query(
      `update conformance_run set suite_hash = $1::text, state = jsonb_set(state, '{suite,hash}', to_jsonb($1::text)) where id = $2`,
      [hash, run.id],
    );
    const idempotencyKey = randomUUIDv7();
    const anew = await mutate('restartConformanceRun', { runId: run.id, idempotencyKey });
    expect([anew.problems, anew.redo]).toEqual([[], ['token.certificate/given']]);
    expect(anew.run?.suite.hash).toBe(run.suite.hash);
    const steps = anew.run?.requirements.flatMap(({ steps: all }) => all) ?? [];
    const outcomeOf = (key: string) => steps.find((step) => step.key === key)?.outcome;
    expect([outcomeOf('token.reuse/three-calls'), outcomeOf('token.certificate/given')]).toEqual(['PASSED', 'WAITING']);
    expect(steps.find(({ key }) => key === 'token.reuse/three-calls')?.attempts[0]?.calls).toHaveLength(4);
    expect(await mutate('restartConformanceRun', { runId: run.id, idempotencyKey })).toEqual(anew);
    const all = await runsOf(ana, credentialId);
    expect(all?.map(({ id, current }) => [id, current])).toEqual([
      [anew.run?.id, true],
      [run.id, false],
    ]);
    const input = { runId: run.id, requirement: 'nada', kind: 'ATTESTED', reason };
    expect(problemsOf(await mutate('declareConformanceRequirement', input))).toEqual([['NOT_ALLOWED', ['runId']]]);
  });
});

describe('the document of a call', () => {
  const recordedWith = async (body: unknown) => {
    const request = { headers: {}, body };
    const { credentialId } = await tried([{ operation: 'create-document', method: 'POST', request }]);
    // The first document starts the judge, which a busy machine takes its time for.
    return vi.waitFor(
      async () => {
        const access = await accessOf<{
          calls: { edges: { node: { validation: { outcome: string; findings: { expression: string }[] } | null } }[] };
        }>(
          ana,
          credentialId,
          'calls { edges { node { validation { outcome documentKind { code } findings { expression message } } } } }',
        );
        const validation = access?.calls.edges[0]?.node.validation;
        expect(validation?.outcome).not.toBe('NOT_JUDGED');
        return validation;
      },
      { timeout: 60_000 },
    );
  };

  test('is judged again as it is kept, and nothing is said of what was taken out', async () => {
    const bundle = vaccinationNow();
    const wrong = structuredClone(bundle);
    Object.assign(wrong.entry[1]?.resource ?? {}, { status: 'done', lotNumber: MASKED });
    expect(await recordedWith(bundle)).toMatchObject({ outcome: 'VALID', findings: [] });
    const judged = await recordedWith(wrong);
    expect(judged?.outcome).toBe('INVALID');
    expect(new Set(judged?.findings.map(({ expression }) => expression))).toEqual(
      new Set(['Bundle.entry[1].resource.status']),
    );
    const masked = structuredClone(bundle);
    Object.assign(masked.entry[1]?.resource ?? {}, { status: MASKED });
    expect(await recordedWith(masked)).toMatchObject({ outcome: 'VALID', findings: [] });
  });

  test.each([
    ['none', null],
    ['one that was too long to be kept', { bytes: 300_000 }],
  ])('is %s: there is nothing to judge', async (_what, body) => {
    expect(await recordedWith(body)).toBeNull();
  });
});

test('checks before the first step are told with the call that shows each', async () => {
  const body = {
    timestamp: new Date().toISOString(),
    entry: [{ resource: { author: [{ identifier: { value: '2337991' } }] } }],
  };
  const document = { operation: 'create-document', method: 'POST', status: 201, request: { headers: {}, body } };
  // What somebody sends need not be a document.
  const broken = {
    ...document,
    status: 422,
    request: { headers: {}, body: { entry: [{ resource: { author: 'x' } }] } },
  };
  const { credentialId, recorded } = await tried([TOKEN, broken, document]);
  const access = await accessOf<{ preflight: { key: string; outcome: string; call: { id: string } | null }[] }>(
    ana,
    credentialId,
    'preflight { key title outcome detail call { id } }',
  );
  const found = new Map(access?.preflight.map(({ key, outcome, call }) => [key, [outcome, call?.id]]));
  expect(found.get('token')).toEqual(['PASSED', recorded[0]?.id]);
  expect(found.get('establishment')).toEqual(['PASSED', recorded[2]?.id]);
  expect(found.get('clock')).toEqual(['PASSED', recorded[2]?.id]);
  expect(await accessOf(bruno, credentialId, 'preflight { key }')).toBeNull();
});

test('incidents are told to everybody, the newest first', async () => {
  await client.query(
    `insert into homologation_incident (id, kind, started_at, ended_at, calls)
     values ($1, 'DOWN', '2020-01-01', '2020-01-02', 0), ($2, 'FAILED_CALLS', '2020-02-01', '2020-02-02', 7)`,
    [randomUUIDv7(), randomUUIDv7()],
  );
  const { data } = await service.ask<{ homologationIncidents: object[] }>(
    '{ homologationIncidents(first: 2) { kind startedAt endedAt calls } }',
  );
  expect(data.homologationIncidents).toEqual([
    { kind: 'FAILED_CALLS', startedAt: '2020-02-01T00:00:00.000Z', endedAt: '2020-02-02T00:00:00.000Z', calls: 7 },
    { kind: 'DOWN', startedAt: '2020-01-01T00:00:00.000Z', endedAt: '2020-01-02T00:00:00.000Z', calls: 0 },
  ]);
});
