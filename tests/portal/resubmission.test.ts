import { beforeAll, describe, expect, test } from 'vitest';
import { act, completeContent, done, pick, refused } from './arrange.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { read } from './reading.ts';
import { attach, bring, type Cast, homologationCredential, productionDraft, requestIn, resubmitted } from './stages.ts';

let ana: Person;
let clara: Person;
let davi: Person;
let cast: Cast;

beforeAll(async () => {
  ({ ana, clara, davi } = await signedIn('ana', 'clara', 'davi'));
  cast = { owner: ana, reviewer: clara };
});

describe('a resubmission', () => {
  test('is read by reviewers only once it is sent; until then they read what was sent last', async () => {
    const credentialId = await homologationCredential(cast);
    const production = await done(act(ana, 'createProductionRequest', { input: { credentialId } }));
    const first = await attach(ana, production);
    const second = await attach(ana, production);
    const asked = await bring(production, 'CHANGES_REQUESTED', cast);
    const selection = `system { description ipRanges vendor } evidence { id } manager { name } dueAt submittedAt submissions
      reviewer { name } previousReviewer { name } warnings { code } changedSinceLastSubmission`;
    const sent = await read<Record<string, unknown>>(clara, production, selection);
    expect(sent).toMatchObject({
      dueAt: null,
      reviewer: null,
      previousReviewer: { name: expect.stringMatching(/^Clara/) },
      submissions: 1,
    });

    const mended = await done(
      act(ana, 'updateAccessRequest', {
        input: {
          ...pick(asked),
          manager: { name: 'José Souza' },
          system: { vendor: 'Nova Casa', ipRanges: ['200.130.77.1/24'] },
        },
      }),
    );
    await done(act(ana, 'removeEvidence', { id: first }));
    const third = await attach(ana, production);
    expect(await read(clara, production, selection)).toEqual(sent);
    expect(await status(clara, first)).toBe(200);
    expect(await status(clara, third)).toBe(404);
    expect(await status(ana, first)).toBe(404);
    expect(await read(ana, production, 'system { vendor } manager { name } evidence { id }')).toEqual({
      system: { vendor: 'Nova Casa' },
      manager: { name: 'José Souza' },
      evidence: [{ id: second }, { id: third }],
    });
    const { history } = await read<{ history: { action: string }[] }>(clara, production, 'history { action }');
    expect(history.at(-1)).toEqual({ action: 'REQUEST_CHANGES' });

    await done(act(ana, 'submitAccessRequest', pick(mended)));
    const again = await read<{ changedSinceLastSubmission: string[][] }>(clara, production, selection);
    expect(again).toMatchObject({
      system: { vendor: 'Nova Casa', ipRanges: ['200.130.77.0/24'] },
      manager: { name: 'José Souza' },
      evidence: [{ id: second }, { id: third }],
      warnings: expect.arrayContaining([{ code: 'IP_NORMALISED' }]),
      submissions: 2,
      dueAt: expect.any(String),
    });
    const changed = again.changedSinceLastSubmission.map((path) => path.join('.'));
    expect(changed).toEqual(
      expect.arrayContaining(['manager.name', 'system.vendor', 'system.ipRanges', `evidence.${third}`]),
    );
    expect(changed).not.toContain('system.description');
    expect(await status(clara, first)).toBe(404);
  });

  test('keeps the verdicts, except those whose evidence changed', async () => {
    const { draft } = await productionDraft(cast, { portfolio: 'rnds', content: await completeContent() });
    const requirements = ['BUNDLE', 'RNDS_CODE', 'OUTPUTS', 'INPUT_PARAMETERS'];
    const evidence = Object.fromEntries(
      await Promise.all(requirements.map(async (code) => [code, await attach(ana, draft, [code])])),
    );
    const claimed = await bring(draft, 'IN_REVIEW', cast);
    const mark = (requirement: string, verdict: string, note?: string, id = draft.id) =>
      act(clara, 'assessRequirement', { id, requirement, verdict, note });
    for (const code of [...requirements, 'VALIDATOR_RESULT']) await done(mark(code, 'PROVEN', `Sobre ${code}`));
    const marked = await done(mark('OUTPUTS', 'DOUBTFUL', 'Falta a resposta.'));
    expect(marked.version).toBe(claimed.version);
    expect(await refused(mark('NADA', 'PROVEN'))).toEqual([{ code: 'INVALID', path: ['requirement'] }]);
    expect(await refused(mark('OUTPUTS', 'PROVEN', 'a'.repeat(1001)))).toEqual([{ code: 'INVALID', path: ['note'] }]);
    expect(
      (await act(davi, 'assessRequirement', { id: draft.id, requirement: 'OUTPUTS', verdict: 'PROVEN' })).problems,
    ).toMatchObject([{ code: 'NOT_ALLOWED' }]);

    const reasons = [{ code: 'EVIDENCE_INSUFFICIENT', path: 'checklist.OUTPUTS', message: 'Falta a resposta.' }];
    const asked = await done(act(clara, 'requestChanges', { ...pick(claimed), reasons }));
    // One replaced, one only relabelled, one kept, one new for what had none.
    await done(act(ana, 'removeEvidence', { id: evidence.OUTPUTS }));
    await attach(ana, draft, ['OUTPUTS']);
    await done(act(ana, 'labelEvidence', { id: evidence.RNDS_CODE, requirements: ['BUSINESS_BEHAVIOURS'] }));
    await attach(ana, draft, ['VALIDATOR_RESULT']);
    const resent = await resubmitted(ana, asked, { system: { vendor: 'Casa' } });
    const { checklist } = await read<{
      checklist: { requirement: { code: string }; verdict: string | null; note: string | null }[];
    }>(clara, resent, 'checklist { requirement { code } verdict note }');
    const verdicts = Object.fromEntries(checklist.map(({ requirement, verdict }) => [requirement.code, verdict]));
    expect(verdicts).toEqual({
      INPUT_PARAMETERS: 'PROVEN',
      OUTPUTS: null,
      BUSINESS_BEHAVIOURS: null,
      BUNDLE: 'PROVEN',
      VALIDATOR_RESULT: null,
      RNDS_CODE: null,
    });
  });

  async function status(person: Person, evidence: string): Promise<number> {
    const response = await person.fetch(`/evidence/${evidence}`);
    await response.body?.cancel();
    return response.status;
  }
});

describe('the deadline', () => {
  test('is 72 hours from every submit, none while changes are asked for', async () => {
    const draft = await requestIn('DRAFT', cast);
    const times = async () => {
      const { submittedAt, dueAt } = await read<{ submittedAt: string; dueAt: string | null }>(
        ana,
        draft,
        'submittedAt dueAt',
      );
      return dueAt === null ? null : (Date.parse(dueAt) - Date.parse(submittedAt)) / 3_600_000;
    };
    const asked = await bring(draft, 'CHANGES_REQUESTED', cast);
    expect(await times()).toBeNull();
    await resubmitted(ana, asked);
    expect(await times()).toBe(72);
  });
});
