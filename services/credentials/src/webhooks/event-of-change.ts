import type {
  AccessRequestAction,
  AccessRequestState,
  CredentialState,
  Environment,
  WebhookEventType,
} from '@portal/domain';
import { webhookEventName } from '@portal/domain';
import type { CompletedRun } from '../conformance/completed-run.ts';
import type { Change, CredentialAct } from '../events/change.ts';

const OF_REQUEST: Record<Exclude<AccessRequestAction, 'EDIT' | 'APPROVE' | 'TRANSFER'>, WebhookEventType> = {
  CREATE: 'REQUEST_CREATED',
  SUBMIT: 'REQUEST_SUBMITTED',
  CLAIM: 'REQUEST_CLAIMED',
  RELEASE: 'REQUEST_RELEASED',
  HAND_OVER: 'REQUEST_CLAIMED',
  REQUEST_CHANGES: 'REQUEST_CHANGES_REQUESTED',
  REJECT: 'REQUEST_REJECTED',
  CANCEL: 'REQUEST_CANCELLED',
  ATTACH_EVIDENCE: 'REQUEST_EVIDENCE_CHANGED',
  REMOVE_EVIDENCE: 'REQUEST_EVIDENCE_CHANGED',
  ERASE_EVIDENCE: 'REQUEST_EVIDENCE_CHANGED',
  REFUSE_EVIDENCE: 'REQUEST_EVIDENCE_CHANGED',
};

/** What is asked or offered changes no credential. */
type SilentAct = 'REQUEST_PRODUCTION' | 'REQUEST_ALTERATION' | 'OFFER_TRANSFER' | 'WITHDRAW_TRANSFER' | 'TRANSFER';

/** What becomes of a credential, and where it then stands. */
const OF_CREDENTIAL: Record<Exclude<CredentialAct, SilentAct>, [WebhookEventType, CredentialState]> = {
  ISSUE: ['CREDENTIAL_ISSUED', 'ACTIVE'],
  ROTATE_SECRET: ['CREDENTIAL_SECRET_ROTATED', 'ACTIVE'],
  CHANGE_CERTIFICATE: ['CREDENTIAL_CERTIFICATE_CHANGED', 'ACTIVE'],
  ALTER: ['CREDENTIAL_ALTERED', 'ACTIVE'],
  SUSPEND: ['CREDENTIAL_SUSPENDED', 'SUSPENDED'],
  REINSTATE: ['CREDENTIAL_REINSTATED', 'ACTIVE'],
  REVOKE: ['CREDENTIAL_REVOKED', 'REVOKED'],
  EXPIRE: ['CREDENTIAL_EXPIRED', 'EXPIRED'],
};

/** An event as it is told to third parties: where what it is about stood right afterwards. */
export type WebhookEvent =
  | { type: WebhookEventType; state: AccessRequestState; previousState: AccessRequestState | null }
  | { type: WebhookEventType; state: CredentialState }
  | ({ type: 'CONFORMANCE_RUN_COMPLETED' } & CompletedRun);

/** What a change on the live line is told as; undefined for what is told to nobody. */
export function eventOfChange(
  { act, from, to, eventId }: Pick<Change, 'act' | 'from' | 'to' | 'eventId'>,
  runs: ReadonlyMap<string, CompletedRun>,
): WebhookEvent | undefined {
  if (act === null) return undefined;
  if (act === 'COMPLETE_RUN') {
    const run = runs.get(eventId ?? '');
    return run && { type: 'CONFORMANCE_RUN_COMPLETED', ...run };
  }
  if (Object.hasOwn(OF_CREDENTIAL, act)) {
    const [type, state] = OF_CREDENTIAL[act as keyof typeof OF_CREDENTIAL];
    return { type, state };
  }
  const type = typeOfRequestAct(act, to);
  return type && to ? { type, state: to, previousState: from } : undefined;
}

function typeOfRequestAct(act: string, to: AccessRequestState | null): WebhookEventType | undefined {
  if (act === 'APPROVE') return to === 'APPROVED' ? 'REQUEST_APPROVED' : 'REQUEST_FIRST_APPROVED';
  return Object.hasOwn(OF_REQUEST, act) ? OF_REQUEST[act as keyof typeof OF_REQUEST] : undefined;
}

/** What an event is about, without anything about people. */
export interface WebhookSubject {
  requestId: string;
  credentialId?: string;
  protocol: string;
  environment: Environment;
}

/** The body of a delivery. */
export function payloadOf({ type, ...states }: WebhookEvent, at: Date, subject: WebhookSubject): string {
  return JSON.stringify({
    type: webhookEventName(type),
    timestamp: at.toISOString(),
    data: { ...subject, ...states },
  });
}
