import { createHash, randomUUIDv7 } from 'node:crypto';
import { suites, verifyReport } from '@portal/conformance';
import type { Caller } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import type { JSONWebKeySet } from 'jose';
import pg from 'pg';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { writeCreation, writeRun } from '../testing/complete-run.ts';
import { startTestService } from '../testing/service.ts';

const service = await startTestService();
afterAll(() => service[Symbol.asyncDispose]());

const ana = testPerson();
const bruno = testPerson({ id: randomUUIDv7(), name: 'Bruno' });
const clara = testPerson({ id: randomUUIDv7(), roles: ['INTEGRATOR', 'REVIEWER'] });
const admin = testPerson({ id: randomUUIDv7(), roles: ['INTEGRATOR', 'ADMIN'] });
const anybody: Caller = { kind: 'anonymous' };
const systemOf = (credentialId: string): Caller => ({ kind: 'client', clientId: 'c', credentialId, requestId: 'r' });
const suite = suites().find(({ id }) => id === 'ria-r');
if (!suite) throw new Error('there is no suite of RIA-R');

async function completeRun({
  productionAsked = false,
  ...more
}: {
  unfinished?: boolean;
  at?: Date;
  productionAsked?: boolean;
} = {}) {
  const credential = service.credential({ productionAsked });
  return { ...(await writeRun(service.databaseUrl, { suite: suite ?? never(), credential, ...more })), credential };
}

function never(): never {
  throw new Error('there is no suite');
}

const FIELDS =
  'id suite { key version } systemName requesterIdentifier connector issuedAt validUntil standing pdfUrl jsonUrl verifyUrl pdfSha256 jsonSha256 pdfSize run { id }';

interface Report {
  id: string;
  pdfSha256: string;
  pdfSize: number;
  verifyUrl: string;
  standing: string;
  validUntil: string;
}

interface Payload {
  report: Report | null;
  problems: { code: string; message: string; path: string[] }[];
}

async function issue(runId: string, caller: Caller = ana): Promise<Payload> {
  const { data, errors } = await service.ask<{ answer: Payload }>(
    `mutation ($input: IssueConformanceReportInput!) {
       answer: issueConformanceReport(input: $input) { report { ${FIELDS} } problems { code message path } }
     }`,
    { input: { runId } },
    caller,
  );
  // The judge of a busy machine has no time: it is asked again, as it says.
  if (JSON.stringify(errors)?.includes('UNAVAILABLE')) return issue(runId, caller);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.answer;
}

async function issued(runId: string): Promise<Report> {
  const { report, problems } = await issue(runId);
  expect(problems).toEqual([]);
  return report ?? never();
}

const file = (path: string, caller: Caller = ana) => service.fetch(`/internal/${path}`, caller);
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());
const keys = async () => (await file('conformance-jwks.json', anybody)).json() as Promise<JSONWebKeySet>;

async function asOwner(sql: string, values: unknown[]) {
  const client = new pg.Client({ connectionString: service.runtimeUrl });
  await client.connect();
  return client.query(sql, values).finally(() => client.end());
}

