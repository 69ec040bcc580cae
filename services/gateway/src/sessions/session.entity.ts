import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { PersonRecord } from './person.entity.ts';

/** A person at one browser. The cookie holds the id; here is its hash, so that a copy of the table opens nothing. */
@Entity({ tableName: 'sessions' })
export class SessionRecord {
  @PrimaryKey({ type: 'text' })
  idHash!: string;

  @ManyToOne(() => PersonRecord, { deleteRule: 'cascade' })
  person!: PersonRecord;

  @Property({ type: 'timestamptz', length: 3 })
  createdAt!: Date;

  @Property({ type: 'timestamptz', length: 3 })
  @Index()
  lastSeenAt!: Date;

  /** Whether the issuer asked its person, rather than let them in by a session of its own. */
  @Property({ type: 'boolean' })
  askedAnew = false;

  @Property({ type: 'text', nullable: true })
  browser?: string | null;

  @Property({ type: 'text', nullable: true })
  system?: string | null;

  /** Whether it was begun at the reviewers' console. */
  @Property({ type: 'boolean', nullable: true })
  atReview?: boolean | null;
}
