import type { EntityManager } from '@mikro-orm/postgresql';
import type { AccessRequestState } from '@portal/domain';
import { audit } from '../audit/audit.ts';
import { OutboxEntry } from '../events/outbox-entry.ts';
import { holderOf } from '../teams/members.ts';
import type { AccessRequest } from './access-request.ts';
import { AccessRequestEvent, type EvidenceMark, type Reason } from './access-request-event.ts';

/** Who did it, as they are shown; a rule has a name and is nobody. */
export interface ActorMark {
  id: string | null;
  name: string;
}

/** Something that belongs into a request's history. */
export interface Happening {
  at: Date;
  /** Null for the system. */
  actor: ActorMark | null;
  action: AccessRequestEvent['action'];
  /** Null at creation. */
  from: AccessRequestState | null;
  to: AccessRequestState;
  message?: string | null;
  reasons?: Reason[];
  evidence?: EvidenceMark;
}

/** Writes a line of the history, its audit record and its event on the live line, in the transaction that does it. */
export function record(em: EntityManager, request: AccessRequest, happening: Happening): AccessRequestEvent {
  const { at, actor, action, from, to, message = null, reasons = [], evidence = null } = happening;
  const event = Object.assign(new AccessRequestEvent(), { at, action, from, to, message, reasons, evidence, request });
  event.actorId = actor?.id ?? null;
  event.actor = actor?.name ?? 'Sistema';
  if (action === 'SUBMIT') event.dueAt = request.dueAt;
  const entry = Object.assign(new OutboxEntry(), { at, act: action, subject: 'ACCESS_REQUEST', from, to } as const);
  entry.subjectId = request.id;
  entry.ownerId = holderOf(request);
  entry.eventId = event.id;
  em.persist([event, entry]);
  audit(em, {
    at,
    actorId: event.actorId,
    act: action,
    subject: 'ACCESS_REQUEST',
    subjectId: request.id,
    detail: {
      from,
      to,
      ...(reasons.length > 0 && { reasons: reasons.map(({ code, path }) => ({ code, path })) }),
      ...(evidence && { sha256: evidence.sha256 }),
    },
  });
  return event;
}
