import { randomUUIDv7 } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { AuditRecord } from '../audit/audit-record.ts';
import { AccessRequest } from '../requests/access-request.ts';
import { createLoaders } from '../requests/loaders.ts';
import { download, pdf } from '../testing/attach.ts';
import { EvidenceCase } from '../testing/evidence-case.ts';
import { ana, bruno, clara, elis } from '../testing/people.ts';
import { startService } from '../testing/service.ts';
import { discardContent } from './discard.ts';
import { dropRemovedEvidence } from './erase.ts';
import { openEvidenceDirectory } from './storage.ts';
import { evidenceFor } from './visibility.ts';

let one: EvidenceCase;

const service = await startService();
const storage = await openEvidenceDirectory(service.evidenceDirectory);
afterAll(() => service[Symbol.asyncDispose]());
beforeEach(async () => {
  service.clock.now = new Date('2026-11-24T12:00:00Z');
  one = await EvidenceCase.draft(service);
});

/** How often evidence was found changed, by the metrics. */
async function changed(): Promise<number> {
  const text = await (await service.fetch('/metrics')).text();
  return Number(/^evidence_changed_total (\d+)$/m.exec(text)?.[1]);
}

describe('reading', () => {
  test('gives the bytes as an attachment that is never sniffed nor kept, and is audited', async () => {
    const { id } = await one.attach(pdf('bytes', 'evidência “final”.pdf'));
    const response = await download(service, ana, id);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('%PDF-1.7\nbytes%%EOF');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': '19',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    const disposition = response.headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; /);
    expect(decodeURIComponent(disposition)).toContain('evidência “final”.pdf');
    expect(await service.orm.em.fork().count(AuditRecord, { subjectId: id, act: 'readEvidence' })).toBe(1);
  });

  test.each([
    ['small', 10],
    ['large', 3_000_000],
  ])(
    'of a %s file that was changed in the store gives nothing that looks whole, and is counted',
    async (_size, bytes) => {
      const { id } = await one.attach(pdf('a'.repeat(bytes)));
      const path = join(service.evidenceDirectory, 'kept', id);
      const stored = await readFile(path);
      stored[stored.length - 6] = 0x62;
      await writeFile(path, stored);
      const before = await changed();
      const response = await download(service, ana, id);
      if (bytes < 1_000) expect(response.status).toBe(500);
      else await expect(response.bytes()).rejects.toThrow();
      expect((await changed()) - before).toBe(1);
    },
  );

  test.each(['abc', randomUUIDv7()])('of the unknown %j is not found', async (id) => {
    const response = await download(service, ana, id);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  test('is the owner’s alone in a draft; from the first submit on the reviewers’ and ADMIN’s too', async () => {
    const { id } = await one.attach();
    const statuses = async () =>
      Promise.all([ana, bruno, clara, elis].map(async (person) => (await download(service, person, id)).status));
    expect(await statuses()).toEqual([200, 404, 404, 404]);
    await one.submitted('SUBMITTED');
    expect(await statuses()).toEqual([200, 404, 200, 200]);
  });

  test('while changes are asked for reviewers read the last submission, labels included', async () => {
    const kept = await one.attach(pdf(), 'bundle-enviado');
    const removed = await one.attach(pdf(), 'validador');
    await one.submitted('CHANGES_REQUESTED');
    const added = await one.attach(pdf());
    await one.mutate(ana, 'removeEvidence', { id: removed.id });
    await one.mutate(ana, 'labelEvidence', { id: kept.id, requirements: ['validador'] });

    const status = async (person: typeof ana, { id }: { id: string }) => (await download(service, person, id)).status;
    expect(await Promise.all([kept, removed, added].map((file) => status(ana, file)))).toEqual([200, 404, 200]);
    expect(await Promise.all([kept, removed, added].map((file) => status(clara, file)))).toEqual([200, 200, 404]);
    const loaders = createLoaders(service.orm.em.fork());
    const labels = async (person: typeof ana) =>
      (await evidenceFor(await one.fresh(), await one.rows(), { caller: person, loaders })).map(
        ({ id, requirements }) => [id, requirements.map(({ code }) => code)],
      );
    expect(await labels(ana)).toEqual([
      [kept.id, ['validador']],
      [added.id, []],
    ]);
    expect(await labels(clara)).toEqual([
      [kept.id, ['bundle-enviado']],
      [removed.id, ['validador']],
    ]);
    expect(await labels(bruno)).toEqual([]);
  });
});

describe('removing', () => {
  test('takes row and bytes, and leaves name and hash in the history', async () => {
    const { id, sha256, fileName } = await one.attach();
    const answer = await one.mutate(ana, 'removeEvidence', { id });
    expect(answer).toEqual({ accessRequest: { id: one.request.id, version: one.request.version }, problems: [] });
    expect(await one.rows()).toEqual([]);
    expect(await one.keptFiles()).not.toContain(id);
    expect((await one.history()).at(-1)).toMatchObject({ action: 'REMOVE_EVIDENCE', evidence: { fileName, sha256 } });
  });

  test('twice at once is done once', async () => {
    const { id } = await one.attach();
    const answers = await Promise.all([1, 2].map(() => one.mutate(ana, 'removeEvidence', { id })));
    expect(answers.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(['NOT_FOUND']);
    expect((await one.history()).filter(({ action }) => action === 'REMOVE_EVIDENCE')).toHaveLength(1);
  });

  test('is refused once it is under analysis', async () => {
    const { id } = await one.attach();
    await one.submitted('IN_REVIEW');
    for (const [field, variables] of [
      ['removeEvidence', { id }],
      ['labelEvidence', { id, requirements: [] }],
    ] as const) {
      const answer = await one.mutate(ana, field, variables);
      expect(answer.problems).toMatchObject([{ code: 'NOT_ALLOWED' }]);
      expect(answer.accessRequest).toMatchObject({ id: one.request.id });
    }
    expect(await one.rows()).toHaveLength(1);
  });

  test('of another’s, unknown or malformed is not found', async () => {
    const { id } = await one.attach();
    await one.submitted('CHANGES_REQUESTED');
    for (const [person, target] of [
      [bruno, id],
      [clara, id],
      [ana, randomUUIDv7()],
      [ana, 'abc'],
    ] as const) {
      for (const [field, more] of [
        ['removeEvidence', {}],
        ['labelEvidence', { requirements: [] }],
      ] as const) {
        expect(await one.mutate(person, field, { id: target, ...more })).toMatchObject({
          accessRequest: null,
          problems: [{ code: 'NOT_FOUND', path: ['id'] }],
        });
      }
    }
    expect(await one.rows()).toHaveLength(1);
  });

  test('what was removed after a submission goes with the next one', async () => {
    const { id } = await one.attach();
    await one.submitted('CHANGES_REQUESTED');
    await one.mutate(ana, 'removeEvidence', { id });
    expect(await one.keptFiles()).toContain(id);
    const keys = await service.orm.em
      .fork()
      .transactional(async (em) =>
        dropRemovedEvidence(em, await em.findOneOrFail(AccessRequest, { id: one.request.id })),
      );
    expect(keys).toEqual([id]);
    await discardContent(storage, keys);
    expect(await one.rows()).toEqual([]);
    expect(await one.keptFiles()).not.toContain(id);
  });
});

describe('labelling', () => {
  test('replaces the labels, each once, and counts no version up', async () => {
    const { id } = await one.attach(pdf(), 'validador');
    const answer = await one.mutate(ana, 'labelEvidence', { id, requirements: ['bundle-enviado', 'bundle-enviado'] });
    expect(answer).toEqual({ accessRequest: { id: one.request.id, version: one.request.version }, problems: [] });
    expect((await one.rows())[0]?.requirements).toEqual([{ id: 'r1', code: 'bundle-enviado' }]);
    await one.mutate(ana, 'labelEvidence', { id, requirements: [] });
    expect((await one.rows())[0]?.requirements).toEqual([]);
  });

  test('with an unknown requirement changes nothing and says which', async () => {
    const { id } = await one.attach(pdf(), 'validador');
    const { problems } = await one.mutate(ana, 'labelEvidence', { id, requirements: ['bundle-enviado', 'nada'] });
    expect(problems).toMatchObject([{ code: 'INVALID', path: ['requirements', '1'] }]);
    expect((await one.rows())[0]?.requirements).toEqual([{ id: 'r2', code: 'validador' }]);
  });

  test('with a list that is too long tells that alone', async () => {
    const { id } = await one.attach();
    const { problems } = await one.mutate(ana, 'labelEvidence', { id, requirements: Array(300_000).fill('') });
    expect(problems).toEqual([
      { code: 'INVALID', message: 'Informe no máximo 100 requisitos.', path: ['requirements'] },
    ]);
  });
});

describe('erasing', () => {
  test('what shows a patient is gone for all, with name, hash and reason in the history', async () => {
    const shown = await one.attach(pdf(), 'validador');
    const kept = await one.attach();
    await one.submitted('IN_REVIEW');
    const { id, version } = one.request;
    const message = 'Mostra o nome de um paciente.';
    const reason = { code: 'EVIDENCE_PERSONAL_DATA', path: `evidence.${shown.id}`, message };
    const { data } = await service.ask(
      clara,
      `mutation ($id: ID!, $version: Int!, $reasons: [ReasonInput!]!) {
        requestChanges(id: $id, version: $version, reasons: $reasons) { problems { code } } }`,
      { id, version, reasons: [reason] },
    );
    expect(data).toEqual({ requestChanges: { problems: [] } });
    for (const person of [ana, clara, elis]) expect((await download(service, person, shown.id)).status).toBe(404);
    expect(await one.keptFiles()).not.toContain(shown.id);
    expect(await one.keptFiles()).toContain(kept.id);
    expect((await one.history()).find(({ action }) => action === 'ERASE_EVIDENCE')).toEqual({
      action: 'ERASE_EVIDENCE',
      from: 'IN_REVIEW',
      to: 'IN_REVIEW',
      message,
      evidence: { fileName: shown.fileName, sha256: shown.sha256 },
    });
  });
});
