import { randomUUIDv7 } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { currentTraceId } from '../trace.ts';

/** The log as a whole, where a record says what was done to what. */
const THE_LOG = '00000000-0000-0000-0000-000000000000';

/** A reading of the audit log: by the page, or of the whole chain. */
export interface LogReading {
  readerId: string;
  act: 'readAuditLog' | 'readAuditChain';
  /** What was asked for. */
  detail: object;
  at: Date;
}

/**
 * Records that the log was read, before any of it is shown; once an hour for what is asked again, so that who turns pages
 * does not bury the rest.
 */
export async function noteLogReading(em: EntityManager, { readerId, act, detail, at }: LogReading): Promise<void> {
  const asked = JSON.stringify(detail);
  await em.execute(
    `insert into audit_record (id, at, actor_id, act, subject, subject_id, trace_id, detail)
     select ?, ?, ?, ?, 'AUDIT_LOG', ?, ?, ?::jsonb
     where not exists (
       select from audit_record
       where actor_id = ? and at >= date_trunc('hour', ?::timestamptz) and act = ? and detail = ?::jsonb
     )`,
    [randomUUIDv7(), at, readerId, act, THE_LOG, currentTraceId() ?? '', asked, readerId, at, act, asked],
  );
}
