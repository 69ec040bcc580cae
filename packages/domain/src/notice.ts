import type { MessageSide } from './conversation.ts';
import { formatDate, formatDateTime, type Moment } from './date-time.ts';
import type { EnumDescription } from './enum-description.ts';

/** What a notice tells of. */
export const NoticeKind = {
  REQUEST_SUBMITTED: 'REQUEST_SUBMITTED',
  REQUEST_CLAIMED: 'REQUEST_CLAIMED',
  CHANGES_REQUESTED: 'CHANGES_REQUESTED',
  REQUEST_APPROVED: 'REQUEST_APPROVED',
  ALTERATION_APPROVED: 'ALTERATION_APPROVED',
  REQUEST_REJECTED: 'REQUEST_REJECTED',
  MESSAGE_WRITTEN: 'MESSAGE_WRITTEN',
  CREDENTIAL_ISSUED: 'CREDENTIAL_ISSUED',
  CREDENTIAL_EXPIRING: 'CREDENTIAL_EXPIRING',
  CREDENTIAL_SUSPENDED: 'CREDENTIAL_SUSPENDED',
  CREDENTIAL_REVOKED: 'CREDENTIAL_REVOKED',
  CERTIFICATE_CHANGED: 'CERTIFICATE_CHANGED',
  SECRET_DRAWN: 'SECRET_DRAWN',
  CREDENTIAL_TRANSFERRED: 'CREDENTIAL_TRANSFERRED',
  WEBHOOK_STOPPED: 'WEBHOOK_STOPPED',
  TEAM_TOKEN_EXPIRING: 'TEAM_TOKEN_EXPIRING',
  MAKER_LEFT: 'MAKER_LEFT',
  RUN_COMPLETED: 'RUN_COMPLETED',
  ERASURE_ASKED: 'ERASURE_ASKED',
  REQUEST_ARRIVED: 'REQUEST_ARRIVED',
  REQUEST_RESUBMITTED: 'REQUEST_RESUBMITTED',
  REQUEST_HANDED_OVER: 'REQUEST_HANDED_OVER',
  MENTIONED: 'MENTIONED',
  DEADLINE_NEAR: 'DEADLINE_NEAR',
  SECURITY_KEY_ADDED: 'SECURITY_KEY_ADDED',
  SECURITY_KEY_REMOVED: 'SECURITY_KEY_REMOVED',
  SECURITY_KEY_REFUSED: 'SECURITY_KEY_REFUSED',
} as const;

/** What a notice tells of. */
export type NoticeKind = keyof typeof NoticeKind;

/** Its words in the API. */
export const NOTICE_KIND_ENUM: EnumDescription<NoticeKind> = {
  name: 'NoticeKind',
  description: 'What a notice tells of.',
  valuesConfig: {
    REQUEST_SUBMITTED: { description: 'A request of their team was submitted.' },
    REQUEST_CLAIMED: { description: 'A reviewer began to review a request of their team.' },
    CHANGES_REQUESTED: { description: 'A reviewer asks for changes to a request of their team.' },
    REQUEST_APPROVED: { description: 'A request of their team was approved.' },
    ALTERATION_APPROVED: { description: 'An alteration of a credential of their team was approved.' },
    REQUEST_REJECTED: { description: 'A request of their team was rejected.' },
    MESSAGE_WRITTEN: { description: 'The other side wrote on a request.' },
    CREDENTIAL_ISSUED: { description: 'A credential of their team was issued.' },
    CREDENTIAL_EXPIRING: { description: 'A credential of their team ends within 30 days, 7 days, or a day.' },
    CREDENTIAL_SUSPENDED: { description: 'A credential of their team was suspended.' },
    CREDENTIAL_REVOKED: { description: 'A credential of their team was revoked.' },
    CERTIFICATE_CHANGED: { description: 'The certificate of a credential of their team was changed for another.' },
    SECRET_DRAWN: { description: 'A new secret was drawn for a credential of their team.' },
    CREDENTIAL_TRANSFERRED: {
      description: 'A credential went from one team of an establishment to another: both teams are told, and MANAGER.',
    },
    WEBHOOK_STOPPED: {
      description: 'The Portal stopped sending to a webhook of theirs, or of a team that they answer for.',
    },
    TEAM_TOKEN_EXPIRING: {
      description: 'A token of a team that they answer for ends within 30 days, 7 days, or a day.',
    },
    MAKER_LEFT: {
      description:
        'Who made webhooks or tokens of a team that they answer for is no longer in it; what they made goes on.',
    },
    RUN_COMPLETED: { description: 'A run of a conformance suite was completed by a system of their team.' },
    ERASURE_ASKED: {
      description: 'Their account is to be erased: told when it was asked for, and again a day before.',
    },
    REQUEST_ARRIVED: { description: 'Reviewers: a request entered the queue.' },
    REQUEST_RESUBMITTED: { description: 'Reviewers: a request came back with the changes that were asked for.' },
    REQUEST_HANDED_OVER: { description: 'A reviewer: a request was handed to them.' },
    MENTIONED: { description: 'A reviewer: a colleague mentions them in an internal note.' },
    DEADLINE_NEAR: {
      description: 'Reviewers: of the time for an answer two thirds or five sixths have passed, or all of it.',
    },
    SECURITY_KEY_ADDED: { description: 'Who administrates: a security key of theirs was registered.' },
    SECURITY_KEY_REMOVED: { description: 'Who administrates: a security key of theirs, or all, were taken away.' },
    SECURITY_KEY_REFUSED: { description: 'Who administrates: a key of theirs was refused that may be a copy.' },
  },
};

