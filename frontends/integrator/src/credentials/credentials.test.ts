import { describe, expect, test } from 'vitest';
import type { CredentialSummaryFragment } from '../gql/graphql.ts';
import { nextCredentialStep } from './next-step.ts';
import { productionAddresses } from './production-address.ts';
import { secretFile, secretFileName } from './secret-file.ts';

describe('the address of production', () => {
  const services = [
    { slug: 'auth', endpoints: [{ uf: null, url: 'https://ehr-auth.saude.gov.br' }] },
    {
      slug: 'rel',
      endpoints: [
        { uf: 'GO', url: 'https://go-ehr-services.saude.gov.br/api/fhir/r4/Bundle' },
        { uf: 'SP', url: 'https://sp-ehr-services.saude.gov.br/api/fhir/r4/Bundle' },
      ],
    },
    { slug: 'rac', endpoints: [{ uf: 'GO', url: 'https://go-ehr-services.saude.gov.br/api/fhir/r4/Bundle' }] },
    { slug: 'other', endpoints: [{ uf: null, url: 'https://other.saude.gov.br' }] },
  ];

  test('is that of the establishment and of the granted services, each once', () => {
    expect(productionAddresses(services, [{ slug: 'rel' }, { slug: 'rac' }, { slug: 'auth' }], 'GO')).toEqual([
      'https://go-ehr-services.saude.gov.br',
      'https://ehr-auth.saude.gov.br',
    ]);
  });

  test('is none where nothing was published', () => {
    expect(productionAddresses([], [{ slug: 'rel' }], 'GO')).toEqual([]);
  });
});

describe('the file of a secret', () => {
  const credential = { environment: 'HOMOLOGATION', clientId: 'c-1', requesterIdentifier: '77' } as const;

  test('names what a program reads', () => {
    expect(secretFile(credential, 's3cr3t').split('\n').slice(1)).toEqual([
      'PORTAL_CLIENT_ID=c-1',
      'PORTAL_CLIENT_SECRET=s3cr3t',
      'RNDS_IDENTIFICADOR_SOLICITANTE=77',
      '',
    ]);
    expect(secretFileName(credential)).toBe('portal-homologacao-77.env');
  });
});

describe('the next step of a credential', () => {
  const credential = (part: Partial<CredentialSummaryFragment>) =>
    nextCredentialStep(
      {
        id: 'c',
        environment: 'HOMOLOGATION',
        state: 'ACTIVE',
        portfolio: { slug: 'rnds', name: 'RNDS' },
        secretIssuedAt: null,
        allowedActions: ['ROTATE_SECRET', 'REQUEST_PRODUCTION'],
        mayContinue: true,
        productionRequest: null,
        alteration: null,
        expiresAt: '2027-11-24T12:00:00Z',
        ...part,
      },
      '2026-11-24T12:00:00Z',
    )?.to;

  test('is its tests, where the Portal makes them, and else what it lacks', () => {
    expect(credential({})).toBe('/credenciais/c/testes');
    expect(credential({ portfolio: { slug: 'outro', name: 'Outro' } })).toBe('/credenciais/c');
  });

  test.each([
    ['DRAFT', '/solicitacoes/a/editar'],
    ['SUBMITTED', '/solicitacoes/a'],
    ['IN_REVIEW', '/solicitacoes/a'],
    ['CHANGES_REQUESTED', '/solicitacoes/a'],
    ['APPROVED', '/credenciais/c/testes'],
    ['REJECTED', '/credenciais/c/testes'],
    ['CANCELLED', '/credenciais/c/testes'],
  ] as const)('leads to an alteration that is %s while it is open', (state, to) => {
    expect(credential({ alteration: { id: 'a', state } })).toBe(to);
  });

  test.each([
    ['DRAFT', '/solicitacoes/p/evidencias'],
    ['IN_REVIEW', '/solicitacoes/p'],
    ['CHANGES_REQUESTED', '/solicitacoes/p'],
    ['REJECTED', '/solicitacoes/p'],
    ['APPROVED', '/credenciais/d'],
    ['CANCELLED', '/credenciais/c/testes'],
  ] as const)('with a production request that is %s leads to %s', (state, to) => {
    expect(credential({ productionRequest: { id: 'p', state, credential: { id: 'd' } } })).toBe(to);
  });

  test('of one that ends within thirty days is another certificate, where it has one; of one that is over, to ask anew', () => {
    const expiresAt = '2026-12-20T12:00:00Z';
    expect(credential({ expiresAt, allowedActions: ['CHANGE_CERTIFICATE'] })).toBe('/credenciais/c');
    expect(credential({ expiresAt })).toBe('/credenciais/c/testes');
    expect(credential({ state: 'EXPIRED', allowedActions: [] })).toBe('/credenciais/c');
    expect(credential({ state: 'REVOKED', allowedActions: [] })).toBe('/credenciais/c');
    expect(credential({ state: 'REVOKED', allowedActions: [], mayContinue: false })).toBeUndefined();
    // Production is asked for anew from the homologation credential.
    expect(credential({ state: 'REVOKED', environment: 'PRODUCTION', mayContinue: false })).toBe('/credenciais/c');
  });

  test('of one that is stopped is to let it go on, for who may', () => {
    expect(credential({ state: 'SUSPENDED', allowedActions: ['REINSTATE', 'REVOKE'] })).toBe('/credenciais/c');
    expect(credential({ state: 'SUSPENDED', allowedActions: ['REVOKE'] })).toBeUndefined();
  });
});
