import { request as httpRequest } from 'node:http';
import { EVIDENCE_MAX_BYTES } from '@portal/domain';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { act, done } from './arrange.ts';
import { type Evidence, evidenceOf, problemOf, sendForm } from './evidence.ts';
import { aPdf, PNG_SIGNATURE, pdfOf } from './evidence-files.ts';
import { signedIn } from './people.ts';
import { Person, portalUrl } from './person.ts';
import { type AccessRequest, attach, productionDraft, requestIn } from './stages.ts';

let ana: Person;
let bruno: Person;
let clara: Person;
let elis: Person;
/** A draft for production that takes all files that leave nothing behind. */
let draft: AccessRequest;

beforeAll(async () => {
  ({ ana, bruno, clara, elis } = await signedIn('ana', 'bruno', 'clara', 'elis'));
  ({ draft } = await productionDraft({ owner: ana, reviewer: clara }));
});

describe('a file is refused, and nothing is kept', () => {
  const SCRIPT = new Blob(['#!/bin/sh\nrm -rf /\n'], { type: 'image/png' });
  test.for<[string, () => Blob | Promise<Blob>, string, number, string]>([
    ['of no byte', () => new Blob([]), 'vazio.pdf', 422, 'INVALID'],
    ['of 10 MiB and a byte', () => pdfOf(EVIDENCE_MAX_BYTES + 1), 'grande.pdf', 413, 'TOO_LARGE'],
    ['of 15 MiB', () => pdfOf(15 * 1024 * 1024), 'maior.pdf', 413, 'TOO_LARGE'],
    ['a .png that is a script', () => SCRIPT, 'evidencia.png', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [
      'a PNG cut off in its signature',
      () => new Blob([PNG_SIGNATURE.subarray(0, 7)]),
      'a.png',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['five bytes of a PDF', () => new Blob(['%PDF-']), 'a.pdf', 422, 'INVALID'],
    ['a PNG’s signature alone', () => new Blob([PNG_SIGNATURE]), 'a.png', 422, 'INVALID'],
    ['one byte of a PDF', () => new Blob(['%']), 'a.pdf', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a JPEG', () => new Blob([Buffer.from('ffd8ffe000104a464946', 'hex')]), 'a.png', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['an SVG', () => new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>']), 'a.png', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [
      'a PDF after other bytes',
      async () => new Blob(['\n', await aPdf().bytes()]),
      'a.pdf',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
  ])('%s', async ([, file, fileName, status, code]) => {
    const before = await evidenceOf(ana, draft.id);
    expect(await problemOf(await ana.upload(draft.id, await file(), fileName))).toEqual({ status, code });
    expect(await evidenceOf(ana, draft.id)).toEqual(before);
  });

  test('two files, none, a text in the file’s place, an unknown requirement: 422', async () => {
    const before = await evidenceOf(ana, draft.id);
    const two = new FormData();
    two.append('file', aPdf(), 'um.pdf');
    two.append('file', aPdf(), 'dois.pdf');
    const none = new FormData();
    none.append('requirement', 'BUNDLE');
    const text = new FormData();
    text.append('file', 'não é um arquivo');
    const unknown = new FormData();
    unknown.append('file', aPdf(), 'um.pdf');
    unknown.append('requirement', 'NADA');
    for (const form of [two, none, text, unknown, new FormData()]) {
      expect((await problemOf(await sendForm(ana, draft.id, form))).status).toBe(422);
    }
    expect(await evidenceOf(ana, draft.id)).toEqual(before);
  });

  test('what is no form at all', async () => {
    const plain = await ana.fetch(`/evidence?accessRequest=${draft.id}`, {
      method: 'POST',
      body: await aPdf().bytes(),
    });
    expect([415, 422]).toContain((await problemOf(plain)).status);
    const broken = await ana.fetch(`/evidence?accessRequest=${draft.id}`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x', 'apollo-require-preflight': 'true' },
      body: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4 and no end',
    });
    expect((await problemOf(broken)).status).toBe(422);
    expect(await evidenceOf(ana, draft.id)).not.toContainEqual(expect.objectContaining({ fileName: 'a.pdf' }));
  });

  test('an upload that its sender gives up leaves nothing', async () => {
    const before = await evidenceOf(ana, draft.id);
    await abandonedUpload(ana, draft.id);
    // Whatever the portal still did with it is over once another upload went through.
    const { id } = (await (await ana.upload(draft.id, aPdf(), 'depois.pdf')).json()) as Evidence;
    expect((await evidenceOf(ana, draft.id)).filter((one) => one.id !== id)).toEqual(before);
    await done(act(ana, 'removeEvidence', { id }));
  });

  test('the 21st of a request: 409', async () => {
    const { draft: full } = await productionDraft({ owner: ana, reviewer: clara });
    for (let count = 0; count < 20; count++) await attach(ana, full);
    expect(await problemOf(await ana.upload(full.id, aPdf(), 'mais-um.pdf'))).toEqual({
      status: 409,
      code: 'CONFLICT',
    });
    expect(await evidenceOf(ana, full.id)).toHaveLength(20);
    const [{ id }] = (await evidenceOf(ana, full.id)) as [Evidence];
    await done(act(ana, 'removeEvidence', { id }));
    expect((await ana.upload(full.id, aPdf(), 'agora-cabe.pdf')).status).toBe(201);
  });

  test.each(['SUBMITTED', 'IN_REVIEW', 'APPROVED', 'REJECTED', 'CANCELLED'] as const)(
    'of a request that is %s: 409',
    async (state) => {
      const { id } = await requestIn(state, { owner: ana, reviewer: clara });
      expect((await problemOf(await ana.upload(id, aPdf(), 'a.pdf'))).status).toBe(409);
    },
  );

  test('of another’s request, an unknown and a malformed one: 404, for reviewers as well', async () => {
    for (const id of [draft.id, '01920000-0000-7000-8000-000000000000', 'nada', '', '%00', "'; drop table evidence"]) {
      const encoded = encodeURIComponent(id);
      for (const person of [bruno, clara, elis]) {
        expect(await problemOf(await person.upload(encoded, aPdf(), 'a.pdf'))).toEqual({
          status: 404,
          code: 'NOT_FOUND',
        });
      }
    }
    const { id } = await requestIn('CHANGES_REQUESTED', { owner: ana, reviewer: clara });
    for (const person of [bruno, clara, elis]) {
      expect((await problemOf(await person.upload(id, aPdf(), 'a.pdf'))).status).toBe(404);
    }
  });

  test('of nobody: 401', async () => {
    expect(await problemOf(await Person.anonymous().upload(draft.id, aPdf(), 'a.pdf'))).toEqual({
      status: 401,
      code: 'UNAUTHENTICATED',
    });
  });

  test('without the header that no foreign form can send: 400; from a foreign page: 403', async () => {
    const form = () => {
      const made = new FormData();
      made.append('file', aPdf(), 'a.pdf');
      return made;
    };
    const path = `/evidence?accessRequest=${draft.id}`;
    expect((await problemOf(await ana.fetch(path, { method: 'POST', body: form() }))).status).toBe(400);
    const foreign = { origin: 'http://evil.example', 'apollo-require-preflight': 'true' };
    expect((await problemOf(await sendForm(ana, draft.id, form(), foreign))).status).toBe(403);
    expect((await problemOf(await sendForm(ana, draft.id, form(), { origin: 'null' }))).status).toBe(403);
  });
});

async function abandonedUpload(person: Person, accessRequest: string): Promise<void> {
  const sending = httpRequest(`${portalUrl()}/evidence?accessRequest=${accessRequest}`, {
    method: 'POST',
    headers: {
      cookie: person.cookie(),
      'apollo-require-preflight': 'true',
      'content-type': 'multipart/form-data; boundary=x',
      'content-length': String(5 * 1024 * 1024),
    },
  });
  const gone = new Promise((resolve) => sending.once('close', resolve));
  sending.on('error', () => {});
  sending.write('--x\r\ncontent-disposition: form-data; name="file"; filename="metade.pdf"\r\n\r\n');
  await new Promise((written) =>
    sending.write(Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(1_048_576)]), written),
  );
  await vi.waitUntil(() => sending.writableLength === 0, { timeout: 15_000 });
  sending.destroy();
  await gone;
}
