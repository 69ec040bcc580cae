import { randomUUIDv7 } from 'node:crypto';
import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { WebhookDeliveryState } from '@portal/domain';
import { Node, RequiresScopes } from '@portal/service-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Webhook } from './webhook.ts';

/** One event on its way to one webhook. */
@Entity({ tableName: 'webhook_delivery' })
@RequiresScopes('webhooks:write')
@ObjectType({ implements: Node, description: 'One event on its way to one webhook. Kept for 30 days.' })
export class WebhookDelivery {
  @PrimaryKey({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque identifier.' })
  id: string = randomUUIDv7();

  @ManyToOne(() => Webhook)
  webhook!: Rel<Webhook>;

  @Property({ type: 'string', length: 40 })
  @Field(() => String, { description: 'The header webhook-id: the same in every attempt and every replay.' })
  messageId!: string;

  @Property({ type: 'string', length: 40 })
  @Field(() => String, {
    description: 'The event, as its payload names it: request.submitted. A test is webhook.ping.',
  })
  eventType!: string;

  /** Events of one request are sent one after the other; a credential's go with the request that issued it. */
  @Property({ type: 'uuid', nullable: true })
  requestId: string | null = null;

  /** Place of the event on the live line. */
  @Property({ type: 'bigint', nullable: true })
  pos: string | null = null;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'What is sent: JSON with type, timestamp and data.' })
  payload!: string;

  @Property({ type: 'string', length: 10 })
  @Field(() => WebhookDeliveryState, { description: 'How far it is.' })
  state: WebhookDeliveryState = 'PENDING';

  /** A test or a replay: one attempt, that neither waits for earlier events nor holds back later ones. */
  @Property({ type: 'boolean' })
  once = false;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'How often it was tried.' })
  attemptCount = 0;

  /** Null while its webhook is disabled, and once it is finished. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => Date, { nullable: true, description: 'When it is tried next; null where it is not.' })
  nextAttemptAt: Date | null = null;

  /** Who sends it now: a process that dies leaves it to the others when its time is over. */
  @Property({ type: 'uuid', nullable: true })
  claimId: string | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  claimedUntil: Date | null = null;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => Date, { description: 'When it was made, right after the event.' })
  createdAt!: Date;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => Date, { nullable: true, description: 'When it was delivered or given up.' })
  finishedAt: Date | null = null;
}
