import { randomUUIDv7 } from 'node:crypto';
import { OptionalProps } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { WebhookDisabledReason, WebhookEventType, WebhookState } from '@portal/domain';
import { Node, RequiresScopes } from '@portal/service-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';

/** An address of a third party that is told of changes to a team's requests and credentials, or to those of its owner's teams. */
@Entity({ tableName: 'webhook' })
@RequiresScopes('webhooks:write')
@ObjectType({
  implements: Node,
  description:
    'An address that is told of changes to the requests and credentials of one team, or to those of the teams that its owner answers for.',
})
export class Webhook {
  [OptionalProps]?: 'id' | 'version';

  @PrimaryKey({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque identifier.' })
  id: string = randomUUIDv7();

  /** Whose it is: a team's, or a person's. */
  @Property({ type: 'uuid' })
  ownerId!: string;

  @Property({ type: 'uuid', nullable: true })
  @Field(() => ID, { nullable: true, description: "The team that it belongs to; null for the viewer's own." })
  teamId: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  createdById: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  changedById: string | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'When somebody last changed it, or drew a secret; null where nobody did since teams have webhooks.',
  })
  changedAt: Date | null = null;

  @Property({ type: 'string', length: 2000 })
  @Field(() => String, { description: 'Where events are sent, by POST.' })
  url!: string;

  @Property({ type: 'string', length: 200 })
  @Field(() => String, { description: 'What it is called; may be empty.' })
  description!: string;

  @Property({ type: 'string[]' })
  @Field(() => [WebhookEventType], { description: 'What it is told of.' })
  eventTypes!: WebhookEventType[];

  @Property({ type: 'string', length: 10 })
  @Field(() => WebhookState, { description: 'Whether it is sent to.' })
  state!: WebhookState;

  @Property({ type: 'string', length: 10, nullable: true })
  @Field(() => WebhookDisabledReason, { nullable: true, description: 'Why it is disabled; null while it is not.' })
  disabledReason: WebhookDisabledReason | null = null;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => Date, { description: 'Since when it is in this state.' })
  stateChangedAt!: Date;

  /** It signs, so that a hash would not do: it is sealed, and shown once. */
  @Property({ type: 'string', length: 400, hidden: true })
  sealedSecret!: string;

  /** The key that opens both secrets. */
  @Property({ type: 'string', length: 16, hidden: true })
  sealedBy!: string;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => Date, { description: 'When its current secret was drawn.' })
  secretIssuedAt!: Date;

  @Property({ type: 'string', length: 400, nullable: true, hidden: true })
  sealedPreviousSecret: string | null = null;

  /** As last written; in the past, it is of no meaning any more. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  previousSecretExpiresAt: Date | null = null;

  /** Place on the live line when it was made, or last enabled again: it is told of what came after. */
  @Property({ type: 'bigint' })
  sincePos!: string;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => Date, { nullable: true, description: 'When the receiver last answered 2xx; null where it never did.' })
  lastDeliveredAt: Date | null = null;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => Date, { description: 'When it was made.' })
  createdAt!: Date;

  @Property({ type: 'integer', version: true })
  @Field(() => Int, { description: 'Rises with every change; to be passed to updateWebhook.' })
  version!: number;
}
