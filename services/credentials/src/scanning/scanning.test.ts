import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EvidenceJson } from '../evidence/evidence-json.ts';
import { settleEvidenceScan } from '../evidence/settle-scan.ts';
import { openEvidenceDirectory } from '../evidence/storage.ts';
import { sweepEvidence } from '../evidence/sweep.ts';
import { download, form, pdf, upload } from '../testing/attach.ts';
import { ClamdServer, MALWARE } from '../testing/clamd-server.ts';
import { EvidenceCase } from '../testing/evidence-case.ts';
import { Journey } from '../testing/journey.ts';
import { ana, clara } from '../testing/people.ts';
import { startService, type TestService } from '../testing/service.ts';

let clamd: ClamdServer;
let service: TestService;
let client: pg.Client;
beforeAll(async () => {
  clamd = await ClamdServer.start();
  service = await startService({ clamdUrl: clamd.url });
  client = new pg.Client({ connectionString: service.databaseUrl });
  await client.connect();
});
beforeEach(() => {
  clamd.mood = 'well';
});
afterAll(async () => {
  await client.end();
  await service[Symbol.asyncDispose]();
  await clamd[Symbol.asyncDispose]();
});

const infected = () => pdf(`${MALWARE} ${crypto.randomUUID()}`, 'print da tela.pdf');

const scanOf = async (id: string, table = 'evidence') =>
  (await client.query<{ scan: string }>(`select scan from ${table} where id = $1`, [id])).rows[0]?.scan;
const becomes = (id: string, scan: string, table?: string) =>
  vi.waitFor(async () => expect(await scanOf(id, table)).toBe(scan), { timeout: 30_000, interval: 100 });

async function submit(one: EvidenceCase) {
  const { version } = await one.fresh();
  const { data } = await service.ask<{ answer: { problems: { code: string; message: string; path: string[] }[] } }>(
    ana,
    `mutation ($id: ID!, $version: Int!) { answer: submitAccessRequest(id: $id, version: $version) { problems { code message path } } }`,
    { id: one.request.id, version },
  );
  return data.answer.problems.filter(({ path }) => path?.[0] === 'evidence');
}

