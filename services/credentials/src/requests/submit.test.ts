import { createRoot, issueECpf } from '@portal/certificates';
import { afterAll, describe, expect, it } from 'vitest';
import { Journey, type SeenRequest, wholeForm } from '../testing/journey.ts';
import { ana, bruno, clara, davi, elis } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

async function codes(answer: ReturnType<Journey['act']>): Promise<string[]> {
  return (await answer).problems.map(({ code, path }) => `${code} ${path?.join('.') ?? ''}`.trim());
}

/** Says something about a credential, as its owner. */
async function changeCredential(act: 'suspend' | 'reinstate' | 'revoke', id: string): Promise<void> {
  const reason = act === 'reinstate' ? '' : ', reason: "Teste de suspensão"';
  const { data, errors } = await service.ask<{ answer: { problems: object[] } }>(
    ana,
    `mutation ($id: ID!) { answer: ${act}Credential(id: $id${reason}) { problems { code } } }`,
    { id },
  );
  if (errors || data.answer.problems.length > 0) throw new Error(JSON.stringify(errors ?? data));
}

describe('submitting', () => {
  it('tells all that is missing at once, and changes nothing', async () => {
    const draft = await journey.done(journey.create(ana));
    expect(await codes(journey.act(ana, 'submit', draft))).toEqual([
      'REQUIRED origin',
      'REQUIRED establishmentCnes',
      'REQUIRED manager.name',
      'REQUIRED manager.cpf',
      'REQUIRED manager.email',
      'REQUIRED manager.phone',
      'REQUIRED system.name',
      'REQUIRED system.description',
      'REQUIRED system.webApplication',
      'REQUIRED system.monthlyVolume',
      'REQUIRED system.ipRanges',
      'REQUIRED acceptedTerms',
    ]);
    expect(await journey.read(ana, draft.id)).toMatchObject({ state: 'DRAFT', version: draft.version });
  });

  it.each<[path: string, field: object]>([
    ['origin', { origin: null }],
    ['establishmentCnes', { establishmentCnes: null }],
    ['manager.cpf', { manager: { cpf: null } }],
    ['system.ipRanges', { system: { ipRanges: [] } }],
    ['services', { services: [] }],
    ['acceptedTerms', { acceptedTerms: false }],
  ])('%s alone missing is told', async (path, field) => {
    const draft = await journey.done(journey.update(ana, await journey.draft(), field));
    expect(await codes(journey.act(ana, 'submit', draft))).toEqual([`REQUIRED ${path}`]);
  });

  it('sets the deadline 72 hours on, none while changes are asked for, and a new one on every submit', async () => {
    const fields = 'submittedAt dueAt submissions version';
    const sent = await journey.submitted();
    const { submittedAt, dueAt } =
      (await journey.read<{ submittedAt: string; dueAt: string }>(ana, sent.id, fields)) ?? {};
    expect(Date.parse(dueAt ?? '') - Date.parse(submittedAt ?? '')).toBe(72 * 3_600_000);
    const claimed = await journey.done(journey.act(clara, 'claim', sent));
    const back = await journey.done(journey.refuse(clara, 'requestChanges', claimed));
    expect(await journey.read(ana, sent.id, fields)).toMatchObject({ dueAt: null, submissions: 1 });
    service.clock.now = new Date(service.clock.now.getTime() + 3_600_000);
    await journey.done(journey.act(ana, 'submit', back));
    const again = await journey.read<{ dueAt: string }>(ana, sent.id, fields);
    expect(again).toMatchObject({ submissions: 2 });
    expect(Date.parse(again?.dueAt ?? '') - Date.parse(dueAt ?? '')).toBe(3_600_000);
  });

  it('two at once: one is taken, the other told', async () => {
    const draft = await journey.draft();
    const answers = await Promise.all([1, 2, 3].map(() => journey.act(ana, 'submit', draft)));
    const told = answers.map(({ problems }) => problems.map(({ code }) => code).join());
    expect(told.sort()).toEqual(['', 'STALE_VERSION', 'STALE_VERSION']);
    const seen = await journey.read<{ submissions: number; history: object[] }>(
      ana,
      draft.id,
      'submissions history { action }',
    );
    expect(seen?.submissions).toBe(1);
    expect(seen?.history).toHaveLength(2);
  });

  it('asks for a certificate where the portfolio does, in date and of the manager', async () => {
    const draft = await journey.done(
      journey.update(ana, await journey.done(journey.create(ana, 'rnds', ['rel'])), wholeForm('Com certificado')),
    );
    expect(await codes(journey.act(ana, 'submit', draft))).toEqual(['REQUIRED certificatePem']);
    const authority = await createRoot();
    const soon = new Date(service.clock.now.getTime() + 86_400_000);
    const { pem } = await issueECpf({ authority, cpf: '52998224725', name: 'MARIA DA SILVA', notAfter: soon });
    const with1 = await journey.done(journey.update(ana, draft, { certificatePem: pem }));
    const other = await journey.done(journey.update(ana, with1, { manager: { cpf: '111.444.777-35' } }));
    expect(await codes(journey.act(ana, 'submit', other))).toEqual(['INVALID certificatePem']);
    const mended = await journey.done(journey.update(ana, other, { manager: { cpf: '529.982.247-25' } }));
    const present = service.clock.now;
    service.clock.now = new Date(soon.getTime() + 1_000);
    expect(await codes(journey.act(ana, 'submit', mended))).toEqual(['INVALID certificatePem']);
    service.clock.now = present;
    const sent = await journey.done(journey.act(ana, 'submit', mended));
    const claimed = await journey.done(journey.act(clara, 'claim', sent));
    service.clock.now = new Date(soon.getTime() + 1_000);
    expect(await codes(journey.act(clara, 'approve', claimed))).toEqual(['INVALID certificatePem']);
    service.clock.now = present;
    expect(await codes(journey.act(clara, 'approve', claimed))).toEqual([]);
  });
});