/** Kinds by name, as people choose among them. */
export const NOTICE_KIND_LABELS: Readonly<Record<NoticeKind, string>> = {
  REQUEST_SUBMITTED: 'Solicitação enviada',
  REQUEST_CLAIMED: 'Análise iniciada',
  CHANGES_REQUESTED: 'Ajustes pedidos',
  REQUEST_APPROVED: 'Solicitação aprovada',
  REQUEST_REJECTED: 'Solicitação não aprovada',
  ALTERATION_APPROVED: 'Alteração aprovada',
  MESSAGE_WRITTEN: 'Mensagem nova',
  CREDENTIAL_ISSUED: 'Credencial emitida',
  CREDENTIAL_EXPIRING: 'Credencial perto de vencer',
  CREDENTIAL_SUSPENDED: 'Credencial suspensa',
  CREDENTIAL_REVOKED: 'Credencial revogada',
  CERTIFICATE_CHANGED: 'Certificado trocado',
  SECRET_DRAWN: 'Segredo novo',
  CREDENTIAL_TRANSFERRED: 'Credencial transferida',
  WEBHOOK_STOPPED: 'Webhook desativado',
  TEAM_TOKEN_EXPIRING: 'Token da equipe perto de vencer',
  MAKER_LEFT: 'Saída de quem criou token ou webhook',
  RUN_COMPLETED: 'Roteiro concluído',
  ERASURE_ASKED: 'Pedido para apagar a sua conta',
  REQUEST_ARRIVED: 'Solicitação nova na fila',
  REQUEST_RESUBMITTED: 'Solicitação reenviada',
  REQUEST_HANDED_OVER: 'Solicitação repassada a você',
  MENTIONED: 'Menção a você em nota interna',
  DEADLINE_NEAR: 'Prazo de resposta',
  SECURITY_KEY_ADDED: 'Chave de segurança cadastrada',
  SECURITY_KEY_REMOVED: 'Chave de segurança removida',
  SECURITY_KEY_REFUSED: 'Chave de segurança recusada',
};

/** Kinds that each side is told. */
export const NOTICE_KINDS_OF: Readonly<Record<MessageSide, readonly NoticeKind[]>> = {
  INTEGRATOR: [
    'REQUEST_SUBMITTED',
    'REQUEST_CLAIMED',
    'CHANGES_REQUESTED',
    'REQUEST_APPROVED',
    'REQUEST_REJECTED',
    'ALTERATION_APPROVED',
    'MESSAGE_WRITTEN',
    'CREDENTIAL_ISSUED',
    'CREDENTIAL_EXPIRING',
    'CREDENTIAL_SUSPENDED',
    'CREDENTIAL_REVOKED',
    'CERTIFICATE_CHANGED',
    'SECRET_DRAWN',
    'CREDENTIAL_TRANSFERRED',
    'WEBHOOK_STOPPED',
    'TEAM_TOKEN_EXPIRING',
    'MAKER_LEFT',
    'RUN_COMPLETED',
    'ERASURE_ASKED',
  ],
  REVIEWERS: [
    'REQUEST_ARRIVED',
    'REQUEST_RESUBMITTED',
    'REQUEST_HANDED_OVER',
    'MENTIONED',
    'MESSAGE_WRITTEN',
    'CREDENTIAL_TRANSFERRED',
    'DEADLINE_NEAR',
    'SECURITY_KEY_ADDED',
    'SECURITY_KEY_REMOVED',
    'SECURITY_KEY_REFUSED',
  ],
};

