import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { EVIDENCE_MAX_BYTES } from '@portal/domain';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { act, done, pick, refused } from './arrange.ts';
import { aPdf, aPng, PNG_SIGNATURE, pdfOf } from './evidence-files.ts';
import { Person, portalUrl } from './person.ts';
import { type AccessRequest, attach, homologationCredential, productionDraft, requestIn } from './stages.ts';

interface Evidence {
  id: string;
  fileName: string;
  mediaType: string;
  size: number;
  sha256: string;
  downloadUrl: string;
  requirements: { code: string }[];
}

let ana: Person;
let bruno: Person;
let clara: Person;
let davi: Person;
let elis: Person;
/** A draft for production that takes all files that leave nothing behind. */
let draft: AccessRequest;

beforeAll(async () => {
  [ana, bruno, clara, davi, elis] = await Promise.all([
    Person.signIn('ana'),
    Person.signIn('bruno'),
    Person.signIn('clara'),
    Person.signIn('davi'),
    Person.signIn('elis'),
  ]);
  ({ draft } = await productionDraft({ owner: ana, reviewer: clara }));
});

/** A refusal: problem+json with its status, something to read and nothing of ours. */
async function problemOf(response: Response): Promise<{ status: number; code: string }> {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = (await response.json()) as { status: number; code: string; title: string; detail: string };
  expect(problem).toMatchObject({ title: expect.stringMatching(/\S/), detail: expect.stringMatching(/\S/) });
  expect(problem.status).toBe(response.status);
  return { status: response.status, code: problem.code };
}

async function evidenceOf(person: Person, id: string): Promise<Evidence[]> {
  const { accessRequest } = await person.get<{ accessRequest: { evidence: Evidence[] } | null }>(
    `query ($id: ID!) { accessRequest(id: $id) {
       evidence { id fileName mediaType size sha256 downloadUrl requirements { code } } } }`,
    { id },
  );
  return accessRequest?.evidence ?? [];
}

async function requirementsOf(portfolio: string): Promise<string[]> {
  const data = await ana.get<{ portfolio: { requirements: { code: string }[] } }>(
    'query ($slug: String!) { portfolio(slug: $slug) { requirements(environment: PRODUCTION) { code } } }',
    { slug: portfolio },
  );
  return data.portfolio.requirements.map(({ code }) => code);
}

/** Sends a form as it is written here. */
function send(person: Person, accessRequest: string, form: FormData, headers: Record<string, string> = {}) {
  return person.fetch(`/evidence?accessRequest=${accessRequest}`, {
    method: 'POST',
    headers: { 'apollo-require-preflight': 'true', ...headers },
    body: form,
  });
}

describe('a file is taken', () => {
  test('a PDF and a PNG, by their bytes, whatever name and type they are sent with', async () => {
    for (const [file, fileName, mediaType] of [
      [aPdf(), 'bundle.pdf', 'application/pdf'],
      [aPng(), 'validador.png', 'image/png'],
      [new Blob([await aPdf().bytes()], { type: 'image/png' }), 'na-verdade-pdf.png', 'application/pdf'],
      [new Blob([await aPng().bytes()], { type: 'text/html' }), 'página 1 – “ação”.html', 'image/png'],
    ] as const) {
      const response = await ana.upload(draft.id, file, fileName);
      expect(response.status).toBe(201);
      const evidence = (await response.json()) as Evidence;
      const sha256 = createHash('sha256')
        .update(await file.bytes())
        .digest('hex');
      expect(evidence).toMatchObject({ fileName, mediaType, size: file.size, sha256 });
      expect(await evidenceOf(ana, draft.id)).toContainEqual(expect.objectContaining({ id: evidence.id, sha256 }));
      await done(act(ana, 'removeEvidence', { id: evidence.id }));
    }
  });

  test('with its requirements, in parts before and after the file', async () => {
    const [first = '', second = ''] = await requirementsOf('cnes');
    const form = new FormData();
    form.append('requirement', second);
    form.append('file', aPdf(), 'bundle.pdf');
    form.append('requirement', first);
    const { id } = (await (await send(ana, draft.id, form)).json()) as Evidence;
    const [evidence] = (await evidenceOf(ana, draft.id)).filter((one) => one.id === id);
    expect(evidence?.requirements.map(({ code }) => code).toSorted()).toEqual([first, second].toSorted());

    const { accessRequest } = await ana.get<{
      accessRequest: { checklist: { requirement: { code: string }; evidence: { id: string }[] }[] };
    }>('query ($id: ID!) { accessRequest(id: $id) { checklist { requirement { code } evidence { id } } } }', draft);
    const proven = accessRequest.checklist.filter((item) => item.evidence.some((one) => one.id === id));
    expect(proven.map(({ requirement }) => requirement.code).toSorted()).toEqual([first, second].toSorted());

    await done(act(ana, 'labelEvidence', { id, requirements: [first] }));
    const [labelled] = (await evidenceOf(ana, draft.id)).filter((one) => one.id === id);
    expect(labelled?.requirements).toEqual([{ code: first }]);
    expect(await refused(act(ana, 'labelEvidence', { id, requirements: [first, 'NADA'] }))).toEqual([
      { code: 'INVALID', path: ['requirements', '1'] },
    ]);
    await done(act(ana, 'removeEvidence', { id }));
  });

  test('of exactly 10 MiB, and given back whole', async () => {
    const file = pdfOf(EVIDENCE_MAX_BYTES);
    const response = await ana.upload(draft.id, file, 'grande.pdf');
    expect(response.status).toBe(201);
    const { id, downloadUrl } = (await response.json()) as Evidence;
    const back = await (await ana.fetch(downloadUrl)).bytes();
    expect(Buffer.compare(back, await file.bytes())).toBe(0);
    await done(act(ana, 'removeEvidence', { id }));
  });

  test('the same bytes again are the evidence that is there', async () => {
    const file = aPdf();
    const first = (await (await ana.upload(draft.id, file, 'um.pdf')).json()) as Evidence;
    const again = await ana.upload(draft.id, file, 'dois.pdf');
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual(first);
    await done(act(ana, 'removeEvidence', { id: first.id }));
  });

  test('two at once with the same bytes: one is made', async () => {
    const file = aPdf();
    const answers = await Promise.all([1, 2, 3].map(() => ana.upload(draft.id, file, 'junto.pdf')));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 201]);
    const ids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as Evidence).id));
    expect(new Set(ids).size).toBe(1);
    await done(act(ana, 'removeEvidence', { id: ids[0] }));
  });
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
      expect((await problemOf(await send(ana, draft.id, form))).status).toBe(422);
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
    expect((await problemOf(await send(ana, draft.id, form(), foreign))).status).toBe(403);
    expect((await problemOf(await send(ana, draft.id, form(), { origin: 'null' }))).status).toBe(403);
  });
});

