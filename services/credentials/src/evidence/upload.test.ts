import { randomUUIDv7 } from 'node:crypto';
import { EVIDENCE_MAX_BYTES } from '@portal/domain';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { AuditRecord } from '../audit/audit-record.ts';
import { OutboxEntry } from '../events/outbox-entry.ts';
import { download, form, pdf, upload } from '../testing/attach.ts';
import { EvidenceCase } from '../testing/evidence-case.ts';
import { ana, bruno, clara, elis } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

let one: EvidenceCase;

const service = await startService();
afterAll(() => service[Symbol.asyncDispose]());
beforeEach(async () => {
  service.clock.now = new Date('2026-11-24T12:00:00Z');
  one = await EvidenceCase.draft(service);
});

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = (await response.json()) as { status: number; code: string; detail: string; title: string };
  expect(problem.status).toBe(response.status);
  expect(problem.detail).not.toBe('');
  return problem;
}

describe('attaching', () => {
  test('keeps bytes, name, hash and labels, with history, audit and event, and leaves the version alone', async () => {
    const shown = await one.attach(pdf('conteúdo', 'evidência do REL.pdf'), 'bundle-enviado', 'bundle-enviado');
    expect(shown).toMatchObject({
      fileName: 'evidência do REL.pdf',
      mediaType: 'application/pdf',
      size: 23,
      uploadedAt: '2026-11-24T12:00:00.000Z',
      requirements: [{ id: 'r1', code: 'bundle-enviado' }],
      scan: 'CLEAN',
      downloadUrl: `/evidence/${shown.id}`,
    });
    expect(await one.history()).toEqual([
      {
        action: 'ATTACH_EVIDENCE',
        from: 'DRAFT',
        to: 'DRAFT',
        message: null,
        evidence: { fileName: 'evidência do REL.pdf', sha256: shown.sha256 },
      },
    ]);
    const em = service.orm.em.fork();
    expect(await em.count(AuditRecord, { subjectId: one.request.id, act: 'ATTACH_EVIDENCE', actorId: ana.id })).toBe(1);
    expect(await em.count(OutboxEntry, { subjectId: one.request.id })).toBe(1);
    expect((await one.fresh()).version).toBe(one.request.version);
    expect(await one.partialFiles()).toEqual([]);
  });

  test('and taking away again has an end, for the history is read whole', async () => {
    const em = service.orm.em.fork();
    await em.execute(
      `insert into access_request_event (id, request_id, at, actor, action, "to", reasons)
       select uuidv7(), ?, now(), 'Ana', 'ATTACH_EVIDENCE', 'DRAFT', '[]' from generate_series(1, 499)`,
      [one.request.id],
    );
    const { id } = await one.attach(pdf('a última'));
    await one.mutate(ana, 'removeEvidence', { id });
    const problem = await problemOf(await upload(service, ana, one.request.id, form(pdf('uma a mais'))));
    expect([problem.status, problem.code]).toEqual([409, 'CONFLICT']);
    expect(await one.rows()).toEqual([]);
  });

  test('the same bytes again gives the one that is there, whatever the name, and changes nothing', async () => {
    const first = await one.attach(pdf('igual', 'a.pdf'));
    const again = await upload(service, ana, one.request.id, form(pdf('igual', 'b.pdf'), 'validador'));
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual(first);
    expect(await one.rows()).toHaveLength(1);
    expect(await one.history()).toHaveLength(1);
  });

  test('the same bytes twice at once are kept once', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => upload(service, ana, one.request.id, form(pdf('juntos')))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    const [row, ...more] = await one.rows();
    expect(more).toEqual([]);
    expect(await one.keptFiles()).toContain(row?.id);
    expect(await one.partialFiles()).toEqual([]);
  });

  test('twenty are kept and no more, also of several sent at once', async () => {
    for (let sent = 0; sent < 18; sent += 1) await one.attach();
    const answers = await Promise.all([1, 2, 3, 4].map(() => upload(service, ana, one.request.id, form(pdf()))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(await problemOf(refused as Response)).toMatchObject({ code: 'CONFLICT' });
    expect(await one.rows()).toHaveLength(20);
    expect(await one.history()).toHaveLength(20);
    expect(await one.partialFiles()).toEqual([]);
    const [present] = await one.rows();
    const known = await download(service, ana, present?.id ?? '');
    const again = new FormData();
    again.append('file', new File([await known.bytes()], 'de novo.pdf'));
    expect((await upload(service, ana, one.request.id, again)).status).toBe(200);
  });

  test('a removal meanwhile leaves either order’s outcome, never a row without bytes', async () => {
    const there = await one.attach(pdf('vai e volta'));
    const [, uploaded] = await Promise.all([
      one.mutate(ana, 'removeEvidence', { id: there.id }),
      upload(service, ana, one.request.id, form(pdf('vai e volta'))),
    ]);
    expect([200, 201]).toContain(uploaded.status);
    for (const row of await one.rows()) expect((await download(service, ana, row.id)).status).toBe(200);
    expect(await one.rows()).toHaveLength(uploaded.status === 201 ? 1 : 0);
  });

  test.each([
    ['a script called .png', () => form(new File(['#!/bin/sh'], 'tela.png')), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['an empty file', () => form(new File([], 'a.pdf')), 422, 'INVALID'],
    [
      '10 MiB and one byte',
      () => form(new File(['%PDF-', Buffer.alloc(EVIDENCE_MAX_BYTES - 4)], 'a.pdf')),
      413,
      'TOO_LARGE',
    ],
    ['an unknown requirement', () => form(pdf(), 'bundle-enviado', 'nada'), 422, 'INVALID'],
    ['a requirement of the other environment', () => form(pdf(), 'titular-do-certificado'), 422, 'INVALID'],
    ['no file', () => new FormData(), 422, undefined],
  ])('%s is refused and nothing is kept', async (_what, body, status, code) => {
    const before = await one.keptFiles();
    const response = await upload(service, ana, one.request.id, body());
    expect(response.status).toBe(status);
    const problem = await problemOf(response);
    if (code) expect(problem.code).toBe(code);
    expect(await one.rows()).toEqual([]);
    expect(await one.keptFiles()).toEqual(before);
    expect(await one.partialFiles()).toEqual([]);
  });

  test('exactly 10 MiB are kept', async () => {
    await one.attach(new File(['%PDF-', Buffer.alloc(EVIDENCE_MAX_BYTES - 10), '%%EOF'], 'a.pdf'));
    expect((await one.rows())[0]?.size).toBe(EVIDENCE_MAX_BYTES);
  });

  test.each(['SUBMITTED', 'IN_REVIEW', 'APPROVED', 'REJECTED', 'CANCELLED'] as const)(
    'is refused when %s',
    async (state) => {
      await one.submitted(state);
      const response = await upload(service, ana, one.request.id, form(pdf()));
      expect(response.status).toBe(409);
      expect(await problemOf(response)).toMatchObject({ code: 'NOT_ALLOWED' });
    },
  );

  test('is refused before the body is read', async () => {
    await one.submitted('SUBMITTED');
    async function* neverRead(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('--b\r\n');
      await new Promise(() => {});
    }
    const response = await service.fetch(`/internal/evidence?accessRequest=${one.request.id}`, {
      method: 'POST',
      body: ReadableStream.from(neverRead()),
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      duplex: 'half',
      as: ana,
    });
    expect(response.status).toBe(409);
  });

  test.each([
    ['bruno', bruno],
    ['clara, who reviews', clara],
    ['elis, who is ADMIN', elis],
  ])('to another’s request is not found: %s', async (_name, person) => {
    for (const state of ['DRAFT', 'CHANGES_REQUESTED'] as const) {
      if (state !== 'DRAFT') await one.submitted(state);
      const response = await upload(service, person, one.request.id, form(pdf()));
      expect(response.status).toBe(404);
      expect(await problemOf(response)).toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  test.each(['', 'abc', randomUUIDv7()])('to the unknown request %j is not found', async (id) => {
    expect((await upload(service, ana, id, form(pdf()))).status).toBe(404);
  });

  test.each([
    ['no token', {}],
    ['a bad token', { authorization: 'Bearer abc' }],
  ])('%s is 401', async (_what, headers) => {
    const post = await service.fetch(`/internal/evidence?accessRequest=${one.request.id}`, { method: 'POST', headers });
    const get = await service.fetch(`/internal/evidence/${randomUUIDv7()}`, { headers });
    for (const response of [post, get]) {
      expect(response.status).toBe(401);
      expect(await problemOf(response)).toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });

  test('where the act fails, the bytes do not stay', async () => {
    const send = () => upload(service, ana, one.request.id, form(pdf(), 'validador'));
    const response = await service.withoutCatalogue(send);
    expect(response.status).toBe(503);
    expect(await problemOf(response)).toMatchObject({ code: 'UNAVAILABLE' });
    expect(await one.rows()).toEqual([]);
    expect(await one.partialFiles()).toEqual([]);
  });
});