/** Sends a file in parts, of which there is one, to the answer at its end. */
async function sendInParts(requestId: string, purpose: string, file: File): Promise<Response> {
  const metadata = Object.entries({ filename: file.name, purpose, accessRequest: requestId });
  const headers = {
    'tus-resumable': '1.0.0',
    'upload-length': String(file.size),
    'upload-metadata': metadata.map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`).join(),
    'upload-offset': '0',
    'content-type': 'application/offset+octet-stream',
  };
  const begun = await service.fetch('/internal/uploads', { method: 'POST', headers, as: ana });
  const address = `/internal${begun.headers.get('location')}`;
  await service.fetch(address, { method: 'PATCH', headers, body: file, as: ana });
  return service.fetch(`${address}/finish`, { method: 'POST', as: ana });
}

describe('a file that is sent in parts', () => {
  test('is looked at as one that is sent at once', async () => {
    const one = await EvidenceCase.draft(service);
    const answers = [infected(), pdf()].map((file) => sendInParts(one.request.id, 'evidence', file));
    const shown = (await Promise.all(answers)).map((answer) => answer.json() as Promise<EvidenceJson>);
    expect((await Promise.all(shown)).map(({ scan }) => scan)).toEqual(['INFECTED', 'CLEAN']);
    const { id } = await new Journey(service).submitted();
    expect((await sendInParts(id, 'message', infected())).status).toBe(422);
    expect((await sendInParts(id, 'message', pdf())).status).toBe(201);
  });
});

describe('evidence', () => {
  test('that is clean is told so with the answer to its upload, and read', async () => {
    const one = await EvidenceCase.draft(service);
    const { id, scan, downloadUrl } = await one.attach();
    expect([scan, downloadUrl]).toEqual(['CLEAN', `/evidence/${id}`]);
    expect((await download(service, ana, id)).status).toBe(200);
    expect(await submit(one)).toEqual([]);
  });

  test('that is infected is named, kept from everybody, deleted and in the way of the submission until it is removed', async () => {
    const one = await EvidenceCase.draft(service);
    const { id, sha256, scan, downloadUrl } = await one.attach(infected());
    expect([scan, downloadUrl]).toEqual(['INFECTED', null]);
    expect((await download(service, ana, id)).status).toBe(404);
    expect(await one.keptFiles()).not.toContain(id);
    expect((await one.history()).at(-1)).toEqual({
      action: 'REFUSE_EVIDENCE',
      evidence: { fileName: 'print da tela.pdf', sha256 },
      message: expect.stringMatching(/Teste\.Virus-1.*apagado.*anexe outro/),
      from: 'DRAFT',
      to: 'DRAFT',
    });
    const audited = await client.query(
      `select actor_id, detail ->> 'sha256' as sha256 from audit_record where act = 'REFUSE_EVIDENCE' and subject_id = $1`,
      [one.request.id],
    );
    expect(audited.rows).toEqual([{ actor_id: null, sha256 }]);
    expect(await submit(one)).toEqual([
      { code: 'REQUIRED', message: expect.any(String), path: ['evidence'] },
      { code: 'INVALID', message: expect.stringContaining('print da tela.pdf'), path: ['evidence', id] },
    ]);
    await one.mutate(ana, 'removeEvidence', { id });
    await one.attach();
    expect(await submit(one)).toEqual([]);
  });

  test('waits while the antivirus is away, keeps the request from being sent, and those who have it open are told when it is clean', async () => {
    const one = await EvidenceCase.draft(service);
    const cursor = await service.ask<{ changesCursor: string }>(ana, '{ changesCursor }');
    const told = service.subscribe<{ accessRequestChanged: { accessRequest: { evidence: { scan: string }[] } } }>(
      ana,
      'subscription ($id: ID, $after: String) { accessRequestChanged(id: $id, after: $after) { accessRequest { evidence { scan } } } }',
      { id: one.request.id, after: cursor.data.changesCursor },
    );
    const next = async () => (await told.next()).value.data.accessRequestChanged.accessRequest.evidence;
    clamd.mood = 'gone';
    const { id, scan } = await one.attach();
    expect(scan).toBe('PENDING');
    expect(await next()).toEqual([{ scan: 'PENDING' }]);
    expect((await download(service, ana, id)).status).toBe(404);
    expect(await submit(one)).toEqual([
      { code: 'NOT_ALLOWED', message: expect.stringMatching(/ainda está verificando/), path: ['evidence', id] },
    ]);
    expect(await (await service.fetch('/readyz')).json()).toEqual({ status: 'ready', antivirus: 'does not answer' });
    expect(await (await service.fetch('/metrics')).text()).toMatch(/antivirus_away 1\n/);
    clamd.mood = 'well';
    await becomes(id, 'CLEAN');
    expect(await next()).toEqual([{ scan: 'CLEAN' }]);
    expect(await submit(one)).toEqual([]);
    expect((await one.history()).map(({ action }) => action)).toEqual(['ATTACH_EVIDENCE']);
    expect(await (await service.fetch('/readyz')).json()).toEqual({ status: 'ready', antivirus: 'ready' });
  });

  test('that the antivirus says nothing of keeps no other from being looked at', async () => {
    const one = await EvidenceCase.draft(service);
    clamd.mood = 'full';
    const { id } = await one.attach();
    expect(await scanOf(id)).toBe('PENDING');
    expect(await (await service.fetch('/readyz')).json()).toMatchObject({ antivirus: 'ready' });
    clamd.mood = 'well';
    await becomes(id, 'CLEAN');
  });

  test('that is infected leaves no bytes, also where the service ended before it could delete them', async () => {
    const one = await EvidenceCase.draft(service);
    const storage = await openEvidenceDirectory(service.evidenceDirectory);
    const { id } = await one.attach(infected());
    // As it stood before the bytes were deleted.
    await using content = await storage.receive(new Blob([MALWARE]).stream());
    await content.keep(id);
    await sweepEvidence(service.orm.em.fork(), storage, new Date());
    expect(await one.keptFiles()).not.toContain(id);
  });
});

describe('a file of a message', () => {
  const attachTo = (requestId: string, file: File) =>
    service.fetch(`/internal/message-attachments?accessRequest=${requestId}`, {
      method: 'POST',
      body: form(file),
      as: ana,
    });
  const write = async (requestId: string, attachments: string[]) => {
    const { data } = await service.ask<{ answer: { problems: { code: string; message: string }[] } }>(
      ana,
      `mutation ($input: WriteAccessRequestMessageInput!) { answer: writeAccessRequestMessage(input: $input) { problems { code message } } }`,
      { input: { id: requestId, text: 'Segue o arquivo.', attachments } },
    );
    return data.answer.problems;
  };

  test('that is infected is refused by name, and audited', async () => {
    const { id } = await new Journey(service).submitted();
    const answer = await attachTo(id, infected());
    expect([answer.status, await answer.json()]).toEqual([
      422,
      expect.objectContaining({ detail: expect.stringMatching(/^print da tela\.pdf: o antivírus recusou/) }),
    ]);
    const { rows } = await client.query(
      `select detail ->> 'malware' as malware, detail ->> 'attachment' as id from audit_record
       where act = 'refuseMessageAttachment' and subject_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ malware: 'Teste.Virus-1', id: expect.any(String) }]);
    expect(await write(id, [rows[0].id])).toEqual([
      { code: 'INVALID', message: expect.stringContaining('print da tela.pdf') },
    ]);
  });

  test('that waits is not sent, and is once it is clean', async () => {
    const { id } = await new Journey(service).submitted();
    clamd.mood = 'gone';
    const { attachmentId, scan } = (await (await attachTo(id, pdf('a', 'log.pdf'))).json()) as {
      attachmentId: string;
      scan: string;
    };
    expect(scan).toBe('PENDING');
    expect((await service.fetch(`/internal/message-attachments/${attachmentId}`, { as: ana })).status).toBe(404);
    expect(await write(id, [attachmentId])).toEqual([
      { code: 'NOT_ALLOWED', message: expect.stringMatching(/^log\.pdf: o antivírus ainda/) },
    ]);
    clamd.mood = 'well';
    await becomes(attachmentId, 'CLEAN', 'message_attachment');
    expect(await write(id, [attachmentId])).toEqual([]);
    expect((await service.fetch(`/internal/message-attachments/${attachmentId}`, { as: clara })).status).toBe(200);
  });
});

test('the same bytes, sent three times at once, are one file, and clean to each who sent them', async () => {
  const one = await EvidenceCase.draft(service);
  const file = pdf();
  const answers = await Promise.all([1, 2, 3].map(() => upload(service, ana, one.request.id, form(file))));
  const sent = (await Promise.all(answers.map((answer) => answer.json()))) as EvidenceJson[];
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  expect(sent.map(({ scan }) => scan)).toEqual(['CLEAN', 'CLEAN', 'CLEAN']);
  expect((await one.history()).map(({ action }) => action)).toEqual(['ATTACH_EVIDENCE']);
});

test('what two found in one file at a time is written down once', async () => {
  const one = await EvidenceCase.draft(service);
  clamd.mood = 'gone';
  const { id } = await one.attach();
  const finding = { state: 'INFECTED', malware: 'Teste.Virus-1' } as const;
  const settled = [1, 2].map(() =>
    service.orm.em.fork().transactional((em) => settleEvidenceScan(em, id, finding, new Date())),
  );
  expect((await Promise.all(settled)).toSorted()).toEqual([false, true]);
  expect((await one.history()).map(({ action }) => action)).toEqual(['ATTACH_EVIDENCE', 'REFUSE_EVIDENCE']);
});
