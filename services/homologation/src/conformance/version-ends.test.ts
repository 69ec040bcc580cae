import { randomUUIDv7 } from 'node:crypto';
import { type Suite, suites } from '@portal/conformance';
import type { Caller } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { writeRun } from '../testing/complete-run.ts';
import { recordCalls } from '../testing/recorded-calls.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { KnownSuites } from './known-suites.ts';

const before = suites().find(({ id }) => id === 'ria-r') as Suite;
const anew = before.requirements.find(({ steps }) => steps.length > 0)?.steps[0]?.id ?? '';

/** A day from now, and the last moment of it. */
const DAY = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const END = new Date(`${DAY}T23:59:59-03:00`);
const HOUR_MS = 3_600_000;

/** The suite with another first step. */
const next: Suite = {
  ...before,
  version: '1.1.0',
  hash: 'f'.repeat(64),
  changed: { what: 'O primeiro passo é outro.', completeUntil: DAY },
  requirements: before.requirements.map((requirement) => ({
    ...requirement,
    steps: requirement.steps.map((step) =>
      step.id === anew ? { ...step, mustNot: [], see: [...step.see, ...step.see] } : step,
    ),
  })),
};

let service: TestService;
let client: pg.Client;
beforeAll(async () => {
  service = await startTestService({ suites: suites().map((one) => (one.id === next.id ? next : one)) });
  client = new pg.Client({ connectionString: service.databaseUrl });
  await client.connect();
});
// The service gives signs of life by the clock that tests move.
beforeEach(async () => {
  await signOfLife(new Date(END.getTime() + 24 * HOUR_MS));
  await client.query('delete from homologation_incident');
});
afterAll(async () => {
  await client.end();
  await service[Symbol.asyncDispose]();
});

const ana = testPerson();
const [clara, davi] = [1, 2].map(() => testPerson({ id: randomUUIDv7(), roles: ['INTEGRATOR', 'REVIEWER'] }));
const reason = 'A regra de negócio dispensa este sistema.';

interface Run {
  id: string;
  outcome: string;
  current: boolean;
  suiteChange: { version: string; what: string; completeUntil: string } | null;
  suite: { version: string };
  requirements: {
    key: string;
    allowedOverrides: string[];
    overrides: { proposalId: string; allowedActions: string[] }[];
    steps: { key: string; outcome: string }[];
  }[];
}
const RUN = `id outcome current suiteChange { version what completeUntil } suite { version }
  requirements { key allowedOverrides overrides { proposalId allowedActions } steps { key outcome } }`;

async function runOf(facts: { unfinished?: boolean } = {}) {
  const credential = service.credential({ productionAsked: true, services: ['rnds-ria-r'] });
  const { id } = await writeRun(service.databaseUrl, { suite: before, credential, ...facts });
  return { id, credentialId: credential.credentialId };
}

