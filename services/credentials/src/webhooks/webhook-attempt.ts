import { randomUUIDv7 } from 'node:crypto';
import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { WebhookFailure } from '@portal/domain';
import { ListSize, Node, RequiresScopes } from '@portal/service-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { WebhookDelivery } from './webhook-delivery.ts';

/** One header of a request. */
@RequiresScopes('webhooks:write')
@ObjectType({ description: 'One header of a request.' })
export class HttpHeader {
  @Field(() => String, { description: 'Its name, in lower case.' })
  name!: string;

  @Field(() => String, { description: 'Its value.' })
  value!: string;
}

/** One request that was made to deliver. */
@Entity({ tableName: 'webhook_attempt' })
@RequiresScopes('webhooks:write')
@ObjectType({ implements: Node, description: 'One request that was made to deliver, and what came of it.' })
export class WebhookAttempt {
  @PrimaryKey({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque identifier.' })
  id: string = randomUUIDv7();

  @ManyToOne(() => WebhookDelivery)
  delivery!: Rel<WebhookDelivery>;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => Date, { description: 'When it was sent.' })
  at!: Date;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'How long it took, in milliseconds.' })
  durationMs!: number;

  @Property({ type: 'json' })
  @ListSize(10)
  @Field(() => [HttpHeader], { description: 'The headers that were sent; the body is the payload of the delivery.' })
  requestHeaders!: HttpHeader[];

  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'The HTTP status of the answer; null where there was none.' })
  responseStatus: number | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The first 2 KiB of the answer; null where there was none.' })
  responseBody: string | null = null;

  @Property({ type: 'string', length: 20, nullable: true })
  @Field(() => WebhookFailure, { nullable: true, description: 'Why it did not deliver; null where it did.' })
  failure: WebhookFailure | null = null;
}
