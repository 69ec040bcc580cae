import { randomUUIDv7 } from 'node:crypto';
import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { AccessRequestAction, AccessRequestState } from '@portal/domain';
import { ListSize, Node, RequiresScopes } from '@portal/service-kit';
import { Field, ID, ObjectType } from 'type-graphql';
import { AccessRequest } from './access-request.ts';

/** Why changes were asked for or it was rejected. */
@RequiresScopes('requests:read')
@ObjectType({ description: 'Why changes were asked for or a request was rejected.' })
export class Reason {
  @Field(() => String, { description: 'One of reasonCodes, as they were then.' })
  code!: string;

  /** In the words of that day; absent from what is older, and told by a resolver of its own. */
  label?: string;

  @Field(() => String, {
    nullable: true,
    description: 'The field it is about, such as manager.cpf; null for the whole.',
  })
  path!: string | null;

  @Field(() => String, { description: 'As the reviewer wrote it for the integrator.' })
  message!: string;
}

/** What stays of a piece of evidence in the history. */
@RequiresScopes('requests:read')
@ObjectType({ description: 'What stays of a piece of evidence in the history, whatever becomes of the file.' })
export class EvidenceMark {
  @Field(() => String, { description: 'Name of the file.' })
  fileName!: string;

  @Field(() => String, { description: 'SHA-256 of the bytes, in hexadecimal.' })
  sha256!: string;
}

/** One line of a request's history. */
@Entity({ tableName: 'access_request_event' })
@RequiresScopes('requests:read')
@ObjectType({ implements: Node, description: "One line of a request's history." })
export class AccessRequestEvent {
  @PrimaryKey({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque identifier.' })
  id: string = randomUUIDv7();

  @ManyToOne(() => AccessRequest)
  request!: Rel<AccessRequest>;

  /** Order within the request: given by the database, because two lines of one act share a moment. */
  @Property({ type: 'bigint', persist: false })
  readonly place!: string;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => Date, { description: 'When.' })
  at!: Date;

  /** Null for the system, and for a rule. */
  @Property({ type: 'uuid', nullable: true })
  actorId: string | null = null;

  @Property({ type: 'string', length: 200 })
  @Field(() => String, {
    description:
      "Display name of who did it, 'Sistema' for the system, 'Regra do portfólio' with its name for the rule that approved it.",
  })
  actor!: string;

  @Property({ type: 'string', length: 20 })
  @Field(() => AccessRequestAction, { description: 'What was done.' })
  action!: AccessRequestAction;

  @Property({ type: 'string', length: 20, nullable: true })
  @Field(() => AccessRequestState, { nullable: true, description: 'Where it stood before; null at creation.' })
  from: AccessRequestState | null = null;

  @Property({ type: 'string', length: 20 })
  @Field(() => AccessRequestState, { description: 'Where it stood afterwards.' })
  to!: AccessRequestState;

  /** Of a submit: until when it was to be answered; null of what is older, which had 72 hours. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  dueAt: Date | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What was written with it.' })
  message: string | null = null;

  @Property({ type: 'json' })
  @ListSize(2)
  @Field(() => [Reason], { description: 'Of a request for changes or a rejection.' })
  reasons: Reason[] = [];

  @Property({ type: 'json', nullable: true })
  @Field(() => EvidenceMark, { nullable: true, description: 'The evidence that was attached, removed or erased.' })
  evidence: EvidenceMark | null = null;
}
