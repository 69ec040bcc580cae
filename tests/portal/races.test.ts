import { beforeAll, describe, expect, test } from 'vitest';
import { act, contentWithoutCertificate, done, newDraft, pick, uniqueName } from './arrange.ts';
import { evidenceOf } from './evidence.ts';
import { aPdf } from './evidence-files.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { contentOf, read } from './reading.ts';
import {
  actOnCredential,
  attach,
  bring,
  type Cast,
  homologationCredential,
  productionDraft,
  requestIn,
} from './stages.ts';

let ana: Person;
let clara: Person;
let davi: Person;
let cast: Cast;

beforeAll(async () => {
  ({ ana, clara, davi } = await signedIn('ana', 'clara', 'davi'));
  cast = { owner: ana, reviewer: clara };
});

const outcomes = (answers: { problems: { code: string }[] }[]) =>
  answers.map(({ problems }) => problems[0]?.code ?? 'done').toSorted();

describe('at once', () => {
  test('ten edits of one version: one is kept, whole, and nine are told', async () => {
    const draft = await newDraft(ana, 'cnes');
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        act(ana, 'updateAccessRequest', {
          input: { ...pick(draft), system: { vendor: `Casa ${index}`, database: `Banco ${index}` } },
        }),
      ),
    );
    expect(outcomes(answers)).toEqual([...Array.from({ length: 9 }, () => 'STALE_VERSION'), 'done']);
    const winner = answers.findIndex(({ problems }) => problems.length === 0);
    expect(await contentOf(ana, draft.id)).toMatchObject({
      version: draft.version + 1,
      system: { vendor: `Casa ${winner}`, database: `Banco ${winner}` },
    });
  });

  test('an edit and a submit: one of both', async () => {
    const draft = await requestIn('DRAFT', cast);
    const answers = await Promise.all([
      act(ana, 'updateAccessRequest', { input: { ...pick(draft), system: { name: null } } }),
      act(ana, 'submitAccessRequest', pick(draft)),
    ]);
    expect(outcomes(answers)).toEqual(['STALE_VERSION', 'done']);
    const { state, system } = await read<{ state: string; system: { name: string | null } }>(
      ana,
      draft,
      'state system { name }',
    );
    expect(state === 'SUBMITTED').toBe(system.name !== null);
  });

  test('24 uploads: twenty are kept, four are told that it is full', async () => {
    const { draft } = await productionDraft(cast);
    const answers = await Promise.all(Array.from({ length: 24 }, () => ana.upload(draft.id, aPdf(), 'um.pdf')));
    await Promise.all(answers.map((answer) => answer.body?.cancel()));
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 201), ...Array.from({ length: 4 }, () => 409)]);
    expect(await evidenceOf(ana, draft.id)).toHaveLength(20);
  });

  test('an upload and a submit: what was sent is what reviewers see', async () => {
    const { draft } = await productionDraft(cast);
    await attach(ana, draft);
    const [upload, submitted] = await Promise.all([
      ana.upload(draft.id, aPdf(), 'ao-mesmo-tempo.pdf'),
      act(ana, 'submitAccessRequest', pick(draft)),
    ]);
    await upload.body?.cancel();
    await done(Promise.resolve(submitted));
    expect([201, 409]).toContain(upload.status);
    expect(await evidenceOf(clara, draft.id)).toEqual(await evidenceOf(ana, draft.id));
    expect(await evidenceOf(clara, draft.id)).toHaveLength(upload.status === 201 ? 2 : 1);
  });

  test('a claim by two, a release and a decision: each once, and the history tells it in order', async () => {
    const request = await requestIn('SUBMITTED', cast);
    const claims = await Promise.all([clara, davi].map((person) => act(person, 'claimAccessRequest', pick(request))));
    expect(outcomes(claims)).toEqual(['STALE_VERSION', 'done']);
    const holder = claims[0]?.problems.length === 0 ? clara : davi;
    const claimed = { id: request.id, version: request.version + 1 };
    const ends = await Promise.all([
      act(holder, 'releaseAccessRequest', claimed),
      act(holder, 'approveAccessRequest', claimed),
    ]);
    expect(outcomes(ends)).toEqual(['STALE_VERSION', 'done']);
    const { history } = await read<{ history: { from: string | null; to: string }[] }>(
      ana,
      request,
      'history { action from to }',
    );
    for (const [index, { from }] of history.entries()) expect(from).toBe(history[index - 1]?.to ?? null);
  });

  test('production asked for from two credentials of one system: one is made', async () => {
    const content = contentWithoutCertificate();
    const [first, second] = [
      await homologationCredential(cast, { content }),
      await homologationCredential(cast, { content }),
    ];
    const answers = await Promise.all(
      [first, second].map((credentialId) => act(ana, 'createProductionRequest', { input: { credentialId } })),
    );
    expect(outcomes(answers)).toEqual(['DUPLICATE', 'done']);
    expect(answers[0]?.accessRequest?.id).toBe(answers[1]?.accessRequest?.id);
  });

  test('an approval for production and the end of what it stands on: never both in the wrong order', async () => {
    const { draft, credentialId } = await productionDraft(cast);
    await attach(ana, draft);
    const claimed = await bring(draft, 'IN_REVIEW', cast);
    const [approved, revoked] = await Promise.all([
      act(clara, 'approveAccessRequest', pick(claimed)),
      actOnCredential(ana, 'revokeCredential', { id: credentialId, reason: 'Sistema desligado.' }),
    ]);
    expect(revoked.problems).toEqual([]);
    const data = await ana.get<{ credential: { stateChangedAt: string } }>(
      'query ($id: ID!) { credential(id: $id) { stateChangedAt } }',
      { id: credentialId },
    );
    if (approved.problems.length > 0) expect(approved.problems).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    else {
      const { decidedAt } = await read<{ decidedAt: string }>(ana, draft, 'decidedAt');
      expect(Date.parse(decidedAt)).toBeLessThanOrEqual(Date.parse(data.credential.stateChangedAt));
    }
  });

  test('twelve requests: each has a protocol of its own, with the right check digit', async () => {
    const inBrasilia = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: 'America/Sao_Paulo' });
    const before = inBrasilia.format();
    const made = await Promise.all(Array.from({ length: 12 }, () => newDraft(ana, 'cnes')));
    const protocols = made.map(({ protocol }) => protocol);
    expect(new Set(protocols).size).toBe(12);
    const years = [before, inBrasilia.format()];
    for (const protocol of protocols) {
      const [, digits = '', check] = /^(\d{4}-\d{7})-(\d)$/.exec(protocol) ?? [];
      expect(years).toContain(digits.slice(0, 4));
      const values = [...digits.replace('-', '')].map(Number).toReversed();
      const sum = values.reduce((total, value, index) => total + value * (2 + (index % 8)), 0);
      const digit = 11 - (sum % 11);
      expect(Number(check)).toBe(digit > 9 ? 0 : digit);
    }
  });

  test('six approvals: each credential has identifiers of its own', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => homologationCredential(cast)));
    const found = await Promise.all(
      ids.map((id) =>
        ana.get<{ credential: { requesterIdentifier: string; clientId: string } }>(
          'query ($id: ID!) { credential(id: $id) { requesterIdentifier clientId } }',
          { id },
        ),
      ),
    );
    expect(new Set(found.map(({ credential }) => credential.requesterIdentifier)).size).toBe(6);
    expect(new Set(found.map(({ credential }) => credential.clientId)).size).toBe(6);
  });
});

