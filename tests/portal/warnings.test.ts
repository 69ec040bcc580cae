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
} from './arrange.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { read } from './reading.ts';
import { type AccessRequest, attach, bring, type Cast, requestIn } from './stages.ts';

let ana: Person;
let clara: Person;
let cast: Cast;

beforeAll(async () => {
  ({ ana, clara } = await signedIn('ana', 'clara'));
  cast = { owner: ana, reviewer: clara };
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
