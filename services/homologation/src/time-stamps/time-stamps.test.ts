import { writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRoot, startTimeStampAuthority } from '@portal/certificates';
import { type Suite, suites, verifyReport } from '@portal/conformance';
import { certificatesIn, readStamp } from '@portal/conformance/time-stamps';
import type { Caller } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import pg from 'pg';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { writeRun } from '../testing/complete-run.ts';
import { startTestService } from '../testing/service.ts';

const tsa = await startTimeStampAuthority();
const rootFile = join(tmpdir(), `tsa-${process.pid}.pem`);
await writeFile(rootFile, tsa.rootPem);
const url = Object.assign(new URL(tsa.url), { username: 'portal', password: 'p@ss' });
/** How long is waited is read each time: what comes late on a busy machine is no fault of the authority. */
const patient = 60_000;
const settings = { url, authorities: rootFile, withinMs: patient };
const service = await startTestService({ timeStamps: settings });
const stamps = tsa.act;
afterEach(() => {
  tsa.act = stamps;
  settings.withinMs = patient;
});
afterAll(async () => {
  await service[Symbol.asyncDispose]();
  await tsa[Symbol.asyncDispose]();
});

const ana = testPerson();
const anybody: Caller = { kind: 'anonymous' };
const [suite] = suites();
if (!suite) throw new Error('there is no suite');

interface Report {
  id: string;
  timeStampedAt: string | null;
  timeStampAuthority: string | null;
}

async function issued(of = suite as Suite): Promise<Report> {
  const { id } = await writeRun(service.databaseUrl, { suite: of, credential: service.credential() });
  const ask = async (): Promise<Report> => {
    const { data, errors } = await service.ask<{ answer: { report: Report } }>(
      `mutation ($input: IssueConformanceReportInput!) { answer: issueConformanceReport(input: $input) {
         report { id timeStampedAt timeStampAuthority } problems { message } } }`,
      { input: { runId: id } },
      ana,
    );
    // The judge of a busy machine has no time: it is asked again, as it says.
    if (JSON.stringify(errors)?.includes('UNAVAILABLE')) return ask();
    return data.answer.report;
  };
  return ask();
}

const file = async (name: string, caller: Caller = ana) =>
  service.fetch(`/internal/conformance-reports/${name}`, caller);
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());

async function summary(id: string) {
  const { data } = await service.ask<{ conformanceReport: Report }>(
    'query ($id: ID!) { conformanceReport(id: $id) { id: report timeStampedAt timeStampAuthority } }',
    { id },
    anybody,
  );
  return data.conformanceReport;
}

test('a report that is issued is stamped: both of its files, beside them, for whoever asks', async () => {
  const report = await issued();
  expect(report).toMatchObject({ timeStampedAt: expect.any(String), timeStampAuthority: tsa.name });
  expect(await summary(report.id)).toMatchObject(report);
  const jwks = await (await service.fetch('/internal/conformance-jwks.json', anybody)).json();
  for (const media of ['pdf', 'json']) {
    const answer = await file(`${report.id}.${media}.tsr`, anybody);
    expect(answer.headers.get('content-type')).toBe('application/timestamp-reply');
    const bytes = await bytesOf(await file(`${report.id}.${media}`));
    expect(await verifyReport(bytes, jwks as never)).toMatchObject({ outcome: 'GENUINE' });
    const stamp = await readStamp(await bytesOf(answer), bytes, certificatesIn(tsa.rootPem));
    expect(stamp).toMatchObject({ trusted: true, authority: tsa.name });
  }
  expect((await file('01990000-0000-7000-8000-000000000000.pdf.tsr')).status).toBe(404);
  expect((await file(`${report.id}.txt.tsr`)).status).toBe(404);
});

