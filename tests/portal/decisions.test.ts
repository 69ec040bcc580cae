import { issueECnpj } from '@portal/certificates';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  act,
  anyCpf,
  completeContent,
  contentWithoutCertificate,
  done,
  pick,
  refused,
  testAuthority,
  uniqueName,
} from './arrange.ts';
import { Person } from './person.ts';
import {
  type AccessRequest,
  actOnCredential,
  attach,
  bring,
  homologationCredential,
  productionDraft,
  requestIn,
  resubmitted,
} from './stages.ts';

let ana: Person;
let clara: Person;
let davi: Person;
let cast: { owner: Person; reviewer: Person };

beforeAll(async () => {
  [ana, clara, davi] = await Promise.all([Person.signIn('ana'), Person.signIn('clara'), Person.signIn('davi')]);
  cast = { owner: ana, reviewer: clara };
});

/** The request as somebody reads it. */
async function read<Seen>(person: Person, { id }: Pick<AccessRequest, 'id'>, selection: string): Promise<Seen> {
  const data = await person.get<{ accessRequest: Seen }>(
    `query ($id: ID!) { accessRequest(id: $id) { ${selection} } }`,
    { id },
  );
  return data.accessRequest;
}

describe('reasons', () => {
  let claimed: AccessRequest;
  beforeAll(async () => {
    claimed = await requestIn('IN_REVIEW', cast);
  });
  const reason = (fields: Record<string, unknown>) => ({ code: 'OTHER', message: 'Falta o uso.', ...fields });

  test.for<[string, Record<string, unknown>[], string[]]>([
    ['none', [], ['REQUIRED reasons']],
    ['51', Array.from({ length: 51 }, () => reason({})), ['INVALID reasons']],
    ['an unknown code', [reason({}), reason({ code: 'NADA' })], ['INVALID reasons.1.code']],
    ['an empty code', [reason({ code: '' })], ['INVALID reasons.0.code']],
    ['a code of production', [reason({ code: 'EVIDENCE_INSUFFICIENT' })], ['INVALID reasons.0.code']],
    ['a path that is none', [reason({ path: 'nada' })], ['INVALID reasons.0.path']],
    ['a path beyond a list', [reason({ path: 'system.ipRanges.1' })], ['INVALID reasons.0.path']],
    ['a path below zero', [reason({ path: 'system.ipRanges.-1' })], ['INVALID reasons.0.path']],
    ['a path of JavaScript', [reason({ path: '__proto__' })], ['INVALID reasons.0.path']],
    [
      'evidence that is not there',
      [reason({ path: 'evidence.01920000-0000-7000-8000-000000000000' })],
      ['INVALID reasons.0.path'],
    ],
    ['a requirement that is not there', [reason({ path: 'checklist.NADA' })], ['INVALID reasons.0.path']],
    ['no text', [reason({ message: '' })], ['REQUIRED reasons.0.message']],
    ['blank text', [reason({ message: ' \n ' })], ['REQUIRED reasons.0.message']],
    ['a text of 1,001 characters', [reason({ message: 'a'.repeat(1001) })], ['INVALID reasons.0.message']],
    ['a text with a NUL', [reason({ message: 'a\0b' })], ['INVALID reasons.0.message']],
  ])('%s: refused at their path, nothing decided', async ([, reasons, problems]) => {
    for (const mutation of ['requestChanges', 'rejectAccessRequest']) {
      const told = await refused(act(clara, mutation, { ...pick(claimed), reasons }));
      expect(told.map(({ code, path }) => `${code} ${path?.join('.')}`)).toEqual(problems);
    }
    expect(await read(clara, claimed, 'state version')).toEqual({ state: 'IN_REVIEW', version: claimed.version });
  });

  test('a message of 2,001 characters is INVALID at message', async () => {
    const message = 'a'.repeat(2001);
    const problem = [{ code: 'INVALID', path: ['message'] }];
    expect(await refused(act(clara, 'approveAccessRequest', { ...pick(claimed), message }))).toEqual(problem);
    const refusal = { ...pick(claimed), message, reasons: [reason({})] };
    expect(await refused(act(clara, 'rejectAccessRequest', refusal))).toEqual(problem);
  });

  test('are read as they were given, and every place of the form can be named', async () => {
    const request = await requestIn('IN_REVIEW', cast);
    const paths = ['system.ipRanges.0', 'manager.cpf', 'establishmentCnes', 'services.0', 'acceptedTerms', null];
    const reasons = paths.map((path) => ({ code: 'MANAGER_DATA', path, message: `Sobre ${path}.` }));
    const asked = await done(act(clara, 'requestChanges', { ...pick(request), reasons, message: 'Quase lá.' }));
    expect(asked.state).toBe('CHANGES_REQUESTED');
    const { history } = await read<{ history: { action: string }[] }>(
      ana,
      request,
      'history { action actor from to message reasons { code path message } }',
    );
    expect(history.at(-1)).toEqual({
      action: 'REQUEST_CHANGES',
      actor: expect.stringMatching(/^Clara /),
      from: 'IN_REVIEW',
      to: 'CHANGES_REQUESTED',
      message: 'Quase lá.',
      reasons,
    });
  });

  test('are listed by environment, OTHER always among them', async () => {
    const codes = async (environment: string | null) => {
      const { reasonCodes } = await clara.get<{ reasonCodes: { code: string; label: string }[] }>(
        'query ($environment: Environment) { reasonCodes(environment: $environment) { code label } }',
        { environment },
      );
      return reasonCodes.map(({ code }) => code);
    };
    expect(await codes('HOMOLOGATION')).not.toContain('EVIDENCE_INSUFFICIENT');
    for (const environment of ['HOMOLOGATION', 'PRODUCTION', null]) expect(await codes(environment)).toContain('OTHER');
    expect(await codes('PRODUCTION')).toContain('EVIDENCE_INSUFFICIENT');
  });
});