test('the version goes up by one with every act on the request, and with nothing else', async () => {
  const { draft } = await productionDraft(cast, { content: contentWithoutCertificate(uniqueName('Contado')) });
  const version = async () => (await read<{ version: number }>(ana, draft, 'version')).version;
  let now = draft.version;
  const counts = async (payload: ReturnType<typeof act>) => {
    now += 1;
    expect((await done(payload)).version).toBe(now);
  };
  const target = () => ({ id: draft.id, version: now });
  const reasons = [{ code: 'OTHER', message: 'Falta o uso.' }];
  await counts(act(ana, 'updateAccessRequest', { input: { ...target(), system: { vendor: 'Casa' } } }));
  const evidence = await attach(ana, draft);
  await done(act(ana, 'labelEvidence', { id: evidence, requirements: [] }));
  await done(act(ana, 'removeEvidence', { id: await attach(ana, draft) }));
  expect(await version()).toBe(now);
  await counts(act(ana, 'submitAccessRequest', target()));
  await counts(act(clara, 'claimAccessRequest', target()));
  const [first] = (
    await read<{ checklist: { requirement: { code: string } }[] }>(clara, draft, 'checklist { requirement { code } }')
  ).checklist;
  await done(
    act(clara, 'assessRequirement', { id: draft.id, requirement: first?.requirement.code, verdict: 'PROVEN' }),
  );
  expect(await version()).toBe(now);
  await counts(act(clara, 'releaseAccessRequest', target()));
  await counts(act(davi, 'claimAccessRequest', target()));
  await counts(act(davi, 'requestChanges', { ...target(), reasons }));
  await counts(act(ana, 'submitAccessRequest', target()));
  await counts(act(clara, 'claimAccessRequest', target()));
  await counts(act(clara, 'rejectAccessRequest', { ...target(), reasons }));
  expect(await version()).toBe(now);
});