describe('without a stamp that fits a report is issued all the same, and stamped later', () => {
  const NEVER_ENDS = ['one that never answers', 'one that answers and never ends'];
  const cases: [what: string, act: (query: Buffer, response: ServerResponse) => unknown][] = [
    ['an authority that is out', (_, response) => response.destroy()],
    ['one that never answers', () => {}],
    ['one that answers and never ends', (_, response) => response.writeHead(200).write('0')],
    ['an answer without end', (_, response) => drip(response)],
    ['503', (_, response) => response.writeHead(503).end()],
    ['somewhere else', (_, response) => response.writeHead(302, { location: tsa.url }).end()],
    ['a page', (_, response) => response.end('<html>')],
    ['a refusal', async (_, response) => response.end(await tsa.stamp(new Uint8Array([0x30, 0])))],
    ['the stamp of another file', async (query, response) => response.end(await tsa.stamp(changed(query, 30)))],
    ["another question's stamp", async (query, response) => response.end(await tsa.stamp(otherNonce(query)))],
    ['a certificate of servers', async (query, response) => response.end(await tsa.stampAs(query, { purposes: [] }))],
  ];

  const late: string[] = [];

  test.each(cases)('%s', async (what, act) => {
    tsa.act = act;
    if (NEVER_ENDS.includes(what)) settings.withinMs = 500;
    const { id } = await issued();
    expect(await summary(id)).toMatchObject({ timeStampedAt: null, timeStampAuthority: null });
    expect((await file(`${id}.pdf.tsr`)).status).toBe(404);
    expect((await file(`${id}.pdf`)).status).toBe(200);
    late.push(id);
  });

  test('each of them, both of its files, once it is stamped again, however often that failed', async () => {
    const database = new pg.Client({ connectionString: service.databaseUrl });
    await database.connect();
    await database.query('update conformance_stamp_due set tries = 32767 where report_id = $1', [late[0]]);
    await database.end();
    service.clock.now = new Date(service.clock.now.getTime() + 3_600_000);
    for (const id of late) {
      await vi.waitFor(async () => expect((await summary(id)).timeStampedAt).not.toBeNull(), 120_000);
      await vi.waitFor(async () => expect((await file(`${id}.json.tsr`)).status).toBe(200), 120_000);
    }
  });
});

test('a stamp of an authority that is not named is not taken', async () => {
  await using other = await startTimeStampAuthority();
  tsa.act = async (query, response) => response.end(await other.stamp(query));
  expect((await issued()).timeStampedAt).toBeNull();
});

test('a bundle that cannot be read is told at the start', async () => {
  const { openStamper } = await import('./stamper.ts');
  for (const authorities of ['/gone.pem', import.meta.filename]) {
    await expect(openStamper({ url, authorities })).rejects.toThrow('TSA_CA names no PEM bundle');
  }
  const root = await createRoot();
  await writeFile(rootFile, root.pem);
  await expect(openStamper({ url, authorities: rootFile })).resolves.toBeDefined();
});

test('a name or password that cannot be read is told at the start', async () => {
  const { openStamper } = await import('./stamper.ts');
  const stray = new URL('https://portal:100%@tsa.example/');
  await expect(openStamper({ url: stray, authorities: null })).rejects.toThrow('TSA_URL has a %');
});

test.each([
  ['earlier', -3_600_000],
  ['later', 3_600_000],
])('a stamp of an hour %s than our clock is not taken', async (_when, by) => {
  const { openStamper } = await import('./stamper.ts');
  const stamper = await openStamper({ url, authorities: null, withinMs: patient });
  await expect(stamper.stamp(Buffer.from('a report'))).resolves.toMatchObject({ authority: tsa.name });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - by });
  try {
    await expect(stamper.stamp(Buffer.from('a report'))).rejects.toThrow('of another time');
  } finally {
    vi.useRealTimers();
  }
});

test('its answer is asked for by the name and password of its address, and nothing of the report is told but a hash', async () => {
  let authorization: string | undefined;
  tsa.act = (query, response) => {
    authorization = response.req.headers.authorization;
    return stamps(query, response);
  };
  await issued();
  expect(authorization).toBe(`Basic ${Buffer.from('portal:p@ss').toString('base64')}`);
  expect(tsa.queries.at(-1)?.length).toBeLessThan(100);
});

/** The query with another byte of what it names; its imprint begins behind what says how it is made. */
function changed(query: Buffer, at: number): Buffer {
  const other = Buffer.from(query);
  other[at] = (other[at] ?? 0) ^ 1;
  return other;
}

/** The nonce is the last but for certReq, which takes three bytes. */
function otherNonce(query: Buffer): Buffer {
  return changed(query, query.length - 4);
}

function drip(response: ServerResponse): void {
  const more = () => {
    while (!response.destroyed && response.write(Buffer.alloc(65_536)));
  };
  response.on('drain', more);
  more();
}
