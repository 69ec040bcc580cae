import { beforeAll, describe, expect, test } from 'vitest';
import { act, done, pick, refused } from './arrange.ts';
import { type Evidence, evidenceOf, problemOf } from './evidence.ts';
import { aPdf } from './evidence-files.ts';
import { signedIn } from './people.ts';
import { Person } from './person.ts';
import { attach, homologationCredential, productionDraft } from './stages.ts';

let ana: Person;
let bruno: Person;
let clara: Person;
let davi: Person;
let elis: Person;

beforeAll(async () => {
  ({ ana, bruno, clara, davi, elis } = await signedIn('ana', 'bruno', 'clara', 'davi', 'elis'));
});

describe('a file is read', () => {
  test('as an attachment that no browser guesses about or shares', async () => {
    const { draft } = await productionDraft({ owner: ana, reviewer: clara });
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
