import { describe, expect, test } from 'vitest';
import { ACCESS_REQUEST_ACTION_ENUM, AccessRequestAction } from './access-request-action.ts';
import { ACCESS_REQUEST_STATE_ENUM, AccessRequestState } from './access-request-state.ts';
import { CredentialState } from './credential-state.ts';
import * as dates from './date-time.ts';
import * as domain from './index.ts';
import { formatFileSize, formatMegabytes, formatNumber } from './numbers.ts';
import { accessRequestSentence, credentialSentence } from './state-sentences.ts';

const now = '2026-11-24T17:32:00.000Z';
const HOUR = 3_600_000;

function hoursFromNow(hours: number): Date {
  return new Date(new Date(now).getTime() + hours * HOUR);
}

describe('dates and times', () => {
  test('are those of São Paulo, wherever the code runs', () => {
    expect(dates.formatDateTime(now)).toBe('24/11/2026 às 14:32');
    expect(dates.formatDate('2027-01-01T02:59:59Z')).toBe('31/12/2026');
    expect(dates.formatTime('2026-11-24T03:05:00Z')).toBe('00:05');
    expect(dates.yearInSaoPaulo('2027-01-01T02:59:59Z')).toBe(2026);
    expect(dates.yearInSaoPaulo('2027-01-01T03:00:00Z')).toBe(2027);
  });

  test.for([
    [72, 'faltam 72 h'],
    [41.99, 'faltam 41 h'],
    [2, 'faltam 2 h'],
    [1.99, 'falta 1 h'],
    [1, 'falta 1 h'],
    [0.99, 'menos de 1 h'],
    [0, 'menos de 1 h'],
    [-0.5, 'atrasada há menos de 1 h'],
    [-1, 'atrasada há 1 h'],
    [-3.7, 'atrasada há 3 h'],
  ] as const)('%d hours left read as "%s"', ([hours, text]) => {
    expect(dates.formatTimeLeft(hoursFromNow(hours), now)).toBe(text);
    expect(dates.isLate(hoursFromNow(hours), now)).toBe(hours < 0);
    expect(dates.isUrgent(hoursFromNow(hours), now)).toBe(hours < 12);
  });
});

test('numbers and sizes', () => {
  expect(formatNumber(1234)).toBe('1.234');
  expect(formatMegabytes(10_485_760)).toBe('10 MB');
  expect(formatFileSize(1)).toBe('1 byte');
  expect(formatFileSize(532)).toBe('532 bytes');
  expect(formatFileSize(13_900)).toBe('14 kB');
  expect(formatFileSize(1_572_864)).toBe('1,5 MB');
});

describe('the sentence under a state', () => {
  const request = { environment: 'HOMOLOGATION', now } as const;

  test.for([
    [{ state: 'DRAFT', savedAt: now }, 'Ainda não enviada. Salva em 24/11/2026 às 14:32.'],
    [
      { state: 'SUBMITTED', dueAt: hoursFromNow(1) },
      'Na fila de análise. Resposta prevista: normalmente até 24/11/2026 às 15:32.',
    ],
    [
      { state: 'SUBMITTED', dueAt: hoursFromNow(-1) },
      'A análise está demorando mais que o normal. Não é preciso enviar de novo.',
    ],
    [{ state: 'IN_REVIEW' }, 'O Ministério da Saúde está analisando a sua solicitação.'],
    [{ state: 'CHANGES_REQUESTED' }, 'Veja o que falta e envie de novo.'],
    [{ state: 'APPROVED' }, 'Credencial emitida. Comece os testes.'],
    [{ state: 'APPROVED', environment: 'PRODUCTION' }, 'Credencial emitida. Comece a usar a produção.'],
    [
      { state: 'REJECTED', reason: 'Certificado inválido.' },
      'Motivo: Certificado inválido. Você pode abrir uma nova solicitação.',
    ],
    [
      { state: 'REJECTED', reason: 'Evidência ilegível', environment: 'PRODUCTION' },
      'Motivo: Evidência ilegível. Solicite novamente na credencial de homologação.',
    ],
    [
      { state: 'CANCELLED', cancelledAt: now, cancelledBy: 'Ana Souza' },
      'Cancelada em 24/11/2026 às 14:32 por Ana Souza.',
    ],
  ] as const)('%j', ([situation, sentence]) => {
    expect(accessRequestSentence({ ...request, ...situation })).toBe(sentence);
  });

  test('says less where less is known, and nothing wrong', () => {
    for (const state of Object.values(AccessRequestState)) {
      const sentence = accessRequestSentence({ ...request, state });
      expect(sentence).toMatch(/\.$/);
      expect(sentence).not.toMatch(/undefined|null|Invalid/);
    }
  });

  test('of a credential', () => {
    const credential = { expiresAt: '2027-11-24T17:32:00Z', stateChangedAt: now, stateReason: 'Chave perdida' };
    expect(Object.values(CredentialState).map((state) => credentialSentence({ ...credential, state }))).toEqual([
      'Vale até 24/11/2027.',
      'Suspensa em 24/11/2026 às 14:32: Chave perdida.',
      'Revogada em 24/11/2026 às 14:32: Chave perdida. Não pode ser reativada; faça uma nova solicitação.',
      'Expirou em 24/11/2027 às 14:32. Solicite uma nova credencial.',
    ]);
  });
});

describe('enums', () => {
  test('each is told to the API whole, every value with its description', () => {
    const exported = new Map<string, unknown>(Object.entries(domain));
    const described = [...exported].filter(([name]) => name.endsWith('_ENUM'));
    expect(described.length).toBeGreaterThan(15);
    for (const [, told] of described) {
      const { name, description, valuesConfig } = told as domain.EnumDescription<string>;
      const values = exported.get(name) as Record<string, string>;
      expect(Object.keys(valuesConfig)).toEqual(Object.keys(values));
      expect(Object.keys(values)).toEqual(Object.values(values));
      expect(description).not.toBe('');
      for (const value of Object.values(valuesConfig)) expect(value.description).toMatch(/\.$/);
    }
  });

  test('have the values of the contract', () => {
    expect(Object.keys(AccessRequestState).join(' ')).toBe(
      'DRAFT SUBMITTED IN_REVIEW CHANGES_REQUESTED APPROVED REJECTED CANCELLED',
    );
    expect(Object.keys(AccessRequestAction).join(' ')).toBe(
      'CREATE EDIT SUBMIT CANCEL CLAIM RELEASE HAND_OVER REQUEST_CHANGES APPROVE REJECT ATTACH_EVIDENCE REMOVE_EVIDENCE ERASE_EVIDENCE REFUSE_EVIDENCE TRANSFER',
    );
    expect([ACCESS_REQUEST_STATE_ENUM.name, ACCESS_REQUEST_ACTION_ENUM.name]).toEqual([
      'AccessRequestState',
      'AccessRequestAction',
    ]);
  });
});
