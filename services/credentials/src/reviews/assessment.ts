import { PrimaryKeyProp, type Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Verdict } from '@portal/domain';
import { AccessRequest } from '../requests/access-request.ts';

/** What a reviewer found for one requirement of a request's checklist. */
@Entity({ tableName: 'assessment' })
export class Assessment {
  [PrimaryKeyProp]?: ['request', 'requirement'];

  @ManyToOne(() => AccessRequest, { primary: true })
  request!: Rel<AccessRequest>;

  /** Its code. */
  @PrimaryKey({ type: 'string', length: 100 })
  requirement!: string;

  @Property({ type: 'string', length: 10 })
  verdict!: Verdict;

  /** For the integrator, who reads it with the decision. */
  @Property({ type: 'string', length: 1000, nullable: true })
  note: string | null = null;

  /** Nota interna: among reviewers, colleagues mentioned by id. */
  @Property({ type: 'string', length: 1500, nullable: true })
  internalNote: string | null = null;

  @Property({ type: 'uuid' })
  reviewerId!: string;

  @Property({ type: 'string', length: 200 })
  reviewerName!: string;

  @Property({ type: 'datetime', length: 3 })
  at!: Date;
}
