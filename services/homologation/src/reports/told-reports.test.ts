import { createHash, randomUUIDv7 } from 'node:crypto';
import { type Suite, suites } from '@portal/conformance';
import { recordStatements } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { KnownSuites } from '../conformance/known-suites.ts';
import { writeIncident } from '../incidents/ledger.ts';
import { writeRun } from '../testing/complete-run.ts';
import { openTestHosts } from '../testing/hosts.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { noteChangedReports, noteReport, tellReports } from './told-reports.ts';

const suite = suites().find(({ id }) => id === 'ria-r') ?? never();
const SOON = { timeout: 60_000, interval: 50 };

function never(): never {
  throw new Error('there is no suite of RIA-R');
}

interface Issued {
  id: string;
  pdfSha256: string;
  validUntil: string;
}

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service[Symbol.asyncDispose]());

async function issue(): Promise<{ report: Issued; credentialId: string; runId: string }> {
  const credential = service.credential({ productionAsked: true });
  const run = await writeRun(service.databaseUrl, { suite, credential });
  for (;;) {
    const { data, errors } = await service.ask<{ answer: { report: Issued | null } }>(
      `mutation ($runId: ID!) { answer: issueConformanceReport(input: { runId: $runId }) {
         report { id pdfSha256 validUntil } problems { message } } }`,
      { runId: run.id },
      testPerson(),
    );
    // The judge of a busy machine has no time: it is asked again, as it says.
    if (JSON.stringify(errors)?.includes('UNAVAILABLE')) continue;
    if (!data.answer.report) throw new Error(JSON.stringify({ data, errors }));
    return { report: data.answer.report, credentialId: credential.credentialId, runId: run.id };
  }
}

const toldOf = (id: string) => service.credentials.reports.filter(({ reportId }) => reportId === id);

test('credentials knows of a report once it is issued', async () => {
  const { report, credentialId } = await issue();
  expect(toldOf(report.id)).toEqual([
    {
      reportId: report.id,
      credentialId,
      pdfSha256: report.pdfSha256,
      suite: 'ria-r',
      validUntil: report.validUntil,
      suiteEndsAt: null,
      services: { 'rnds-ria-r': ['ria-r'] },
      forPeople: null,
      revision: 1,
    },
  ]);
});

