import { randomUUIDv7 } from 'node:crypto';
import type { RunState } from '@portal/conformance';
import { vaccinationOf } from '@portal/judge/testing/now';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Accreditation } from '../accreditation/accreditation.ts';
import { armFault } from '../faults/faults.ts';
import { noteMaintenance } from '../incidents/note-maintenance.ts';
import { giveSignOfLife } from '../incidents/sign-of-life.ts';
import { type ClientCertificate, openTestHosts, type TestHosts } from '../testing/hosts.ts';
import { type RecordedCall, recordCalls } from '../testing/recorded-calls.ts';
import { MOST_CHANGES } from './held-run.ts';
import { Mover } from './mover.ts';
import { tellCompleted } from './tell-completed.ts';

let portal: TestHosts;
let client: pg.Client;
beforeAll(async () => {
  portal = await openTestHosts();
  client = new pg.Client({ connectionString: portal.databaseUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await portal[Symbol.asyncDispose]();
});

const query = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
  (await client.query<Row>(sql, values)).rows;
const record = (credentialId: string, calls: Partial<RecordedCall>[]) => recordCalls(query, credentialId, calls);

interface Run {
  id: string;
  connector: string | null;
  outcome: string;
  calls: number;
  remaining: number;
  state: RunState;
  replaced_by: string | null;
}

const runsOf = (credentialId: string) =>
  query<Run>('select * from conformance_run where credential_id = $1 order by id', [credentialId]);

/** The runs of a credential, once they were moved by all its calls. */
async function movedRuns(credentialId: string): Promise<Run[]> {
  await vi.waitFor(
    async () => {
      portal.mover.wake();
      expect(await query('select from call_waiting where credential_id = $1', [credentialId])).toEqual([]);
    },
    { timeout: 60_000, interval: 50 },
  );
  return runsOf(credentialId);
}

const RIA = { services: ['rnds-ria-r'] };

function call(certificate: ClientCertificate, token: string, agent = 'sistema/1.0.0') {
  const authorization = portal.population.professionalsAt('2337991')[0]?.cns ?? '';
  const headers = { 'x-authorization-server': `Bearer ${token}`, authorization, 'user-agent': agent };
  return (path: string, method = 'GET', body?: string) =>
    portal.call(`${portal.hosts.ehrUrl}${path}`, { certificate, headers, method, ...(body && { body }) });
}

function document({ requesterIdentifier }: Accreditation): string {
  const patient = portal.population.people.find(({ kind }) => kind === 'ORDINARY')?.cns;
  return JSON.stringify(vaccinationOf({ requesterIdentifier, patient }, portal.clock.now));
}

describe('what steps are matched by is recorded with a call', () => {
  test('of a document its kind and identifier, whatever it was answered; of a token that it comes back', async () => {
    const { certificate, accreditation } = await portal.accredited(RIA);
    const ask = call(certificate, await portal.token(certificate));
    const bundle = document(accreditation);
    await armFault(
      portal.orm.em.fork(),
      {
        credentialId: accreditation.credentialId,
        kind: 'ERROR_503',
        calls: 1,
        until: new Date(Date.now() + 60_000),
        by: randomUUIDv7(),
      },
      portal.clock.now,
    );
    expect((await ask('/api/fhir/r4/Bundle', 'POST', bundle)).status).toBe(503);
    expect((await ask('/api/fhir/r4/Bundle', 'POST', bundle)).status).toBe(201);
    expect((await ask('/api/fhir/r4/Bundle', 'POST', bundle)).status).toBe(422);
    const { system, value } = JSON.parse(bundle).identifier;
    await ask(`/api/identifier?${new URLSearchParams({ system, value })}`);
    const rows = await query<Record<string, unknown>>(
      `select call.* from call join call_of_credential on call_id = call.id where credential_id = $1 order by call.id`,
      [accreditation.credentialId],
    );
    const [token, ...others] = rows;
    expect(others.map(({ document_kind }) => document_kind)).toEqual(['RIA-R', 'RIA-R', 'RIA-R', null]);
    expect(new Set(others.map(({ identifier_hmac }) => identifier_hmac)).size).toBe(1);
    expect(new Set(others.map(({ token_hmac }) => token_hmac))).toEqual(new Set([token?.issued_token_hmac]));
    const [fault] = others;
    expect([fault?.fault_kind, fault?.ours]).toEqual(['ERROR_503', false]);
    expect(fault?.retry_after_seconds).toBeGreaterThan(1);
  });

  test('that it failed for a reason of ours, with whose it was, and as an incident', async () => {
    const { certificate, accreditation } = await portal.accredited(RIA);
    const ask = call(certificate, await portal.token(certificate));
    const broken = vi.spyOn(portal.population, 'recordsOf').mockImplementation(() => {
      throw new Error('broken');
    });
    const answer = await ask('/api/fhir/r4/Bundle', 'POST', document(accreditation));
    broken.mockRestore();
    expect(answer.status).toBe(500);
    const [, failed] = await query<{ ours: boolean; document_kind: string }>(
      `select call.* from call join call_of_credential on call_id = call.id where credential_id = $1 order by call.id`,
      [accreditation.credentialId],
    );
    expect(failed).toMatchObject({ ours: true, document_kind: 'RIA-R' });
    await portal.incidents.flush();
    const incidents = await query<{ kind: string; calls: number }>('select * from homologation_incident');
    expect(incidents).toMatchObject([{ kind: 'FAILED_CALLS', calls: 1 }]);
  });

  test.each([
    ['NUL', '"\\u0000"'],
    ['half a letter', '"\\ud800"'],
  ])('also where what was sent has %s, which no text has', async (_what, text) => {
    const { certificate, accreditation } = await portal.accredited(RIA);
    const ask = call(certificate, await portal.token(certificate));
    expect((await ask('/api/fhir/r4/Bundle?x=%00', 'POST', `{"code":${text}}`)).status).toBeLessThan(500);
    await movedRuns(accreditation.credentialId);
  });
});

describe('a run', () => {
  test('is opened by the first call, for each suite of the services, and moved by those that follow', async () => {
    const { certificate, accreditation } = await portal.accredited({ services: ['rnds-ria-r', 'rnds-rel'] });
    const ask = call(certificate, await portal.token(certificate));
    await ask('/api/fhir/r4/Organization/2337991');
    const runs = await movedRuns(accreditation.credentialId);
    expect(runs.map(({ state }) => state.suite.id).sort()).toEqual(['rel', 'ria-r']);
    for (const { calls, outcome, state } of runs) {
      expect([calls, outcome]).toEqual([2, 'WAITING']);
      expect(state.steps['token.certificate/given']?.outcome).toBe('PASSED');
    }
    const nearest = await query('select from conformance_call where run_id = any($1::uuid[])', [
      runs.map(({ id }) => id),
    ]);
    expect(nearest.length).toBeGreaterThanOrEqual(2);
  });

  test('is none of a credential whose services no suite is for; its calls do not wait for ever', async () => {
    const { certificate, accreditation } = await portal.accredited({ services: ['rnds-rpm'] });
    await portal.token(certificate);
    expect(await movedRuns(accreditation.credentialId)).toEqual([]);
  });

  test('holds also the calls of a credential that is suspended, and those nobody is told of at credentials', async () => {
    const { certificate, accreditation } = await portal.accredited({ ...RIA, state: 'SUSPENDED' });
    const ask = call(certificate, await portal.token(certificate));
    expect((await ask('/api/fhir/r4/Organization/2337991')).status).toBe(403);
    expect(await movedRuns(accreditation.credentialId)).toMatchObject([{ calls: 2, connector: 'sistema/1.0.0' }]);
  });

  test('waits while credentials does not say whose it is, and loses nothing', async () => {
    const { certificate, accreditation } = await portal.accredited(RIA);
    const { credentialId } = accreditation;
    portal.credentials.away = true;
    await record(credentialId, [{}, {}]);
    await portal.mover.catchUp();
    portal.credentials.away = false;
    expect(await movedRuns(credentialId)).toHaveLength(1);
    expect(certificate).toBeDefined();
  });

  test('goes over to the run of the next version of its connector, which keeps what that cannot have changed', async () => {
    const { accreditation } = await portal.accredited(RIA);
    const { credentialId } = accreditation;
    const token = { host: 'AUTH', operation: 'token', issued_token_hmac: 'a' } as const;
    const named = { operation: 'read-organization', token_hmac: 'a' };
    await record(credentialId, [token, named, named, named]);
    const [first] = await movedRuns(credentialId);
    expect(first?.state.steps['token.reuse/three-calls']?.outcome).toBe('PASSED');
    await record(credentialId, [{ ...named, connector: 'sistema/1.0.1' }]);
    const [old, next] = await movedRuns(credentialId);
    expect([old?.replaced_by, old?.connector, next?.connector]).toEqual([next?.id, 'sistema/1.0.0', 'sistema/1.0.1']);
    expect(old?.calls).toBe(4);
    expect(next?.state.steps['token.reuse/three-calls']?.outcome).toBe('PASSED');
    expect(next?.state.steps['user-agent/named']?.outcome).toBe('WAITING');
    // Its calls are told of there as well.
    expect(await query('select from conformance_seen where run_id = $1', [next?.id])).not.toEqual([]);
    const [again] = await record(credentialId, [named]);
    expect(await movedRuns(credentialId)).toHaveLength(2);
    const [told] = await query<{ matched: boolean; why: string }>(
      'select matched, why from conformance_call where call_id = $1',
      [again?.id],
    );
    expect(told).toEqual({ matched: false, why: expect.stringContaining('a execução é de sistema/1.0.1') });
  });

  test('stays that of its system when another one, or a tool, calls with the same credential', async () => {
    const { accreditation } = await portal.accredited(RIA);
    const { credentialId } = accreditation;
    const token = { host: 'AUTH', operation: 'token', issued_token_hmac: 'a' } as const;
    const named = { operation: 'read-organization', token_hmac: 'a' };
    await record(credentialId, [token, { ...named, connector: 'curl/8.5.0' }, named]);
    const [other] = await record(credentialId, [{ ...named, connector: 'outro/2.0.0' }]);
    const runs = await movedRuns(credentialId);
    expect(runs).toMatchObject([{ connector: 'sistema/1.0.0', calls: 3, replaced_by: null }]);
    const [told] = await query<{ why: string }>('select why from conformance_call where call_id = $1', [other?.id]);
    expect(told?.why).toContain('Esta chamada é de outro/2.0.0');
  });

  test('is not opened anew without end by a connector that names another version at each call', async () => {
    const { accreditation } = await portal.accredited(RIA);
    const calls = Array.from({ length: 60 }, (_, index) => ({ connector: `sistema/1.${index}.0` }));
    await record(accreditation.credentialId, calls);
    const runs = await movedRuns(accreditation.credentialId);
    expect(runs.length).toBe(MOST_CHANGES + 1);
    expect(runs.filter(({ replaced_by }) => replaced_by === null)).toHaveLength(1);
  });

  test('is excused where the environment was not there, once its silence is noticed', async () => {
    const { accreditation } = await portal.accredited(RIA);
    const { credentialId } = accreditation;
    const ground = { orm: portal.orm, suites: portal.knownSuites, now: () => portal.clock.now };
    await giveSignOfLife(ground);
    const begun = {
      operation: 'create-document',
      document_kind: 'RIA-R',
      status: 201,
      document_id: 'd',
      identifier_hmac: 'i',
    };
    await record(credentialId, [{ host: 'AUTH', operation: 'token', issued_token_hmac: 'a' }, begun]);
    const [before] = await movedRuns(credentialId);
    const outcomes = (run: Run | undefined) => Object.values(run?.state.steps ?? {}).map(({ outcome }) => outcome);
    expect(outcomes(before)).not.toContain('INCONCLUSIVE');
    portal.clock.now = new Date(portal.clock.now.getTime() + 120_000);
    await giveSignOfLife(ground);
    expect(outcomes((await runsOf(credentialId))[0])).toContain('INCONCLUSIVE');
    expect(await query(`select from homologation_incident where kind = 'DOWN'`)).toHaveLength(1);
    await giveSignOfLife(ground);
    expect(await query(`select from homologation_incident where kind = 'DOWN'`)).toHaveLength(1);
  });
});

test('what was under way during a maintenance that was announced is excused once it is over, and what passed stays', async () => {
  const { accreditation } = await portal.accredited(RIA);
  const { credentialId } = accreditation;
  const ground = {
    orm: portal.orm,
    suites: portal.knownSuites,
    now: () => portal.clock.now,
    credentialsUrl: portal.credentials.url,
    signingKey: portal.signingKey,
  };
  await record(credentialId, [
    { host: 'AUTH', operation: 'token', issued_token_hmac: 'm' },
    { operation: 'create-document', document_kind: 'RIA-R', status: 201, document_id: 'm', identifier_hmac: 'm' },
  ]);
  const countOf = (run: Run | undefined, outcome: string) =>
    Object.values(run?.state.steps ?? {}).filter((step) => step.outcome === outcome).length;
  const [before] = await movedRuns(credentialId);
  expect(countOf(before, 'INCONCLUSIVE')).toBe(0);

  portal.credentials.away = true;
  await expect(noteMaintenance(ground)).rejects.toThrow('503');
  portal.credentials.away = false;
  const id = randomUUIDv7();
  const [startsAt, endsAt] = [-3_600_000, 3_600_000].map((apart) => new Date(portal.clock.now.getTime() + apart));
  if (startsAt && endsAt) portal.credentials.maintenance = [{ id, startsAt, endsAt }];
  await noteMaintenance(ground);
  const [excused] = await runsOf(credentialId);
  expect(countOf(excused, 'INCONCLUSIVE')).toBeGreaterThan(0);
  expect(countOf(excused, 'PASSED')).toBe(countOf(before, 'PASSED'));
  const ledger = () => query('select kind, started_at, ended_at from homologation_incident where id = $1', [id]);
  expect(await ledger()).toEqual([{ kind: 'MAINTENANCE', started_at: startsAt, ended_at: endsAt }]);

  // What comes after it is looked at as always, however often the maintenance is told.
  await noteMaintenance(ground);
  expect((await runsOf(credentialId))[0]).toEqual(excused);
  expect(await ledger()).toHaveLength(1);
});

describe('a completed run', () => {
  test('is told to credentials until it is taken, and then no more', async () => {
    const { accreditation } = await portal.accredited(RIA);
    await record(accreditation.credentialId, [{}]);
    const [run] = await movedRuns(accreditation.credentialId);
    await query(`update conformance_run set outcome = 'COMPLETE', completed_at = $2 where id = $1`, [
      run?.id,
      portal.clock.now,
    ]);
    await query('insert into conformance_completion (run_id, completed_at) values ($1, $2)', [
      run?.id,
      portal.clock.now,
    ]);
    const tell = () =>
      tellCompleted({ ...portal, credentialsUrl: portal.credentials.url, now: () => portal.clock.now });
    // People found otherwise before it was told: then it waits until it is complete again.
    await query(`update conformance_run set outcome = 'FAILED', completed_at = null where id = $1`, [run?.id]);
    await tell();
    expect(portal.credentials.completed).toEqual([]);
    const again = new Date(portal.clock.now.getTime() + 1_000);
    await query(`update conformance_run set outcome = 'COMPLETE', completed_at = $2 where id = $1`, [run?.id, again]);
    portal.credentials.away = true;
    await expect(tell()).rejects.toThrow('503');
    portal.credentials.away = false;
    await tell();
    expect(portal.credentials.completed).toEqual([]);
    portal.clock.now = new Date(portal.clock.now.getTime() + 60_000);
    await tell();
    await tell();
    expect(portal.credentials.completed).toEqual([
      {
        runId: run?.id,
        credentialId: accreditation.credentialId,
        suite: 'ria-r',
        suiteVersion: expect.stringMatching(/^\d+\./),
        outcome: 'COMPLETE',
        connector: 'sistema/1.0.0',
        completedAt: again.toISOString(),
      },
    ]);
  });
});

describe('ten thousand calls that wait', () => {
  test('are each counted once, by two instances at the same moment, one of which ends in the middle', async () => {
    const { accreditation } = await portal.accredited(RIA);
    const { accreditation: other } = await portal.accredited(RIA);
    const all = Array.from({ length: 5_000 }, () => ({}));
    await record(accreditation.credentialId, all);
    await record(other.credentialId, all);
    const ground = {
      orm: portal.orm,
      suites: portal.knownSuites,
      accreditations: portal.accreditations,
      now: () => portal.clock.now,
    };
    const second = new Mover(ground);
    const ending = second.catchUp();
    portal.mover.wake();
    await vi.waitFor(
      async () => {
        const [{ count } = { count: 0 }] = await query<{ count: number }>('select count(*)::int from call_waiting');
        expect(count).toBeLessThan(8_000);
      },
      { timeout: 60_000, interval: 10 },
    );
    await second[Symbol.asyncDispose]();
    await ending;
    for (const { credentialId } of [accreditation, other]) {
      expect(await movedRuns(credentialId)).toMatchObject([{ calls: 5_000 }]);
    }
  });
});