describe('warnings', () => {
  const warnings = 'warnings { code mustAccept acceptedBy { name } acceptedAt }';

  test('an establishment that the applicant typed must be accepted by name', async () => {
    const content = {
      ...contentWithoutCertificate(),
      establishmentCnes: '9999999',
      establishment: { name: 'Clínica Nova', uf: 'GO', municipality: 'Goiânia' },
    };
    const claimed = await requestIn('IN_REVIEW', cast, { content });
    const approve = (acceptedWarnings?: string[]) =>
      act(clara, 'approveAccessRequest', { ...pick(claimed), acceptedWarnings });
    for (const accepted of [undefined, [], ['CERTIFICATE_OTHER_CNPJ']]) {
      expect(await refused(approve(accepted))).toEqual([{ code: 'NOT_ALLOWED', path: ['establishment'] }]);
    }
    expect(await read(clara, claimed, `state ${warnings}`)).toEqual({
      state: 'IN_REVIEW',
      warnings: [{ code: 'ESTABLISHMENT_UNVERIFIED', mustAccept: true, acceptedBy: null, acceptedAt: null }],
    });
    await done(approve(['ESTABLISHMENT_UNVERIFIED']));
    for (const person of [ana, clara]) {
      const { warnings: accepted } = await read<{ warnings: object[] }>(person, claimed, warnings);
      expect(accepted).toMatchObject([
        { acceptedBy: { name: expect.stringMatching(/^Clara/) }, acceptedAt: expect.any(String) },
      ]);
    }
  });

  test('an e-CNPJ of another or an unknown CNPJ must be accepted by name, and so again for production', async () => {
    const certificate = await issueECnpj({
      cnpj: '11222333000181',
      companyName: 'Laboratório Outro',
      key: 'EC-256',
      authority: await testAuthority(),
    });
    const content = { ...contentWithoutCertificate(), certificatePem: certificate.pem };
    const claimed = await requestIn('IN_REVIEW', cast, { portfolio: 'rnds', content });
    const approve = (request: AccessRequest, acceptedWarnings: string[]) =>
      act(clara, 'approveAccessRequest', { ...pick(request), acceptedWarnings });
    expect(await refused(approve(claimed, []))).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    expect(await refused(approve(claimed, ['CERTIFICATE_UNVERIFIED']))).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    const { credential } = await done(approve(claimed, ['CERTIFICATE_OTHER_CNPJ']));
    const production = await done(act(ana, 'createProductionRequest', { input: { credentialId: credential?.id } }));
    await attach(ana, production);
    const again = await bring(production, 'IN_REVIEW', cast);
    expect(await refused(approve(again, []))).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    expect((await done(approve(again, ['CERTIFICATE_OTHER_CNPJ']))).state).toBe('APPROVED');
  });

  test('an e-CPF of somebody else is refused, not warned of', async () => {
    const content = { ...(await completeContent()) };
    content.manager = { ...(content.manager as object), cpf: anyCpf() };
    const request = await requestIn('DRAFT', cast);
    const { problems } = await act(ana, 'updateAccessRequest', { input: { ...pick(request), ...content } });
    expect(problems).toMatchObject([{ code: 'INVALID', path: ['certificatePem'] }]);
  });
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

describe('a request for production', () => {
  const revoke = (id: string) => actOnCredential(ana, 'revokeCredential', { id, reason: 'Sistema desligado.' });

  test('carries everything over from the credential that was approved, not from later drafts', async () => {
    const name = uniqueName('Sistema levado');
    const { draft, credentialId } = await productionDraft(cast, { content: contentWithoutCertificate(name) });
    const selection = `environment state origin acceptedTermsAt establishment { cnes } manager { name } services { slug }
      system { id name ipRanges } homologationCredential { id system { id } }`;
    const carried = await read<{ system: { id: string } }>(ana, draft, selection);
    expect(carried).toMatchObject({
      environment: 'PRODUCTION',
      state: 'DRAFT',
      origin: 'OTHER',
      establishment: { cnes: '2337991' },
      manager: { name: 'Maria Lima' },
      system: { name, ipRanges: ['200.130.5.0/24'] },
      homologationCredential: { id: credentialId, system: { id: carried.system.id } },
    });
    // A change in the draft does not reach the credential.
    await done(act(ana, 'updateAccessRequest', { input: { ...pick(draft), system: { vendor: 'Outra casa' } } }));
    const { credential } = await ana.get<{
      credential: { system: { vendor: string | null }; productionRequest: { id: string } };
    }>('query ($id: ID!) { credential(id: $id) { system { vendor } productionRequest { id } } }', { id: credentialId });
    expect(credential).toEqual({ system: { vendor: null }, productionRequest: { id: draft.id } });
  });

  test('needs evidence to be sent', async () => {
    const { draft } = await productionDraft(cast);
    expect(await refused(act(ana, 'submitAccessRequest', pick(draft)))).toEqual([
      { code: 'REQUIRED', path: ['evidence'] },
    ]);
    const evidence = await attach(ana, draft);
    await done(act(ana, 'removeEvidence', { id: evidence }));
    expect(await refused(act(ana, 'submitAccessRequest', pick(draft)))).toEqual([
      { code: 'REQUIRED', path: ['evidence'] },
    ]);
  });

  test.each(['suspendCredential', 'revokeCredential'])(
    'is not made, sent nor approved once %s was done to the homologation credential',
    async (mutation) => {
      const end = (id: string) => actOnCredential(ana, mutation, { id, reason: 'Sistema desligado.' });
      const early = await homologationCredential(cast);
      await end(early);
      expect(await refused(act(ana, 'createProductionRequest', { input: { credentialId: early } }))).toEqual([
        { code: 'NOT_ALLOWED', path: ['credentialId'] },
      ]);

      const { draft, credentialId } = await productionDraft(cast);
      await attach(ana, draft);
      await end(credentialId);
      expect(await refused(act(ana, 'submitAccessRequest', pick(draft)))).toMatchObject([{ code: 'NOT_ALLOWED' }]);
      expect(await read(ana, draft, 'state version')).toEqual({ state: 'DRAFT', version: draft.version });

      const late = await productionDraft(cast);
      await attach(ana, late.draft);
      const claimed = await bring(late.draft, 'IN_REVIEW', cast);
      await end(late.credentialId);
      expect(await refused(act(clara, 'approveAccessRequest', pick(claimed)))).toMatchObject([{ code: 'NOT_ALLOWED' }]);
      expect(await read(ana, claimed, 'state credential { id }')).toEqual({ state: 'IN_REVIEW', credential: null });
    },
  );

  test('refused can be made anew, and a granted credential outlives the one it came from', async () => {
    const { draft, credentialId } = await productionDraft(cast);
    await attach(ana, draft);
    await bring(draft, 'REJECTED', cast);
    const anew = await done(act(ana, 'createProductionRequest', { input: { credentialId } }));
    expect(anew.id).not.toBe(draft.id);
    await attach(ana, anew);
    const { credential } = await bring(anew, 'APPROVED', cast);
    await revoke(credentialId);
    const data = await ana.get<{ credential: Record<string, unknown> }>(
      'query ($id: ID!) { credential(id: $id) { state environment requesterIdentifier } }',
      { id: credential?.id },
    );
    expect(data.credential).toMatchObject({ state: 'ACTIVE', environment: 'PRODUCTION' });
  });
});

describe('an approval', () => {
  test('issues one credential, whatever is done at once, with identifiers of its own', async () => {
    const claimed = await requestIn('IN_REVIEW', cast);
    const answers = await Promise.all([1, 2, 3].map(() => act(clara, 'approveAccessRequest', pick(claimed))));
    expect(answers.map(({ problems }) => problems[0]?.code ?? 'done').toSorted()).toEqual([
      'STALE_VERSION',
      'STALE_VERSION',
      'done',
    ]);
    const { credential, decidedAt, reviewer } = await read<{
      credential: Record<string, unknown>;
      decidedAt: string;
      reviewer: object;
    }>(
      ana,
      claimed,
      'decidedAt reviewer { name } credential { id state environment requesterIdentifier clientId issuedAt expiresAt secretIssuedAt system { name } }',
    );
    expect(credential).toMatchObject({
      state: 'ACTIVE',
      environment: 'HOMOLOGATION',
      requesterIdentifier: expect.stringMatching(/^\d+$/),
      clientId: expect.stringMatching(/^hml-/),
      secretIssuedAt: null,
    });
    expect(Date.parse(decidedAt)).toBeLessThanOrEqual(Date.now());
    expect(reviewer).toMatchObject({ name: expect.stringMatching(/^Clara/) });
    const year = (Date.parse(String(credential.expiresAt)) - Date.parse(String(credential.issuedAt))) / 86_400_000;
    expect(Math.round(year)).toBeGreaterThanOrEqual(365);
    expect(Math.round(year)).toBeLessThanOrEqual(366);
  });
});

describe('a cancellation', () => {
  test.each(['DRAFT', 'SUBMITTED', 'IN_REVIEW', 'CHANGES_REQUESTED'] as const)('from %s is final', async (state) => {
    const request = await requestIn(state, cast);
    const cancelled = await done(act(ana, 'cancelAccessRequest', pick(request)));
    expect(cancelled.state).toBe('CANCELLED');
    expect(await read(ana, request, 'allowedActions dueAt reviewer { name }')).toMatchObject({
      allowedActions: [],
      dueAt: null,
    });
    expect(await refused(act(ana, 'cancelAccessRequest', pick(cancelled)))).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  });
});