describe('a file is read', () => {
  test('as an attachment that no browser guesses about or shares', async () => {
    const file = aPdf();
    const { id, downloadUrl } = (await (await ana.upload(draft.id, file, 'ação 1.pdf')).json()) as Evidence;
    const response = await ana.fetch(downloadUrl);
    expect(response.status).toBe(200);
    expect(Buffer.compare(await response.bytes(), await file.bytes())).toBe(0);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(file.size),
      'x-content-type-options': 'nosniff',
      'cache-control': expect.stringContaining('private'),
    });
    const disposition = response.headers.get('content-disposition');
    expect(disposition).toMatch(/^attachment;/);
    expect(disposition).toContain("filename*=UTF-8''a%C3%A7%C3%A3o%201.pdf");
    await done(act(ana, 'removeEvidence', { id }));
    expect((await problemOf(await ana.fetch(downloadUrl))).status).toBe(404);
  });

  test('by its owner alone until the first submit, then by reviewers too, never by others', async () => {
    const { draft: sending } = await productionDraft({ owner: ana, reviewer: clara });
    const id = await attach(ana, sending);
    const status = async (person: Person) => {
      const response = await person.fetch(`/evidence/${id}`);
      await response.body?.cancel();
      return response.status;
    };
    expect(await status(ana)).toBe(200);
    for (const person of [bruno, clara, davi, elis]) expect(await status(person)).toBe(404);
    expect(await status(Person.anonymous())).toBe(401);
    await done(act(ana, 'submitAccessRequest', pick(sending)));
    for (const person of [ana, clara, davi, elis]) expect(await status(person)).toBe(200);
    expect(await status(bruno)).toBe(404);
  });

  test.each(['nada', '01920000-0000-7000-8000-000000000000', '%2e%2e%2f%2e%2e%2fetc%2fpasswd', '%00'])(
    'GET /evidence/%s: 404',
    async (id) => {
      expect((await problemOf(await ana.fetch(`/evidence/${id}`))).status).toBe(404);
    },
  );
});

describe('evidence that shows a real patient', () => {
  test('is unreadable to all once changes are asked for; name, hash and reason stay', async () => {
    const credentialId = await homologationCredential({ owner: ana, reviewer: clara });
    const production = await done(act(ana, 'createProductionRequest', { input: { credentialId } }));
    const [bad, good] = [await attach(ana, production), await attach(ana, production)];
    const submitted = await done(act(ana, 'submitAccessRequest', pick(production)));
    const [{ sha256 } = { sha256: '' }] = (await evidenceOf(clara, production.id)).filter(({ id }) => id === bad);
    const claimed = await done(act(clara, 'claimAccessRequest', pick(submitted)));
    const reason = { code: 'EVIDENCE_PERSONAL_DATA', message: 'O nome de uma paciente aparece na página 2.' };
    const ask = (path: string | null) =>
      act(clara, 'requestChanges', { ...pick(claimed), reasons: [{ ...reason, path }] });
    expect(await refused(ask(null))).toEqual([{ code: 'REQUIRED', path: ['reasons', '0', 'path'] }]);
    expect(await refused(ask('evidence'))).toEqual([{ code: 'INVALID', path: ['reasons', '0', 'path'] }]);
    const asked = await done(ask(`evidence.${bad}`));

    for (const person of [ana, clara, davi, elis]) {
      expect((await problemOf(await person.fetch(`/evidence/${bad}`))).status).toBe(404);
      expect((await evidenceOf(person, production.id)).map(({ id }) => id)).toEqual([good]);
      const { accessRequest } = await person.get<{ accessRequest: { history: Record<string, unknown>[] } }>(
        'query ($id: ID!) { accessRequest(id: $id) { history { action actor evidence { fileName sha256 } message reasons { code path message } } } }',
        { id: production.id },
      );
      expect(accessRequest.history).toContainEqual(
        expect.objectContaining({
          action: 'REQUEST_CHANGES',
          reasons: [{ ...reason, path: `evidence.${bad}` }],
        }),
      );
      expect(accessRequest.history).toContainEqual(
        expect.objectContaining({ action: 'ERASE_EVIDENCE', evidence: { fileName: 'bundle.pdf', sha256 } }),
      );
    }
    // Nothing stands in the way of sending it again with what is left.
    await done(act(ana, 'submitAccessRequest', pick(asked)));
  });
});

/** Begins an upload, sends a megabyte of it, and hangs up. */
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
  await vi.waitUntil(() => sending.writableLength === 0);
  sending.destroy();
  await gone;
}