/** Kinds that are always mailed: what somebody else may have done to a credential, or with an account. */
export const SECURITY_NOTICES: readonly NoticeKind[] = [
  'CREDENTIAL_SUSPENDED',
  'CREDENTIAL_REVOKED',
  'CERTIFICATE_CHANGED',
  'SECRET_DRAWN',
  'CREDENTIAL_TRANSFERRED',
  'ERASURE_ASKED',
  'SECURITY_KEY_ADDED',
  'SECURITY_KEY_REMOVED',
  'SECURITY_KEY_REFUSED',
];

/** Kinds that are never mailed: the mail of the approval came at that moment. */
export const UNMAILED_NOTICES: readonly NoticeKind[] = ['CREDENTIAL_ISSUED'];

/** How many days before its end a credential's owner is reminded of it, the first time first. */
export const EXPIRY_NOTICE_DAYS = [30, 7, 1] as const;

/** Further than this nobody counts what is unread. */
export const MOST_UNREAD_NOTICES = 99;

/** What of a notice its sentence and its link are made of. */
export interface NoticeFacts {
  kind: NoticeKind;
  side: MessageSide;
  at: Moment;
  /** Of the request, or of the one that the credential came from; null for a webhook or a token. */
  protocol: string | null;
  accessRequestId: string | null;
  credentialId: string | null;
  /** The team whose tokens or webhooks it is about. */
  teamId: string | null;
  /** When the credential or the token ends, the answer is due, or the account is erased. */
  deadline: Moment | null;
}

/** What a notice says, in a sentence, with nothing about people but a protocol. */
export function noticeSentence(notice: NoticeFacts): string {
  return SENTENCES[notice.kind](notice.protocol ?? '', notice);
}

