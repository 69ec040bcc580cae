import { randomUUIDv7 } from 'node:crypto';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { AccessRequestState } from '@portal/domain';
import type { Change } from './change.ts';

/** One committed change on the live line. It names what changed and whom it concerns; readers load the rest. */
@Entity({ tableName: 'outbox' })
export class OutboxEntry {
  @PrimaryKey({ type: 'uuid' })
  id: string = randomUUIDv7();

  /** Place on the line, in commit order: given at commit by the table's deferred trigger. */
  @Property({ type: 'bigint', nullable: true, persist: false })
  readonly pos!: string | null;

  @Property({ type: 'datetime', length: 3 })
  at!: Date;

  @Property({ type: 'string', length: 20 })
  subject!: Change['subject'];

  /** What was done, in the words of its action; null for what was written before this was kept. */
  @Property({ type: 'string', length: 20, nullable: true })
  act: Change['act'] = null;

  /** Of the request, the credential, or the person. */
  @Property({ type: 'uuid' })
  subjectId!: string;

  /** The team that it belongs to, or the person while there is none. */
  @Property({ type: 'uuid' })
  ownerId!: string;

  /** The line of the history, for a request; the run, for one of conformance; the message, for one. */
  @Property({ type: 'uuid', nullable: true })
  eventId: string | null = null;

  @Property({ type: 'string', length: 20, nullable: true })
  from: AccessRequestState | null = null;

  @Property({ type: 'string', length: 20, nullable: true })
  to: AccessRequestState | null = null;
}
