import { describe, expect, test } from 'vitest';
import type { RequestSummaryFragment } from '../gql/graphql.ts';
import { type Work, whatNeedsMe } from './needs-me.ts';

type CredentialOf = Work['credentials'][number];

const now = '2026-11-24T12:00:00Z';

function request(part: Partial<RequestSummaryFragment>): RequestSummaryFragment {
  return {
    id: 'r',
    protocol: '2026-0000123-6',
    environment: 'HOMOLOGATION',
    state: 'DRAFT',
    version: 1,
    createdAt: now,
    submittedAt: null,
    dueAt: null,
    decidedAt: null,
    submissions: 0,
    allowedActions: [],
    portfolio: { slug: 'rnds', name: 'RNDS' },
    system: null,
    establishment: null,
    replaces: null,
    team: null,
    ...part,
  };
}

function credential(part: Partial<CredentialOf>): CredentialOf {
  return {
    id: 'c',
    environment: 'HOMOLOGATION',
    state: 'ACTIVE',
    requesterIdentifier: '77',
    expiresAt: '2027-11-24T12:00:00Z',
    secretIssuedAt: now,
    allowedActions: ['ROTATE_SECRET', 'REQUEST_PRODUCTION'],
    portfolio: { slug: 'rnds', name: 'RNDS' },
    system: { id: 's', name: 'LIS' },
    establishment: { name: 'Lab', uf: 'GO' },
    productionRequest: null,
    ...part,
  };
}

const nothing: Work = { requests: [], credentials: [], webhooks: [] };

describe('what needs me', () => {
  test('changes come first, then secrets, drafts and production', () => {
    const ids = whatNeedsMe(
      {
        ...nothing,
        requests: [
          request({ id: 'd' }),
          request({ id: 'a', state: 'CHANGES_REQUESTED' }),
          request({ id: 'x', state: 'IN_REVIEW' }),
        ],
        credentials: [credential({ id: 'p' }), credential({ id: 's', secretIssuedAt: null })],
      },
      now,
    ).map((need) => need.id);
    expect(ids).toEqual(['ajustes-a', 'segredo-s', 'rascunho-d', 'producao-p']);
  });

  test('production is not asked for twice, but again after a refusal', () => {
    const open = credential({ productionRequest: { id: 'q', state: 'SUBMITTED' } });
    const refused = credential({ productionRequest: { id: 'q', state: 'REJECTED' } });
    expect(whatNeedsMe({ ...nothing, credentials: [open] }, now)).toEqual([]);
    expect(whatNeedsMe({ ...nothing, credentials: [refused] }, now).map((need) => need.id)).toEqual(['producao-c']);
  });

  test('a credential is told of a month before it expires, not after', () => {
    const soon = credential({ expiresAt: '2026-12-10T12:00:00Z', allowedActions: [] });
    const gone = credential({ expiresAt: '2026-11-10T12:00:00Z', allowedActions: [], state: 'EXPIRED' });
    expect(whatNeedsMe({ ...nothing, credentials: [soon, gone] }, now).map((need) => need.id)).toEqual(['vencendo-c']);
  });

  test('a webhook that the Portal stopped comes before all else; one that its owner stopped does not come', () => {
    const webhook = (id: string, disabledReason: 'FAILING' | 'GONE' | 'OWNER' | null) => ({
      id,
      url: 'https://avisos.exemplo.com.br/portal',
      disabledReason,
      mayManage: true,
    });
    const others = { ...webhook('x', 'FAILING'), mayManage: false };
    const webhooks = [webhook('w', null), webhook('o', 'OWNER'), others, webhook('f', 'FAILING'), webhook('g', 'GONE')];
    const needs = whatNeedsMe({ ...nothing, requests: [request({ state: 'CHANGES_REQUESTED' })], webhooks }, now);
    expect(needs.map((need) => need.id)).toEqual(['webhook-f', 'webhook-g', 'ajustes-r']);
    expect(needs[0]).toMatchObject({ title: 'Webhook desativado: avisos.exemplo.com.br', to: '/webhooks/f' });
  });
});
