import type { AccessRequestState } from './access-request-state.ts';
import type { CredentialState } from './credential-state.ts';
import { formatDate, formatDateTime, isLate, type Moment } from './date-time.ts';
import { Environment } from './environment.ts';

/** What the sentence under a request's state is made of. */
export interface AccessRequestSituation {
  state: AccessRequestState;
  environment: Environment;
  /** Whether it is to alter a credential that is there. */
  isAlteration?: boolean;
  now: Moment;
  /** When the draft was last kept. */
  savedAt?: Moment | null;
  dueAt?: Moment | null;
  /** The reason of a refusal: its label or its text. */
  reason?: string | null;
  cancelledAt?: Moment | null;
  cancelledBy?: string | null;
}

/** The one sentence that says what a request's state means for its owner. */
export function accessRequestSentence(situation: AccessRequestSituation): string {
  const { environment } = situation;
  switch (situation.state) {
    case 'DRAFT':
      return `Ainda não enviada.${at(' Salva em', situation.savedAt)}`;
    case 'SUBMITTED':
      return waitingSentence(situation);
    case 'IN_REVIEW':
      return 'O Ministério da Saúde está analisando a sua solicitação.';
    case 'CHANGES_REQUESTED':
      return 'Veja o que falta e envie de novo.';
    case 'APPROVED':
      if (situation.isAlteration) return 'Alteração aprovada. A credencial já tem o conteúdo novo.';
      return `Credencial emitida. ${environment === Environment.HOMOLOGATION ? 'Comece os testes.' : 'Comece a usar a produção.'}`;
    case 'REJECTED':
      if (situation.isAlteration) {
        return `${because(situation.reason)}A credencial continua como estava. Você pode pedir outra alteração.`;
      }
      return `${because(situation.reason)}${
        environment === Environment.HOMOLOGATION
          ? 'Você pode abrir uma nova solicitação.'
          : 'Solicite novamente na credencial de homologação.'
      }`;
    case 'CANCELLED':
      return cancelledSentence(situation);
  }
}

function waitingSentence({ dueAt, now }: AccessRequestSituation): string {
  if (dueAt && isLate(dueAt, now)) {
    return 'A análise está demorando mais que o normal. Não é preciso enviar de novo.';
  }
  return dueAt
    ? `Na fila de análise. Resposta prevista: normalmente até ${formatDateTime(dueAt)}.`
    : 'Na fila de análise.';
}

function cancelledSentence({ cancelledAt, cancelledBy }: AccessRequestSituation): string {
  const when = cancelledAt ? ` em ${formatDateTime(cancelledAt)}` : '';
  return `Cancelada${when}${cancelledBy ? ` por ${cancelledBy}` : ''}.`;
}

/** What the sentence under a credential's state is made of. */
export interface CredentialSituation {
  state: CredentialState;
  expiresAt: Moment;
  stateChangedAt: Moment;
  stateReason?: string | null;
}

/** The one sentence that says what a credential's state means. */
export function credentialSentence({ state, expiresAt, stateChangedAt, stateReason }: CredentialSituation): string {
  const why = stateReason ? `: ${endless(stateReason)}.` : '.';
  switch (state) {
    case 'ACTIVE':
      return `Vale até ${formatDate(expiresAt)}.`;
    case 'SUSPENDED':
      return `Suspensa em ${formatDateTime(stateChangedAt)}${why}`;
    case 'REVOKED':
      return `Revogada em ${formatDateTime(stateChangedAt)}${why} Não pode ser reativada; faça uma nova solicitação.`;
    case 'EXPIRED':
      return `Expirou em ${formatDateTime(expiresAt)}. Solicite uma nova credencial.`;
  }
}

function at(words: string, moment: Moment | null | undefined): string {
  return moment ? `${words} ${formatDateTime(moment)}.` : '';
}

function because(reason: string | null | undefined): string {
  return reason ? `Motivo: ${endless(reason)}. ` : '';
}

// A reason that ends in a full stop does not get a second one.
function endless(sentence: string): string {
  return sentence.trim().replace(/\.$/, '');
}
