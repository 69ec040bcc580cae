import type { EntityManager } from '@mikro-orm/postgresql';
import { currentTraceId } from '@portal/service-kit';
import { AuditRecord } from './audit-record.ts';

/** What an audit record says; the trace id comes from the operation under way. */
export type AuditedAct = Pick<AuditRecord, 'at' | 'actorId' | 'act' | 'subject' | 'subjectId'> &
  Partial<Pick<AuditRecord, 'detail'>>;

/** Writes who did what, in the transaction that does it. */
export function audit(em: EntityManager, act: AuditedAct): void {
  em.persist(Object.assign(new AuditRecord(), { traceId: currentTraceId() ?? '', ...act }));
}