describe('one open request for a system', () => {
  it('the same name at the same establishment is the same system, accents and case ignored', async () => {
    const first = await journey.draft(ana, 'cnes', 'Órion Laboratório');
    const second = await journey.draft(ana, 'cnes', 'ORION laboratorio');
    await journey.done(journey.act(ana, 'submit', first));
    const refused = await journey.act(ana, 'submit', second);
    expect(refused).toMatchObject({
      accessRequest: { id: second.id, state: 'DRAFT' },
      problems: [{ code: 'DUPLICATE', path: ['system', 'name'] }],
    });
    expect(refused.problems[0]?.message).toContain(first.protocol);
  });

  it('of two submitted at once one is taken', async () => {
    const drafts = await Promise.all([1, 2].map(() => journey.draft(ana, 'cnes', 'Gêmeos')));
    const answers = await Promise.all(drafts.map((draft) => codes(journey.act(ana, 'submit', draft))));
    expect(answers.map((told) => told.join()).sort()).toEqual(['', 'DUPLICATE system.name']);
  });

  it('of another person, portfolio or establishment it is another system', async () => {
    await journey.done(journey.act(ana, 'submit', await journey.draft(ana, 'cnes', 'Comum')));
    await journey.done(journey.act(bruno, 'submit', await journey.draft(bruno, 'cnes', 'Comum')));
    await journey.done(journey.act(ana, 'submit', await journey.draft(ana, 'bnafar', 'Comum')));
    const elsewhere = await journey.draft(ana, 'cnes', 'Comum');
    const moved = await journey.done(journey.update(ana, elsewhere, { establishmentCnes: '2313499' }));
    await journey.done(journey.act(ana, 'submit', moved));
  });

  it('a decided one is open no more', async () => {
    const first = await journey.done(journey.act(ana, 'submit', await journey.draft(ana, 'cnes', 'Segunda vez')));
    await journey.done(
      journey.refuse(clara, 'rejectAccessRequest', await journey.done(journey.act(clara, 'claim', first))),
    );
    await journey.done(journey.act(ana, 'submit', await journey.draft(ana, 'cnes', 'Segunda vez')));
  });

  it('for production drafts count, and the open one is shown', async () => {
    const { credential } = await journey.approved();
    const created = await Promise.all([1, 2, 3].map(() => journey.createProduction(ana, credential?.id ?? '')));
    const open = created.find(({ problems }) => problems.length === 0)?.accessRequest;
    expect(created.map(({ problems }) => problems[0]?.code ?? 'done').sort()).toEqual([
      'DUPLICATE',
      'DUPLICATE',
      'done',
    ]);
    expect(created.map(({ accessRequest }) => accessRequest?.id)).toEqual([open?.id, open?.id, open?.id]);
    await journey.done(journey.act(ana, 'cancel', open as SeenRequest));
    await journey.done(journey.createProduction(ana, credential?.id ?? ''));
  });

  it('an idempotency key makes one production request', async () => {
    const { credential } = await journey.approved();
    const created = await Promise.all([1, 2].map(() => journey.createProduction(ana, credential?.id ?? '', 'prod-1')));
    expect(created.map(({ problems }) => problems)).toEqual([[], []]);
    expect(created[0]?.accessRequest?.id).toBe(created[1]?.accessRequest?.id);
  });
});

