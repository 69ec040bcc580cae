import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { ApiScope } from '@portal/domain';
import { PersonRecord } from '../sessions/person.entity.ts';

/** A token by which a person's program asks. Its text is shown once; here is its hash, so that a copy opens nothing. */
@Entity({ tableName: 'personal_access_tokens' })
export class PersonalTokenRecord {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id!: string;

  @ManyToOne(() => PersonRecord, { deleteRule: 'cascade' })
  @Index()
  person!: PersonRecord;

  @Property({ type: 'text' })
  name!: string;

  @Property({ type: 'text', unique: true, hidden: true })
  tokenHash!: string;

  @Property({ type: 'text[]' })
  scopes!: ApiScope[];

  /** CIDR ranges that it may be used from; empty for any address. */
  @Property({ type: 'text[]' })
  allowedIps!: string[];

  @Property({ type: 'timestamptz', length: 3 })
  createdAt!: Date;

  @Property({ type: 'timestamptz', length: 3 })
  expiresAt!: Date;

  /** Written at most once a minute. */
  @Property({ type: 'timestamptz', length: 3, nullable: true })
  lastUsedAt!: Date | null;
}
