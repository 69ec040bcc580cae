import { beforeAll, describe, expect, test } from 'vitest';
import { act, completeDraft, contentWithoutCertificate, done, newDraft, pick, refused } from './arrange.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { contentOf } from './reading.ts';

let ana: Person;
let fabio: Person;

beforeAll(async () => {
  ({ ana, fabio } = await signedIn('ana', 'fabio'));
});

describe('a draft', () => {
  test('keeps what is absent, forgets what is null, merges objects key by key, replaces lists whole', async () => {
    const draft = await completeDraft(ana);
    const whole = await contentOf(ana, draft.id);
    const changes = {
      manager: { phone: null, name: 'José da Silva' },
      system: {
        vendor: 'Fornecedor',
        ipRanges: ['200.130.9.1'],
        integratesWith: ['SISREG', 'e-SUS'],
        monthlyVolume: null,
      },
    };
    const changed = await done(act(ana, 'updateAccessRequest', { input: { ...pick(draft), ...changes } }));
    expect(await contentOf(ana, draft.id)).toEqual({
      ...whole,
      version: draft.version + 1,
      manager: { ...(whole.manager as object), phone: null, name: 'José da Silva' },
      system: {
        ...(whole.system as object),
        vendor: 'Fornecedor',
        ipRanges: ['200.130.9.1/32'],
        integratesWith: ['SISREG', 'e-SUS'],
        monthlyVolume: null,
      },
    });
    const erased = {
      origin: null,
      establishmentCnes: null,
      establishmentCnpj: null,
      establishment: null,
      childEstablishments: null,
      manager: null,
      certificatePem: null,
      system: null,
      services: null,
      acceptedTerms: null,
    };
    await done(act(ana, 'updateAccessRequest', { input: { ...pick(changed), ...erased } }));
    const empty = await contentOf(ana, draft.id);
    expect(empty).toMatchObject({
      origin: null,
      establishment: null,
      childEstablishments: [],
      manager: null,
      certificate: null,
      services: [],
      acceptedTermsAt: null,
      warnings: [],
    });
    for (const value of Object.values((empty.system ?? {}) as object)) expect([null, []]).toContainEqual(value);
  });

  test('takes ranges with host bits, and everybody’s, with a warning each', async () => {
    const draft = await newDraft(ana, 'cnes');
    const ipRanges = ['200.130.5.77/24', '0.0.0.0/0', '2804:14C::1', '200.130.6.1'];
    await done(act(ana, 'updateAccessRequest', { input: { ...pick(draft), system: { ipRanges } } }));
    const { system, warnings } = await contentOf(ana, draft.id);
    expect(system).toMatchObject({ ipRanges: ['200.130.5.0/24', '0.0.0.0/0', '2804:14c::1/128', '200.130.6.1/32'] });
    expect(warnings).toEqual([
      { code: 'IP_NORMALISED', path: ['system', 'ipRanges', '0'] },
      { code: 'IP_ANY', path: ['system', 'ipRanges', '1'] },
    ]);
  });

  test('keeps letters and signs of any script as they are', async () => {
    const draft = await newDraft(ana, 'cnes');
    const name = `Sistema Çedilha ñ 日本語 🏥 ${'e\u0301'}`;
    await done(act(ana, 'updateAccessRequest', { input: { ...pick(draft), system: { name } } }));
    expect((await contentOf(ana, draft.id)).system).toMatchObject({ name: name.normalize('NFC') });
  });

  test('takes values as people type them', async () => {
    const draft = await newDraft(ana, 'cnes');
    const input = {
      ...pick(draft),
      establishmentCnes: ' 233.7991 ',
      manager: {
        cpf: '529.982.247-25',
        phone: '+55 (62) 99876-5432',
        email: ' Maria@Exemplo.COM.br ',
        name: ' Maria   Lima ',
      },
    };
    await done(act(ana, 'updateAccessRequest', { input }));
    expect(await contentOf(ana, draft.id)).toMatchObject({
      establishment: { cnes: '2337991', uf: 'GO', verified: true },
      manager: { cpf: '52998224725', phone: '62998765432', email: 'Maria@exemplo.com.br', name: 'Maria Lima' },
    });
  });

  test('of a bronze account is kept, and not sent', async () => {
    const draft = await newDraft(fabio, 'cnes');
    const filled = await done(
      act(fabio, 'updateAccessRequest', { input: { ...pick(draft), ...contentWithoutCertificate() } }),
    );
    const before = await contentOf(fabio, draft.id);
    expect(await refused(act(fabio, 'submitAccessRequest', pick(filled)))).toEqual([
      { code: 'NOT_ALLOWED', path: null },
    ]);
    expect(await contentOf(fabio, draft.id)).toEqual(before);
    const { accessRequest } = await fabio.get<{ accessRequest: { allowedActions: string[] } }>(
      'query ($id: ID!) { accessRequest(id: $id) { allowedActions } }',
      { id: draft.id },
    );
    expect(accessRequest.allowedActions.toSorted()).toEqual(['ATTACH_EVIDENCE', 'CANCEL', 'EDIT', 'REMOVE_EVIDENCE']);
  });
});