async function read(id: string, caller: Caller = ana): Promise<Run> {
  const { data, errors } = await service.ask<{ node: Run }>(
    `query ($id: ID!) { node(id: $id) { ... on ConformanceRun { ${RUN} } } }`,
    { id },
    caller,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.node;
}

async function act(name: string, input: object, caller: Caller | undefined = ana) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await service.ask<{
    answer: { problems: { code: string; path: string[]; message: string }[] };
  }>(
    `mutation ($input: ${type}!) { answer: ${name}(input: $input) { problems { code path message } } }`,
    { input },
    caller,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.answer.problems;
}

const over = [
  { code: 'NOT_ALLOWED', path: ['runId'], message: expect.stringContaining('O prazo desta execução acabou') },
];
const at = (time: Date) => {
  service.clock.now = time;
};
/** Where the environment was there all the time until then. */
const signOfLife = (time: Date) =>
  client.query(`insert into sign_of_life (at) values ($1) on conflict (one) do update set at = excluded.at`, [time]);

describe('a run by a version of its suite that another took the place of', () => {
  test('counts up to and with its last second, and says so before; then it is told to be over', async () => {
    const { id } = await runOf();
    at(END);
    expect(await read(id)).toMatchObject({
      outcome: 'COMPLETE',
      suiteChange: { version: '1.1.0', what: 'O primeiro passo é outro.', completeUntil: END.toISOString() },
    });
    at(new Date(END.getTime() + 1));
    expect(await read(id)).toMatchObject({ outcome: 'EXPIRED', current: true });
    expect(await act('issueConformanceReport', { runId: id })).toEqual(over);
  });

  test('is completed by nobody after that: nothing is declared, proposed or confirmed; what is open may be declined', async () => {
    const { id } = await runOf();
    at(END);
    const [first, second] = before.requirements.filter(({ steps }) => steps.length > 0).map((one) => one.id);
    expect(
      await act('proposeConformanceOverride', { runId: id, requirement: first, outcome: 'FAILED', reason }, clara),
    ).toEqual([]);
    const proposalOf = async (caller: Caller | undefined) =>
      (await read(id, caller)).requirements.flatMap(({ overrides }) => overrides)[0];
    expect((await proposalOf(davi))?.allowedActions).toEqual(['CONFIRM', 'DECLINE']);
    at(new Date(END.getTime() + 1_000));
    const said = before.requirements.find(({ attest }) => attest !== null)?.id;
    expect(
      await act('declareConformanceRequirement', { runId: id, requirement: said, kind: 'ATTESTED', reason }),
    ).toEqual(over);
    expect(await act('withdrawConformanceDeclaration', { runId: id, requirement: said })).toEqual(over);
    const other = { runId: id, requirement: second, outcome: 'FAILED', reason };
    expect(await act('proposeConformanceOverride', other, clara)).toEqual(over);
    expect((await read(id, clara)).requirements.flatMap(({ allowedOverrides }) => allowedOverrides)).toEqual([]);
    const open = await proposalOf(davi);
    expect([open?.allowedActions, (await proposalOf(clara))?.allowedActions]).toEqual([['DECLINE'], ['WITHDRAW']]);
    const proposalId = open?.proposalId;
    expect(await act('confirmConformanceOverride', { runId: id, proposalId }, davi)).toEqual(over);
    expect(await act('declineConformanceOverride', { runId: id, proposalId, comment: reason }, davi)).toEqual([]);
  });

  test('goes on for as long as the environment failed in its last seven days, written down or not yet', async () => {
    const { id } = await runOf();
    at(new Date(END.getTime() + 2 * HOUR_MS));
    expect((await read(id)).outcome).toBe('EXPIRED');
    const [from, until] = [-3, -1].map((hours) => new Date(END.getTime() + hours * HOUR_MS));
    await client.query(
      `insert into homologation_incident (id, kind, started_at, ended_at, calls) values ($1, 'DOWN', $2, $3, 0)`,
      [randomUUIDv7(), from, until],
    );
    expect(await read(id)).toMatchObject({
      outcome: 'COMPLETE',
      suiteChange: { completeUntil: new Date(END.getTime() + 2 * HOUR_MS).toISOString() },
    });
    expect(await act('issueConformanceReport', { runId: id })).toEqual([]);
    await client.query('delete from homologation_incident');
    // Nobody gave a sign of life across its end, and nobody could have made it.
    at(new Date(END.getTime() + HOUR_MS / 2));
    await signOfLife(new Date(END.getTime() - HOUR_MS));
    expect((await read(id)).outcome).toBe('COMPLETE');
  });

  test('gives its place to another with the first call after, which has what the new version asks the same', async () => {
    const { id, credentialId } = await runOf();
    const call = { connector: 'clinica/2.1.0', at: END };
    const record = (facts: object) => recordCalls((sql, values) => client.query(sql, values), credentialId, [facts]);
    const moved = () =>
      vi.waitFor(
        async () => {
          const waiting = await client.query('select from call_waiting where credential_id = $1', [credentialId]);
          expect(waiting.rowCount).toBe(0);
        },
        { timeout: 60_000, interval: 50 },
      );
    // What came in time counts for it, though it is looked at later.
    at(new Date(END.getTime() + 5_000));
    await record(call);
    await moved();
    expect(await read(id)).toMatchObject({ outcome: 'EXPIRED', current: true });
    await record({ ...call, at: new Date(END.getTime() + 1) });
    await moved();
    expect((await read(id)).current).toBe(false);
    const { rows } = await client.query<{ id: string }>(
      'select id from conformance_run where credential_id = $1 and replaced_by is null',
      [credentialId],
    );
    const run = await read(rows[0]?.id ?? '');
    expect(run).toMatchObject({ outcome: 'WAITING', suiteChange: null, suite: { version: '1.1.0' } });
    const waiting = run.requirements.flatMap(({ steps }) => steps).filter(({ outcome }) => outcome !== 'PASSED');
    expect(waiting.map(({ key }) => key)).toEqual([anew]);
  });

  test('is begun anew by hand as well, before and after', async () => {
    const [early, late] = [await runOf(), await runOf()];
    at(END);
    expect(await act('restartConformanceRun', { runId: early.id })).toEqual([]);
    at(new Date(END.getTime() + HOUR_MS));
    expect(await act('restartConformanceRun', { runId: late.id })).toEqual([]);
    expect((await read(late.id)).current).toBe(false);
  });
});

test('what the next build brought is neither replaced nor over for one that is about to leave', () => {
  const leaving = new KnownSuites([before]);
  expect([leaving.isReplaced(next), leaving.isReplaced(before)]).toEqual([false, false]);
  const build = new KnownSuites([next]);
  expect([build.isReplaced(next), build.isReplaced(before)]).toEqual([false, true]);
  expect(build.isReplaced({ ...next, version: '1.10.0', hash: 'a' })).toBe(false);
  expect(new KnownSuites([]).isReplaced(before)).toBe(true);
});