describe('production', () => {
  it('carries over what was approved, whatever the draft of another request says', async () => {
    const approved = await journey.approved();
    const draft = await journey.done(journey.createProduction(ana, approved.credential?.id ?? ''));
    expect(draft).toMatchObject({ environment: 'PRODUCTION', state: 'DRAFT', system: approved.system });
    const fields = `services { slug } origin establishment { cnes } manager { cpf } acceptedTermsAt
      system { description ipRanges monthlyVolume webApplication } homologationCredential { id }`;
    const before = await journey.read<{ homologationCredential: null }>(ana, approved.id, fields);
    expect(await journey.read(ana, draft.id, fields)).toEqual({
      ...before,
      homologationCredential: { id: approved.credential?.id },
    });
  });

  it.each([
    ['of somebody else', bruno, 'NOT_FOUND'],
    ['of somebody else, to ADMIN', elis, 'NOT_FOUND'],
  ])('from a credential %s is not found', async (_, person, code) => {
    const { credential } = await journey.approved();
    expect(await journey.createProduction(person, credential?.id ?? '')).toMatchObject({
      accessRequest: null,
      problems: [{ code, path: ['credentialId'] }],
    });
  });

  it('is not asked for where the portfolio has none, nor from a production credential', async () => {
    const draft = await journey.draft(ana, 'bnafar');
    const claimed = await journey.done(
      journey.act(clara, 'claim', await journey.done(journey.act(ana, 'submit', draft))),
    );
    const { credential } = await journey.done(journey.act(clara, 'approve', claimed));
    expect(await codes(journey.createProduction(ana, credential?.id ?? ''))).toEqual(['NOT_ALLOWED credentialId']);
    const production = await journey.productionDraft();
    const sent = await journey.done(journey.act(ana, 'submit', production));
    const granted = await journey.done(
      journey.act(clara, 'approve', await journey.done(journey.act(clara, 'claim', sent))),
    );
    expect(await codes(journey.createProduction(ana, granted.credential?.id ?? ''))).toEqual([
      'NOT_ALLOWED credentialId',
    ]);
  });

  it('needs the homologation credential ACTIVE, at submit and again at approve', async () => {
    const draft = await journey.productionDraft();
    const fields = 'homologationCredential { id }';
    const { homologationCredential } =
      (await journey.read<{ homologationCredential: { id: string } }>(ana, draft.id, fields)) ?? {};
    const credential = homologationCredential?.id ?? '';
    await changeCredential('suspend', credential);
    expect(await codes(journey.createProduction(ana, credential))).toEqual(['NOT_ALLOWED credentialId']);
    expect(await codes(journey.act(ana, 'submit', draft))).toEqual(['NOT_ALLOWED homologationCredential']);
    await changeCredential('reinstate', credential);
    const sent = await journey.done(journey.act(ana, 'submit', draft));
    const claimed = await journey.done(journey.act(davi, 'claim', sent));
    await changeCredential('revoke', credential);
    expect(await codes(journey.act(davi, 'approve', claimed))).toEqual(['NOT_ALLOWED homologationCredential']);
    expect(await journey.read(ana, draft.id)).toMatchObject({ state: 'IN_REVIEW' });
  });
});
