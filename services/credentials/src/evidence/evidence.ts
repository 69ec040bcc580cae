import { randomUUIDv7 } from 'node:crypto';
import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { ScanState } from '@portal/domain';
import { Node, RequiresScopes } from '@portal/service-kit';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { AccessRequest } from '../requests/access-request.ts';
import type { RequirementCopy } from '../requests/content.ts';

/**
 * A file that proves requirements of an access request. The row describes it; the bytes are in the evidence storage
 * under `id`.
 */
@Entity({ tableName: 'evidence' })
// Others add to it what they know of a file by its hash; nobody leads here.
@Directive('@key(fields: "id sha256", resolvable: false)')
@RequiresScopes('requests:read')
@ObjectType({ implements: Node, description: 'A PDF or PNG file that proves requirements of an access request.' })
export class Evidence {
  @PrimaryKey({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque identifier, also the last part of its address.' })
  id: string = randomUUIDv7();

  @ManyToOne(() => AccessRequest)
  request!: Rel<AccessRequest>;

  @Property({ type: 'string', length: 255 })
  @Field(() => String, { description: 'Name that the file had on the computer of who sent it.' })
  fileName!: string;

  @Property({ type: 'string', length: 100 })
  @Field(() => String, { description: 'application/pdf or image/png, told from the bytes.' })
  mediaType!: string;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'Bytes.' })
  size!: number;

  @Property({ type: 'string', length: 64 })
  @Field(() => String, { description: 'SHA-256 of the bytes, in hexadecimal.' })
  sha256!: string;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => Date, { description: 'When it was received whole.' })
  uploadedAt!: Date;

  /** What the owner says it proves: requirements of the request's portfolio and environment, as they were when it was said. */
  @Property({ type: 'json' })
  requirements: RequirementCopy[] = [];

  /** Taken away by the owner after it was submitted: reviewers still read it, until the next submission lets it go. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  removedAt: Date | null = null;

  @Property({ type: 'string', length: 8 })
  @Field(() => ScanState, {
    description:
      'What the antivirus found; CLEAN at once where none is configured. Only a CLEAN file is sent and read.',
  })
  scan!: ScanState;
}
