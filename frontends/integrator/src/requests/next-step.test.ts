import type { AccessRequestState } from '@portal/schema/types';
import { describe, expect, test } from 'vitest';
import type { HistoryEventFragment } from '../gql/graphql.ts';
import { askedChanges, changesAtEvidence, changesAtField, changesElsewhere } from './asked-changes.ts';
import { nextStep } from './next-step.ts';

const now = '2026-11-24T17:32:00Z';

function request(state: AccessRequestState, environment: 'HOMOLOGATION' | 'PRODUCTION' = 'HOMOLOGATION') {
  return {
    id: 'p',
    state,
    environment,
    dueAt: '2026-11-27T17:32:00Z',
    allowedActions: ['EDIT' as const],
    portfolio: { slug: 'rnds', name: 'RNDS' },
    credential: state === 'APPROVED' ? { id: 'c', state: 'ACTIVE' as const, requesterIdentifier: '77' } : null,
    replaces: null,
    homologationCredential: environment === 'PRODUCTION' ? { id: 'h', requesterIdentifier: '76' } : null,
  };
}

function event(part: Partial<HistoryEventFragment>): HistoryEventFragment {
  return {
    id: 'e',
    at: '2026-11-23T12:00:00Z',
    actor: 'Clara',
    action: 'REQUEST_CHANGES',
    from: 'IN_REVIEW',
    to: 'CHANGES_REQUESTED',
    message: null,
    reasons: [],
    evidence: null,
    ...part,
  };
}

const asked = event({
  message: 'Quase lá.',
  reasons: [
    {
      code: 'IP_NOT_JUSTIFIED',
      label: 'IP de origem sem justificativa',
      path: 'system.ipRanges.0',
      message: 'Por que tantos?',
    },
    {
      code: 'MANAGER_DATA',
      label: 'Dados do gestor responsável',
      path: 'manager.cpf',
      message: 'CPF de outra pessoa.',
    },
    { code: 'EVIDENCE_ILLEGIBLE', label: 'Evidência ilegível', path: 'evidence.a', message: 'Não dá para ler.' },
    { code: 'OTHER', label: 'Outro motivo', path: null, message: 'Ligue para nós.' },
  ],
});

describe('the next step', () => {
  test('a draft goes on where it is written', () => {
    expect(nextStep(request('DRAFT'), [], now).action?.to).toBe('/solicitacoes/p/editar');
    expect(nextStep(request('DRAFT', 'PRODUCTION'), [], now).action?.to).toBe('/solicitacoes/p/evidencias');
    const read = { ...request('DRAFT'), allowedActions: [] };
    expect(nextStep(read, [], now).action).toBeNull();
  });

  test('an alteration goes on in the form, and leads to its credential', () => {
    const altering = (state: AccessRequestState) =>
      nextStep(
        {
          ...request(state, 'PRODUCTION'),
          homologationCredential: null,
          replaces: { id: 'c', requesterIdentifier: '77' },
        },
        [],
        now,
      );
    expect(altering('DRAFT').action?.to).toBe('/solicitacoes/p/editar');
    expect(altering('CHANGES_REQUESTED').action?.to).toBe('/solicitacoes/p/editar');
    expect(altering('APPROVED')).toEqual({
      sentence: 'Alteração aprovada. A credencial já tem o conteúdo novo.',
      action: { label: 'Ver a credencial', to: '/credenciais/c' },
    });
    expect(altering('REJECTED').action?.to).toBe('/credenciais/c');
  });

  test('changes lead to the first stage that has one, else to the evidence', () => {
    expect(nextStep(request('CHANGES_REQUESTED'), [asked], now)).toEqual({
      sentence: 'Veja o que falta e envie de novo.',
      action: { label: 'Fazer os ajustes', to: '/solicitacoes/p/editar' },
    });
    const system = event({
      reasons: [{ code: 'OTHER', label: 'Outro motivo', path: 'system.ipRanges', message: 'x' }],
    });
    expect(nextStep(request('CHANGES_REQUESTED'), [system], now).action?.to).toBe(
      '/solicitacoes/p/editar?etapa=operacao',
    );
    const evidence = event({
      reasons: [{ code: 'EVIDENCE_ILLEGIBLE', label: 'Evidência ilegível', path: 'evidence.a', message: 'x' }],
    });
    expect(nextStep(request('CHANGES_REQUESTED', 'PRODUCTION'), [evidence], now).action?.to).toBe(
      '/solicitacoes/p/evidencias',
    );
  });

  test('there is nothing to do while the Ministry has it', () => {
    expect(nextStep(request('SUBMITTED'), [], now).action).toBeNull();
    expect(nextStep(request('IN_REVIEW'), [], now).action).toBeNull();
    expect(nextStep(request('SUBMITTED'), [], '2026-12-01T00:00:00Z').sentence).toContain('demorando');
  });

  test('a decision leads to the credential that it is about', () => {
    expect(nextStep(request('APPROVED'), [], now).action?.to).toBe('/credenciais/c');
    expect(nextStep(request('REJECTED', 'PRODUCTION'), [], now).action?.to).toBe('/credenciais/h');
    expect(nextStep(request('REJECTED'), [], now).action).toBeNull();
  });

  test('a refusal says why, a cancellation who', () => {
    const refused = event({
      action: 'REJECT',
      reasons: [{ code: 'SERVICE_UNSUITABLE', label: 'Serviço não adequado ao sistema', path: null, message: 'x' }],
    });
    expect(nextStep(request('REJECTED'), [refused], now).sentence).toBe(
      'Motivo: Serviço não adequado ao sistema. Você pode abrir uma nova solicitação.',
    );
    const cancelled = event({ action: 'CANCEL', actor: 'Ana Souza' });
    expect(nextStep(request('CANCELLED'), [cancelled], now).sentence).toContain('por Ana Souza');
  });
});

describe('what was asked for', () => {
  test('the last asking counts, and each thing has its place', () => {
    const older = event({
      at: '2026-11-01T12:00:00Z',
      reasons: [{ code: 'OTHER', label: 'Outro motivo', path: 'origin', message: 'antigo' }],
    });
    const { changes, message } = askedChanges([asked, older]) ?? { changes: [], message: null };
    expect(message).toBe('Quase lá.');
    expect(changesAtField(changes, 'manager.cpf').map((change) => change.label)).toEqual([
      'Dados do gestor responsável',
    ]);
    expect(changesAtField(changes, 'system.ipRanges')).toHaveLength(1);
    expect(changesAtEvidence(changes, 'a')).toHaveLength(1);
    expect(changesElsewhere(changes, ['a']).map((change) => change.message)).toEqual(['Ligue para nós.']);
    expect(changesElsewhere(changes, []).map((change) => change.message)).toEqual([
      'Não dá para ler.',
      'Ligue para nós.',
    ]);
  });

  test('nothing where it never came back', () => {
    expect(askedChanges([event({ action: 'CREATE' })])).toBeNull();
  });
});
