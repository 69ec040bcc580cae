import type { EnumDescription } from './enum-description.ts';

/** What a webhook may be told of. */
export const WebhookEventType = {
  REQUEST_CREATED: 'REQUEST_CREATED',
  REQUEST_SUBMITTED: 'REQUEST_SUBMITTED',
  REQUEST_CLAIMED: 'REQUEST_CLAIMED',
  REQUEST_RELEASED: 'REQUEST_RELEASED',
  REQUEST_CHANGES_REQUESTED: 'REQUEST_CHANGES_REQUESTED',
  REQUEST_FIRST_APPROVED: 'REQUEST_FIRST_APPROVED',
  REQUEST_APPROVED: 'REQUEST_APPROVED',
  REQUEST_REJECTED: 'REQUEST_REJECTED',
  REQUEST_CANCELLED: 'REQUEST_CANCELLED',
  REQUEST_EVIDENCE_CHANGED: 'REQUEST_EVIDENCE_CHANGED',
  CREDENTIAL_ISSUED: 'CREDENTIAL_ISSUED',
  CREDENTIAL_SECRET_ROTATED: 'CREDENTIAL_SECRET_ROTATED',
  CREDENTIAL_CERTIFICATE_CHANGED: 'CREDENTIAL_CERTIFICATE_CHANGED',
  CREDENTIAL_ALTERED: 'CREDENTIAL_ALTERED',
  CREDENTIAL_SUSPENDED: 'CREDENTIAL_SUSPENDED',
  CREDENTIAL_REINSTATED: 'CREDENTIAL_REINSTATED',
  CREDENTIAL_REVOKED: 'CREDENTIAL_REVOKED',
  CREDENTIAL_EXPIRED: 'CREDENTIAL_EXPIRED',
  CONFORMANCE_RUN_COMPLETED: 'CONFORMANCE_RUN_COMPLETED',
} as const;

/** What a webhook may be told of. */
export type WebhookEventType = keyof typeof WebhookEventType;

/** Its words in the API. */
export const WEBHOOK_EVENT_TYPE_ENUM: EnumDescription<WebhookEventType> = {
  name: 'WebhookEventType',
  description:
    'What a webhook may be told of. In a payload it is written in lower case with a dot: `REQUEST_SUBMITTED` is `request.submitted`.',
  valuesConfig: {
    REQUEST_CREATED: { description: '`request.created`: a draft was started.' },
    REQUEST_SUBMITTED: { description: '`request.submitted`: sent to be reviewed.' },
    REQUEST_CLAIMED: { description: '`request.claimed`: a reviewer took it out of the queue, or was handed it.' },
    REQUEST_RELEASED: { description: '`request.released`: it was put back into the queue.' },
    REQUEST_CHANGES_REQUESTED: { description: '`request.changes_requested`: back with its owner, who is to mend it.' },
    REQUEST_FIRST_APPROVED: { description: '`request.first_approved`: approved once, where two approvals are asked.' },
    REQUEST_APPROVED: { description: '`request.approved`: granted; its credential was issued, or altered.' },
    REQUEST_REJECTED: { description: '`request.rejected`: refused.' },
    REQUEST_CANCELLED: { description: '`request.cancelled`: given up by its owner.' },
    REQUEST_EVIDENCE_CHANGED: {
      description: '`request.evidence_changed`: a piece of evidence was attached, removed or erased.',
    },
    CREDENTIAL_ISSUED: { description: '`credential.issued`: the credential of an approved request is there.' },
    CREDENTIAL_SECRET_ROTATED: { description: '`credential.secret_rotated`: a secret was drawn.' },
    CREDENTIAL_CERTIFICATE_CHANGED: {
      description: '`credential.certificate_changed`: it is bound to another certificate of its holder.',
    },
    CREDENTIAL_ALTERED: {
      description:
        '`credential.altered`: an alteration was approved; it has the new content under the same identifier.',
    },
    CREDENTIAL_SUSPENDED: { description: '`credential.suspended`: not good for a while.' },
    CREDENTIAL_REINSTATED: { description: '`credential.reinstated`: good again.' },
    CREDENTIAL_REVOKED: { description: '`credential.revoked`: ended for good.' },
    CREDENTIAL_EXPIRED: { description: '`credential.expired`: past its end.' },
    CONFORMANCE_RUN_COMPLETED: {
      description: '`conformance_run.completed`: nothing that is required is left of a conformance run.',
    },
  },
};

/** The events on screen. */
export const WEBHOOK_EVENT_LABELS: Record<WebhookEventType, string> = {
  REQUEST_CREATED: 'Solicitação criada',
  REQUEST_SUBMITTED: 'Solicitação enviada',
  REQUEST_CLAIMED: 'Solicitação em análise',
  REQUEST_RELEASED: 'Solicitação devolvida à fila',
  REQUEST_CHANGES_REQUESTED: 'Ajustes solicitados',
  REQUEST_FIRST_APPROVED: 'Primeira aprovação registrada',
  REQUEST_APPROVED: 'Solicitação aprovada',
  REQUEST_REJECTED: 'Solicitação não aprovada',
  REQUEST_CANCELLED: 'Solicitação cancelada',
  REQUEST_EVIDENCE_CHANGED: 'Evidências alteradas',
  CREDENTIAL_ISSUED: 'Credencial emitida',
  CREDENTIAL_SECRET_ROTATED: 'Segredo da credencial gerado',
  CREDENTIAL_CERTIFICATE_CHANGED: 'Certificado da credencial trocado',
  CREDENTIAL_ALTERED: 'Credencial alterada',
  CREDENTIAL_SUSPENDED: 'Credencial suspensa',
  CREDENTIAL_REINSTATED: 'Credencial reativada',
  CREDENTIAL_REVOKED: 'Credencial revogada',
  CREDENTIAL_EXPIRED: 'Credencial expirada',
  CONFORMANCE_RUN_COMPLETED: 'Execução de conformidade completa',
};

/** An event's name as a payload has it: `request.changes_requested`. */
export function webhookEventName(type: WebhookEventType): string {
  return type.replace(/^(CONFORMANCE_RUN|[A-Z]+)_/, '$1.').toLowerCase();
}

/** The name of the event that only a test sends. */
export const WEBHOOK_PING = 'webhook.ping';

/** What an event's name is called on screen. */
export function webhookEventLabel(name: string): string {
  if (name === WEBHOOK_PING) return 'Teste';
  const type = Object.values(WebhookEventType).find((one) => webhookEventName(one) === name);
  return type === undefined ? name : WEBHOOK_EVENT_LABELS[type];
}
