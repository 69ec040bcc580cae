import { randomUUIDv7 } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { currentTraceId } from '@portal/service-kit';

/** Who did what to what; paths and codes, never the values of people's data. */
export interface AuditedAct {
  at: Date;
  /** Null for the system. */
  actorId: string | null;
  /** In the words of the act: `issueTrialCertificate`. */
  act: string;
  subject: 'TRIAL_CERTIFICATE' | 'CREDENTIAL' | 'CONFORMANCE_RUN' | 'CONFORMANCE_REPORT';
  subjectId: string;
  detail?: Record<string, unknown>;
}

/** Writes who did what, in the transaction that does it. */
export async function audit(em: EntityManager, { at, actorId, act, subject, subjectId, detail = {} }: AuditedAct) {
  await em.execute(
    `insert into audit_record (id, at, actor_id, act, subject, subject_id, trace_id, detail)
     values (?, ?, ?, ?, ?, ?, ?, ?::jsonb)`,
    [randomUUIDv7(), at, actorId, act, subject, subjectId, currentTraceId() ?? '', JSON.stringify(detail)],
  );
}