describe('a report', () => {
  test('of a complete run is printed, signed and kept; whoever has it can tell that it is the very one', async () => {
    const { id, credential } = await completeRun();
    const report = await issued(id);
    expect(report).toMatchObject({
      suite: { key: 'ria-r', version: suite.version },
      systemName: credential.systemName,
      connector: 'clinica/2.1.0',
      standing: 'IN_FORCE',
      run: { id },
      verifyUrl: `https://portal.example/verificar/${report.id}`,
    });
    const [pdf, json] = await Promise.all(
      ['pdf', 'json'].map(async (media) => bytesOf(await file(`conformance-reports/${report.id}.${media}`))),
    );
    if (!pdf || !json) return never();
    expect(createHash('sha256').update(pdf).digest('hex')).toBe(report.pdfSha256);
    expect(pdf).toHaveLength(report.pdfSize);
    const jwks = await keys();
    expect(JSON.stringify(jwks)).not.toContain('"d"');
    const genuine = { outcome: 'GENUINE', reportId: report.id };
    expect(await verifyReport(pdf, jwks)).toMatchObject({ ...genuine, media: 'PDF' });
    expect(await verifyReport(json, jwks)).toMatchObject({ ...genuine, media: 'JSON' });
    pdf[pdf.length - 200] = (pdf[pdf.length - 200] ?? 0) ^ 1;
    expect(await verifyReport(pdf, jwks)).toMatchObject({ outcome: 'CHANGED' });
    const { report: content } = JSON.parse(new TextDecoder().decode(json));
    expect(content.prints).toMatchObject({
      validation: { documentKind: 'RIA-R', guide: expect.stringContaining('br.gov.saude.ria.fhir') },
      creation: { status: 201, headers: { location: 'https://ehr.example/api/fhir/r4/Bundle/1' } },
      bundle: { json: expect.stringContaining('"resourceType":"Bundle"') },
    });
    expect(JSON.stringify(content)).not.toContain(ana.name);
    expect(JSON.stringify(content)).not.toContain(ana.id);
  });

  test('is one for a run that is as it was, however often and at once it is asked for; another once it changed', async () => {
    const { id } = await completeRun();
    const reports = await Promise.all(Array.from({ length: 3 }, () => issued(id)));
    expect(new Set(reports.map((report) => report.id)).size).toBe(1);
    const client = new pg.Client({ connectionString: service.databaseUrl });
    await client.connect();
    await client.query(
      `update conformance_run set state = jsonb_set(state, '{connector}', '"clinica/2.2.0"') where id = $1`,
      [id],
    );
    await client.end();
    expect((await issued(id)).id).not.toBe(reports[0]?.id);
  });

  test('is never changed nor deleted by the service', async () => {
    const { id } = await issued((await completeRun()).id);
    for (const sql of [
      'update conformance_report set pdf_sha256 = json_sha256 where id = $1',
      'delete from conformance_report where id = $1',
      'delete from report_key where $1::text is not null',
    ]) {
      await expect(asOwner(sql, [id])).rejects.toThrow(/permission denied/);
    }
  });

  test('counts for a year, and is told to be over then', async () => {
    const report = await issued((await completeRun()).id);
    const days = (Date.parse(report.validUntil) - service.clock.now.getTime()) / 86_400_000;
    expect(Math.round(days)).toBe(365);
    const before = service.clock.now;
    service.clock.now = new Date(Date.parse(report.validUntil) + 1);
    expect((await summary(report.id))?.standing).toBe('EXPIRED');
    service.clock.now = before;
  });
});

describe('of a run whose documents are kept no more', () => {
  async function forgotten() {
    const run = await completeRun();
    const client = new pg.Client({ connectionString: service.databaseUrl });
    await client.connect();
    await client.query('delete from call where id = $1', [run.callId]);
    await client.end();
    return run;
  }

  test('it is told what to send, and a document that was sent since is shown', async () => {
    const { id, credential } = await forgotten();
    const others = service.credential();
    await writeCreation(service.databaseUrl, { credential, kind: 'RAC' });
    await writeCreation(service.databaseUrl, { credential: others, kind: 'RIA-R' });
    const { report, problems } = await issue(id);
    expect(report).toBeNull();
    expect(problems).toMatchObject([{ code: 'NOT_ALLOWED', message: expect.stringContaining('envie de novo') }]);

    const callId = await writeCreation(service.databaseUrl, { credential, kind: 'RIA-R' });
    const issuedNow = await issued(id);
    const answer = await file(`conformance-reports/${issuedNow.id}.json`);
    const json = (await answer.json()) as { report: { prints: unknown } };
    expect(json.report.prints).toMatchObject({
      validation: { callId },
      creation: { callId, headers: { location: 'https://ehr.example/api/fhir/r4/Bundle/2' } },
      bundle: { callId, json: expect.stringContaining('"resourceType":"Bundle"') },
    });
  });
});

describe('none is issued', () => {
  test('of a run that is not complete, of which it is told what is missing', async () => {
    const { problems } = await issue((await completeRun({ unfinished: true })).id);
    expect(problems).toMatchObject([
      {
        code: 'NOT_ALLOWED',
        message: expect.stringMatching(/ainda não está completa: falta 1 passo/),
        path: ['runId'],
      },
    ]);
  });

  test("of somebody else's, which is answered as one that does not exist", async () => {
    const { id } = await completeRun();
    const answers = [await issue(id, bruno), await issue(id, clara), await issue(randomUUIDv7()), await issue('x')];
    for (const { report, problems } of answers) {
      expect(report).toBeNull();
      expect(problems).toMatchObject([{ code: 'NOT_FOUND', path: ['runId'] }]);
    }
    await expect(issue(id, anybody)).rejects.toThrow('UNAUTHENTICATED');
    await expect(issue(id, systemOf(randomUUIDv7()))).rejects.toThrow('FORBIDDEN');
  });
});

