import { WebhookDeliveryState } from '@portal/domain';
import { type Connection, connectionOf, isId, ListSize, RequiresScopes, requirePerson } from '@portal/service-kit';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { PageArgs } from '../graph/page-args.ts';
import { listDeliveries, listWebhooks } from './list.ts';
import { listSetAside, WebhookEventSetAside } from './set-aside.ts';
import { Webhook } from './webhook.ts';
import { WebhookAttempt } from './webhook-attempt.ts';
import { WebhookDelivery } from './webhook-delivery.ts';

const WebhookConnection = connectionOf(Webhook);
const WebhookDeliveryConnection = connectionOf(WebhookDelivery);

/** What is read of webhooks: one's own alone. */
@Resolver(() => Webhook)
export class WebhookResolver {
  @RequiresScopes(['webhooks:write', 'person'])
  @ListSize('first')
  @Query(() => WebhookConnection, { nullable: true, description: "The viewer's own webhooks, newest first." })
  webhooks(@Args() page: PageArgs, @Ctx() { caller, em }: CredentialsContext): Promise<Connection<Webhook>> {
    return listWebhooks(em, requirePerson(caller).id, page);
  }

  @RequiresScopes(['webhooks:write', 'person'])
  @Query(() => Webhook, { nullable: true, description: "One of the viewer's own webhooks; null for every other." })
  async webhook(
    @Arg('id', () => ID, { description: 'The webhook.' }) id: string,
    @Ctx() { caller, em }: CredentialsContext,
  ): Promise<Webhook | null> {
    const { id: ownerId } = requirePerson(caller);
    return isId(id) ? em.findOne(Webhook, { id, ownerId }) : null;
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: 'Until when the secret before the current one signs along; null where none does.',
  })
  previousSecretExpiresAt(
    @Root() { previousSecretExpiresAt }: Webhook,
    @Ctx() { now }: CredentialsContext,
  ): Date | null {
    return previousSecretExpiresAt && previousSecretExpiresAt > now() ? previousSecretExpiresAt : null;
  }

  @ListSize(2)
  @FieldResolver(() => [WebhookEventSetAside], {
    description:
      'Events that by a fault of the portal could not be sent to it, newest first; at most 50 of the last 30 days.',
  })
  eventsSetAside(@Root() webhook: Webhook, @Ctx() { em }: CredentialsContext): Promise<WebhookEventSetAside[]> {
    return listSetAside(em, webhook);
  }

  @ListSize('first')
  @FieldResolver(() => WebhookDeliveryConnection, {
    description: 'What was sent to it and what is to be, newest first; of the last 30 days.',
  })
  deliveries(
    @Root() { id }: Webhook,
    @Arg('state', () => WebhookDeliveryState, { nullable: true, description: 'Only those that are so far.' })
    state: WebhookDeliveryState | null,
    @Args() page: PageArgs,
    @Ctx() { em }: CredentialsContext,
  ): Promise<Connection<WebhookDelivery>> {
    return listDeliveries(em, id, state, page);
  }
}

/** What is read of deliveries. */
@Resolver(() => WebhookDelivery)
export class WebhookDeliveryResolver {
  @ListSize(5)
  @FieldResolver(() => [WebhookAttempt], { description: 'The attempts, newest first; at most the last 50.' })
  attempts(@Root() { id }: WebhookDelivery, @Ctx() { loaders }: CredentialsContext): Promise<WebhookAttempt[]> {
    return loaders.webhookAttempts.load(id);
  }
}
