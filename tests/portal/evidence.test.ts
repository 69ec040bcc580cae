import { createHash } from 'node:crypto';
import { EVIDENCE_MAX_BYTES } from '@portal/domain';
import { beforeAll, describe, expect, test } from 'vitest';
import { act, done, refused } from './arrange.ts';
import { type Evidence, evidenceOf, sendForm } from './evidence.ts';
import { aPdf, aPng, pdfOf } from './evidence-files.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { type AccessRequest, productionDraft } from './stages.ts';

let ana: Person;
let clara: Person;
/** A draft for production that takes all files that leave nothing behind. */
let draft: AccessRequest;

beforeAll(async () => {
  ({ ana, clara } = await signedIn('ana', 'clara'));
  ({ draft } = await productionDraft({ owner: ana, reviewer: clara }));
});

async function requirementsOf(portfolio: string): Promise<string[]> {
  const data = await ana.get<{ portfolio: { requirements: { code: string }[] } }>(
    'query ($slug: String!) { portfolio(slug: $slug) { requirements(environment: PRODUCTION) { code } } }',
    { slug: portfolio },
  );
  return data.portfolio.requirements.map(({ code }) => code);
}

describe('a file is taken', () => {
  test('a PDF and a PNG, by their bytes, whatever name and type they are sent with', async () => {
    for (const [file, sent, fileName, mediaType] of [
      [aPdf(), 'bundle.pdf', 'bundle.pdf', 'application/pdf'],
      [aPng(), 'validador.png', 'validador.png', 'image/png'],
      [new Blob([await aPdf().bytes()], { type: 'image/png' }), 'é-pdf.png', 'é-pdf.png.pdf', 'application/pdf'],
      [new Blob([await aPng().bytes()], { type: 'text/html' }), '“ação”.html', '“ação”.html.png', 'image/png'],
    ] as const) {
      const response = await ana.upload(draft.id, file, sent);
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
    const { id } = (await (await sendForm(ana, draft.id, form)).json()) as Evidence;
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