const SENTENCES: Readonly<Record<NoticeKind, (protocol: string, notice: NoticeFacts) => string>> = {
  REQUEST_SUBMITTED: (protocol) => `A solicitação ${protocol} foi enviada para análise.`,
  REQUEST_CLAIMED: (protocol) => `A análise da solicitação ${protocol} começou.`,
  CHANGES_REQUESTED: (protocol) => `A solicitação ${protocol} precisa de ajustes seus.`,
  REQUEST_APPROVED: (protocol) => `A solicitação ${protocol} foi aprovada.`,
  ALTERATION_APPROVED: (protocol) =>
    `Alteração aprovada: a credencial já tem o conteúdo da solicitação ${protocol}, com o mesmo identificador.`,
  REQUEST_REJECTED: (protocol) => `A solicitação ${protocol} não foi aprovada. Veja os motivos.`,
  MESSAGE_WRITTEN: (protocol) => `Há uma mensagem nova na solicitação ${protocol}.`,
  CREDENTIAL_ISSUED: (protocol) => `A credencial da solicitação ${protocol} foi emitida.`,
  CREDENTIAL_EXPIRING: (protocol, { deadline }) =>
    `A credencial da solicitação ${protocol} vence em ${deadline === null ? 'breve' : formatDate(deadline)}.`,
  CREDENTIAL_SUSPENDED: (protocol) => `A credencial da solicitação ${protocol} foi suspensa.`,
  CREDENTIAL_REVOKED: (protocol) => `A credencial da solicitação ${protocol} foi revogada.`,
  CERTIFICATE_CHANGED: (protocol) => `O certificado da credencial da solicitação ${protocol} foi trocado.`,
  SECRET_DRAWN: (protocol) =>
    `Um segredo novo foi gerado para a credencial da solicitação ${protocol}. Se não foi a sua equipe, suspenda a credencial.`,
  CREDENTIAL_TRANSFERRED: (protocol) =>
    `A credencial da solicitação ${protocol} passou para outra equipe do mesmo estabelecimento.`,
  WEBHOOK_STOPPED: () => 'O Portal deixou de enviar a um webhook seu ou da sua equipe. Veja o motivo.',
  TEAM_TOKEN_EXPIRING: (_protocol, { deadline }) =>
    `Um token da sua equipe vence em ${deadline === null ? 'breve' : formatDate(deadline)}. Renove antes, para o programa não parar.`,
  MAKER_LEFT: () =>
    'Saiu da sua equipe quem criou tokens ou webhooks dela, que continuam valendo. Veja quais são, e renove ou exclua.',
  RUN_COMPLETED: (protocol) => `Um roteiro de conformidade da credencial da solicitação ${protocol} foi concluído.`,
  ERASURE_ASKED: (_protocol, { deadline }) =>
    `Há um pedido para que a sua conta seja apagada${deadline === null ? '' : ` em ${formatDateTime(deadline)}`}. Se não foi você, ou se mudou de ideia, desista em Meus dados.`,
  REQUEST_ARRIVED: (protocol) => `A solicitação ${protocol} entrou na fila.`,
  REQUEST_RESUBMITTED: (protocol) => `A solicitação ${protocol} voltou com os ajustes pedidos.`,
  REQUEST_HANDED_OVER: (protocol) => `A análise da solicitação ${protocol} foi repassada a você.`,
  MENTIONED: (protocol) => `Mencionaram você em uma nota interna da solicitação ${protocol}.`,
  DEADLINE_NEAR: (protocol, { at, deadline }) => {
    if (deadline === null) return `O prazo de resposta da solicitação ${protocol} está perto do fim.`;
    const passed = new Date(deadline) <= new Date(at);
    return `O prazo de resposta da solicitação ${protocol} ${passed ? 'terminou' : 'termina'} em ${formatDateTime(deadline)}.`;
  },
  SECURITY_KEY_ADDED: () =>
    'Uma chave de segurança foi cadastrada na sua conta. Se não foi você, remova a chave e avise quem cuida da segurança.',
  SECURITY_KEY_REMOVED: () =>
    'Uma ou mais chaves de segurança da sua conta foram removidas. Se não foi você nem a pedido seu, avise quem cuida da segurança.',
  SECURITY_KEY_REFUSED: () =>
    'Uma chave de segurança sua foi recusada: o contador dela voltou, como o de uma cópia. Se não sabe por quê, remova a chave.',
};

/** What stands behind # in the address of a request that is gone to for what one is mentioned in. */
export const MENTION_PLACE = 'mencao';

/** Where who administrates keeps their keys, in the reviewers' console. */
export const SECURITY_KEYS_PATH = '/administracao/chaves';

/** The one page of its side's console that a notice leads to. */
export function noticePath({ kind, side, accessRequestId, credentialId, teamId }: NoticeFacts): string {
  if (kind.startsWith('SECURITY_KEY')) return SECURITY_KEYS_PATH;
  // One of the two teams reads it no more.
  if (kind === 'CREDENTIAL_TRANSFERRED' && side === 'INTEGRATOR') return '/credenciais';
  if (kind === 'MENTIONED') return `/solicitacoes/${accessRequestId}#${MENTION_PLACE}`;
  if (kind === 'WEBHOOK_STOPPED') return '/webhooks';
  // Of notices that are older than it the team is not known.
  if (kind === 'TEAM_TOKEN_EXPIRING' || kind === 'MAKER_LEFT')
    return teamId === null ? '/equipes' : `/equipes/${teamId}`;
  if (kind === 'ERASURE_ASKED') return '/meus-dados';
  if (kind === 'RUN_COMPLETED') return `/credenciais/${credentialId}/conformidade`;
  if (credentialId !== null) return `/credenciais/${credentialId}`;
  return `/solicitacoes/${accessRequestId}`;
}

/** How many notices are unread, as a button says it. */
export function unreadNoticesWord(count: number): string {
  if (count === 0) return 'nenhum não lido';
  if (count === 1) return '1 não lido';
  return count > MOST_UNREAD_NOTICES ? `mais de ${MOST_UNREAD_NOTICES} não lidos` : `${count} não lidos`;
}
