import { randomUUIDv7 } from 'node:crypto';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** Who did what to what, for the Ministry's own eyes; holds paths and codes, never the values of people's data. */
@Entity({ tableName: 'audit_record' })
export class AuditRecord {
  @PrimaryKey({ type: 'uuid' })
  id: string = randomUUIDv7();

  @Property({ type: 'datetime', length: 3 })
  at!: Date;

  /** Null for the system, and for a portfolio's rule. */
  @Property({ type: 'uuid', nullable: true })
  actorId: string | null = null;

  /** In the words of the act: `updateAccessRequest`, `readEvidence`. */
  @Property({ type: 'string', length: 60 })
  act!: string;

  @Property({ type: 'string', length: 20 })
  subject!: 'ACCESS_REQUEST' | 'EVIDENCE' | 'CREDENTIAL' | 'WEBHOOK' | 'TEAM' | 'CONTENT' | 'PERSON';

  @Property({ type: 'uuid' })
  subjectId!: string;

  @Property({ type: 'string', length: 32 })
  traceId!: string;

  @Property({ type: 'json' })
  detail: Record<string, unknown> = {};
}