test('that people look at its run is told, and that they found nothing', async () => {
  const { report, runId } = await issue();
  const [clara, davi] = ['c1', 'd1'].map((end) =>
    testPerson({ id: `01900000-0000-7000-8000-0000000000${end}`, roles: ['INTEGRATOR', 'REVIEWER'] }),
  );
  const requirement = suite.requirements.find(({ steps }) => steps.length > 0)?.id;
  const review = async (act: string, input: object, caller = clara) => {
    const { data, errors } = await service.ask<{
      answer: { run: { requirements: { overrides: { proposalId: string }[] }[] } };
    }>(
      `mutation ($input: ${act}ConformanceOverrideInput!) { answer: ${act.toLowerCase()}ConformanceOverride(input: $input) {
         run { requirements { overrides { proposalId } } } problems { message } } }`,
      { input },
      caller,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data.answer.run.requirements.flatMap(({ overrides }) => overrides)[0]?.proposalId;
  };
  const reason = 'A regra de negócio dispensa este sistema.';
  const proposalId = await review('Propose', { runId, requirement, outcome: 'NOT_APPLICABLE', reason });
  const told = (revision: number) =>
    vi.waitFor(() => expect(toldOf(report.id).map((one) => one.revision)).toContain(revision), SOON);
  await told(2);
  await review('Decline', { runId, proposalId, comment: 'A regra não dispensa.' }, davi);
  await told(3);
  expect(toldOf(report.id).map(({ forPeople }) => forPeople)).toEqual([null, 'FOUND_OTHERWISE', null]);
});

test('one that was issued while credentials was away is told when it is there again', async () => {
  service.credentials.awayForReports = true;
  const { report } = await issue();
  expect(toldOf(report.id)).toEqual([]);
  service.credentials.awayForReports = false;
  service.clock.now = new Date(service.clock.now.getTime() + 60_000);
  await vi.waitFor(() => expect(toldOf(report.id)).toMatchObject([{ revision: 1 }]), SOON);
});

describe('of the reports there are it is told', async () => {
  // Without a service, which would look for itself which of them count.
  const portal = await openTestHosts();
  afterAll(() => portal[Symbol.asyncDispose]());

  async function kept(): Promise<string> {
    const { accreditation: credential } = await portal.accredited();
    const run = await writeRun(portal.databaseUrl, { suite, credential });
    const id = randomUUIDv7();
    const hash = createHash('sha256').update(id).digest('hex');
    const client = new pg.Client({ connectionString: portal.databaseUrl });
    await client.connect();
    await client.query(
      `insert into conformance_report (id, run_id, run_digest, credential_id, owner_id, suite_id, suite_hash, issued_at,
         valid_until, summary, json, json_sha256, pdf, pdf_sha256)
       values ($1, $2, $3, $4, $5, $6, $7, now(), now() + interval '1 year', '{}', '', $3, '', $3)`,
      [id, run.id, hash, credential.credentialId, credential.ownerId, suite.id, suite.hash],
    );
    await client.end();
    return id;
  }

  /** What a build with these suites tells. */
  async function build(current: readonly Suite[], most?: number): Promise<void> {
    await noteChangedReports(portal.orm, new KnownSuites(current), {
      now: () => portal.clock.now,
      ...(most && { most }),
    });
    await tellReports({ ...portal, credentialsUrl: portal.credentials.url, now: () => portal.clock.now });
  }

  const told = (id: string) =>
    portal.credentials.reports
      .filter(({ reportId }) => reportId === id)
      .map(({ suiteEndsAt, revision }) => ({ suiteEndsAt, revision }));

  test('when their suite’s version ends, and where the suite is gone; nothing is told twice', async () => {
    const id = await kept();
    await build(suites());
    await build(suites());
    const first = { suiteEndsAt: null, revision: 1 };
    expect(told(id)).toEqual([first]);
    const changed = { what: 'Outra coisa.', completeUntil: '2027-01-31' };
    const next = suites().map((one) => (one.id === suite.id ? { ...one, hash: 'b'.repeat(64), changed } : one));
    const second = { suiteEndsAt: '2027-02-01T02:59:59.000Z', revision: 2 };
    await build(next);
    await build(next);
    expect(told(id)).toEqual([first, second]);
    await build(next.filter((one) => one.id !== suite.id));
    expect(told(id)).toEqual([first, second, { suiteEndsAt: '1970-01-01T00:00:00.000Z', revision: 3 }]);
  });

  test('each of many, and none is looked at where nothing changed', async () => {
    const ids = [await kept(), await kept(), await kept(), await kept(), await kept()];
    const changed = { what: 'Outra coisa.', completeUntil: '2027-03-31' };
    const next = suites().map((one) => (one.id === suite.id ? { ...one, hash: 'c'.repeat(64), changed } : one));
    await build(next, 2);
    for (const id of ids) expect(told(id)).toEqual([{ suiteEndsAt: '2027-04-01T02:59:59.000Z', revision: 1 }]);
    using recorded = recordStatements();
    await noteChangedReports(portal.orm, new KnownSuites(next), { now: () => portal.clock.now });
    expect(recorded.statements.join()).not.toContain('from conformance_report ');
    // Versions, what those after them named, and the incidents that may move the end of one.
    expect(recorded.count).toBe(3);
  });

  test('that an incident moved the end of their suite’s version', async () => {
    const id = await kept();
    const changed = { what: 'Outra coisa.', completeUntil: '2027-05-31' };
    const next = suites().map((one) => (one.id === suite.id ? { ...one, hash: 'd'.repeat(64), changed } : one));
    await build(next);
    const [from, until] = ['2027-05-30T10:00:00Z', '2027-05-30T12:30:00Z'].map((time) => new Date(time));
    await writeIncident(portal.orm.em.fork(), 'DOWN', { from: from as Date, until: until as Date, calls: 0 });
    await build(next);
    expect(told(id)).toEqual([
      { suiteEndsAt: '2027-06-01T02:59:59.000Z', revision: 1 },
      { suiteEndsAt: '2027-06-01T05:29:59.000Z', revision: 2 },
    ]);
  });

  test('the day that the version after theirs named, which none after that moves, though no run is pinned to it', async () => {
    const id = await kept();
    const builds = [
      { version: '1.1.0', hash: '1'.repeat(64), completeUntil: '2027-03-31' },
      { version: '1.10.0', hash: '2'.repeat(64), completeUntil: '2027-01-31' },
      { version: '1.20.0', hash: '3'.repeat(64), completeUntil: '2099-01-31' },
    ];
    for (const { completeUntil, ...version } of builds) {
      const next = { ...suite, ...version, changed: { what: 'Outra coisa.', completeUntil } };
      await build(suites().map((one) => (one.id === suite.id ? next : one)));
    }
    expect(told(id)).toEqual([{ suiteEndsAt: '2027-04-01T02:59:59.000Z', revision: 1 }]);
  });

  test('what an instance of another build told of one that it issued is told right', async () => {
    const first = await kept();
    await build(suites());
    const changed = { what: 'Outra coisa.', completeUntil: '2027-01-31' };
    const next = suites().map((one) => (one.id === suite.id ? { ...one, hash: 'e'.repeat(64), changed } : one));
    await build(next);
    const late = await kept();
    await noteReport(portal.orm.em.fork(), late, { suite, suiteEndsAt: null }, new KnownSuites(suites()));
    await build(next);
    for (const id of [first, late]) expect(told(id).at(-1)?.suiteEndsAt).toBe('2027-02-01T02:59:59.000Z');
  });

  test('once, by two that tell at the same moment', async () => {
    const ids = [await kept(), await kept(), await kept()];
    await Promise.all([build(suites()), build(suites())]);
    for (const id of ids) expect(told(id)).toHaveLength(1);
  });
});