describe('of a run that people found otherwise', () => {
  const davi = testPerson({ id: randomUUIDv7(), roles: ['INTEGRATOR', 'REVIEWER'] });
  const requirement = suite.requirements.find(({ steps }) => steps.length > 0)?.id ?? never();
  const reason = 'A regra de negócio dispensa este sistema.';

  async function review(act: string, input: object, caller: Caller) {
    const type = `${act[0]?.toUpperCase()}${act.slice(1)}`;
    const { data, errors } = await service.ask<{
      answer: { run: { requirements: { overrides: { proposalId: string }[] }[] } };
    }>(
      `mutation ($input: ${type}ConformanceOverrideInput!) { answer: ${act}ConformanceOverride(input: $input) {
         run { requirements { overrides { proposalId } } } problems { message } } }`,
      { input },
      caller,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data.answer.run.requirements.flatMap(({ overrides }) => overrides)[0]?.proposalId ?? never();
  }

  test('none is issued while a second person is waited for; then another that tells it, and the first stays what it was', async () => {
    const { id: runId } = await completeRun({ productionAsked: true });
    const before = await issued(runId);
    const proposalId = await review('propose', { runId, requirement, outcome: 'NOT_APPLICABLE', reason }, clara);
    expect(await issue(runId)).toMatchObject({
      report: null,
      problems: [{ code: 'NOT_ALLOWED', message: expect.stringContaining('em análise'), path: ['runId'] }],
    });
    await review('confirm', { runId, proposalId }, davi);
    const after = await issued(runId);
    expect(after.id).not.toBe(before.id);
    const { report } = JSON.parse(
      new TextDecoder().decode(await bytesOf(await file(`conformance-reports/${after.id}.json`))),
    );
    expect(report.coverage.find(({ id }: { id: string }) => id === requirement)).toMatchObject({
      outcome: 'NOT_APPLICABLE',
      override: { outcome: 'NOT_APPLICABLE', judged: 'PASSED', reason },
    });
    for (const { id } of [clara, davi]) expect(JSON.stringify(report)).not.toContain(id);
    const jwks = await keys();
    // Once that is lifted the run says what it did at first, and not by the report of then, which is older than the second.
    const lift = await review('propose', { runId, requirement, outcome: 'AS_JUDGED', reason }, davi);
    await review('confirm', { runId, proposalId: lift }, clara);
    const last = await issued(runId);
    expect([before.id, after.id]).not.toContain(last.id);
    expect((await issued(runId)).id).toBe(last.id);
    for (const id of [before.id, after.id]) {
      const pdf = await bytesOf(await file(`conformance-reports/${id}.pdf`));
      expect(await verifyReport(pdf, jwks)).toMatchObject({ outcome: 'GENUINE', reportId: id });
    }
  });

  test('none is issued of what was found while it was printed', async () => {
    const { id: runId } = await completeRun({ productionAsked: true });
    const printing = new pg.Client({ connectionString: service.databaseUrl });
    await printing.connect();
    try {
      await printing.query('begin');
      // What is printed is read after how the run stands.
      await printing.query('lock table call in access exclusive mode');
      const asked = issue(runId);
      const waiting = `select from pg_locks where relation = 'call'::regclass and not granted`;
      await vi.waitFor(async () => expect((await printing.query(waiting)).rows).not.toEqual([]), {
        timeout: 60_000,
        interval: 50,
      });
      await review('propose', { runId, requirement, outcome: 'FAILED', reason }, clara);
      await printing.query('rollback');
      expect(await asked).toMatchObject({
        report: null,
        problems: [{ code: 'NOT_ALLOWED', message: expect.stringContaining('em análise'), path: ['runId'] }],
      });
    } finally {
      await printing.end();
    }
  });

  test('none is issued of what two of them found not met, which no step makes good', async () => {
    const { id: runId } = await completeRun({ productionAsked: true });
    const proposalId = await review('propose', { runId, requirement, outcome: 'FAILED', reason }, clara);
    await review('confirm', { runId, proposalId }, davi);
    expect((await issue(runId)).problems).toMatchObject([
      { code: 'NOT_ALLOWED', message: expect.stringMatching(/Duas pessoas reprovaram 1 requisito/), path: ['runId'] },
    ]);
  });

  test('and what was declined leaves the report that there was', async () => {
    const { id: runId } = await completeRun({ productionAsked: true });
    const before = await issued(runId);
    const proposalId = await review('propose', { runId, requirement, outcome: 'FAILED', reason }, clara);
    await review('decline', { runId, proposalId, comment: 'A regra não dispensa.' }, davi);
    expect((await issued(runId)).id).toBe(before.id);
  });
});

describe('its files', () => {
  test('are for its team, the system itself and, once production was asked for, reviewers; to all others there is no such report', async () => {
    const { id, credential } = await completeRun();
    const report = await issued(id);
    const path = `conformance-reports/${report.id}.pdf`;
    const unknown = await (await file(`conformance-reports/${randomUUIDv7()}.pdf`, clara)).json();
    for (const caller of [clara, admin]) {
      const answer = await file(path, caller);
      expect([answer.status, withoutTrace(await answer.json())]).toEqual([404, withoutTrace(unknown)]);
    }
    credential.productionAsked = true;
    for (const caller of [ana, clara, admin, systemOf(credential.credentialId)]) {
      const answer = await file(path, caller);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
      expect(answer.headers.get('cache-control')).toContain('private');
    }
    for (const caller of [bruno, anybody, systemOf(randomUUIDv7()), { kind: 'resource-server', id: 'r' } as const]) {
      expect((await file(path, caller)).status).toBe(404);
    }
    for (const other of [`${randomUUIDv7()}.pdf`, `${report.id}.txt`, report.id, 'x.json', '..%2F..']) {
      expect((await file(`conformance-reports/${other}`)).status).toBe(404);
    }
  });
});

function withoutTrace(problem: unknown): object {
  const { traceId: _, ...rest } = problem as { traceId?: string };
  return rest;
}

interface Summary {
  systemName: string;
  standing: string;
}

async function summary(id: string, caller: Caller = anybody): Promise<Summary | null> {
  const { data } = await service.ask<{ conformanceReport: Summary | null }>(
    `query ($id: ID!) { conformanceReport(id: $id) { report suiteTitle suiteVersion systemName requesterIdentifier connector
       completedAt issuedAt validUntil standing } }`,
    { id },
    caller,
  );
  return data.conformanceReport;
}

test('anybody may know whose system a report is of and whether it counts, and nothing else', async () => {
  const { id, credential } = await completeRun();
  const report = await issued(id);
  expect(await summary(report.id)).toMatchObject({
    report: report.id,
    systemName: credential.systemName,
    requesterIdentifier: credential.requesterIdentifier,
    standing: 'IN_FORCE',
  });
  expect(await summary(randomUUIDv7())).toBeNull();
  expect(await summary('x')).toBeNull();
});

test('a piece of evidence is a report where it has the very bytes, for who may read it', async () => {
  const { id } = await completeRun({ productionAsked: true });
  const report = await issued(id);
  const ask = async (sha256: string, caller: Caller) => {
    const { data } = await service.ask<{ _entities: { conformanceReport: Report | null }[] }>(
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Evidence { conformanceReport { ${FIELDS} } } } }`,
      { of: [{ __typename: 'Evidence', id: randomUUIDv7(), sha256 }] },
      caller,
    );
    return data._entities[0]?.conformanceReport ?? null;
  };
  for (const caller of [ana, clara]) expect((await ask(report.pdfSha256, caller))?.id).toBe(report.id);
  expect(await ask(report.pdfSha256, bruno)).toBeNull();
  expect(await ask('ab'.repeat(32), ana)).toBeNull();
});

test('a report is found by its id for who may read it', async () => {
  const { id, credential } = await completeRun();
  const report = await issued(id);
  const node = async (caller: Caller) =>
    (await service.ask<{ node: object | null }>(`{ node(id: "${report.id}") { __typename id } }`, {}, caller)).data
      .node;
  expect(await node(clara)).toBeNull();
  credential.productionAsked = true;
  for (const caller of [ana, clara]) expect(await node(caller)).toMatchObject({ __typename: 'ConformanceReport' });
  for (const caller of [bruno, anybody, systemOf(randomUUIDv7())]) expect(await node(caller)).toBeNull();
});

test('reviewers read the calls that a report stands on once production was asked for; nobody else but who made them', async () => {
  const { id, callId, credential } = await completeRun();
  await issued(id);
  const node = async (caller: Caller) =>
    (await service.ask<{ node: object | null }>(`{ node(id: "${callId}") { __typename id } }`, {}, caller)).data.node;
  expect(await node(clara)).toBeNull();
  credential.productionAsked = true;
  expect(await node(clara)).toMatchObject({ __typename: 'HomologationCall' });
  expect(await node(bruno)).toBeNull();
});
