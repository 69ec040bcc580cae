import { teamMay, WebhookDeliveryState, WebhookState } from '@portal/domain';
import { type Connection, connectionOf, isId, ListSize, RequiresScopes, requirePerson } from '@portal/service-kit';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { PageArgs } from '../graph/page-args.ts';
import { roleIn } from '../teams/members.ts';
import { listDeliveries, listWebhooks } from './list.ts';
import { readableWebhook } from './readable.ts';
import { listSetAside, WebhookEventSetAside } from './set-aside.ts';
import { Webhook } from './webhook.ts';
import { WebhookAttempt } from './webhook-attempt.ts';
import { WebhookDelivery } from './webhook-delivery.ts';

const WebhookConnection = connectionOf(Webhook);
const WebhookDeliveryConnection = connectionOf(WebhookDelivery);

const NIL = '00000000-0000-0000-0000-000000000000';

/** What is read of webhooks: one's own, and those of one's teams. */
@Resolver(() => Webhook)
export class WebhookResolver {
  @RequiresScopes(['webhooks:write', 'person'])
  @ListSize('first')
  @Query(() => WebhookConnection, {
    nullable: true,
    description: "The viewer's own webhooks and those of their teams, newest first.",
  })
  async webhooks(
    @Arg('teamId', () => ID, { nullable: true, description: 'Only those of that team.' }) teamId: string | null,
    @Arg('state', () => WebhookState, { nullable: true, description: 'Only those in that state.' })
    state: WebhookState | null,
    @Args() page: PageArgs,
    @Ctx() { caller, em }: CredentialsContext,
  ): Promise<Connection<Webhook>> {
    const { id: personId } = requirePerson(caller);
    // What is no id is no team's.
    return listWebhooks(em, { personId, teamId: teamId == null || isId(teamId) ? teamId : NIL, state }, page);
  }

  @RequiresScopes(['webhooks:write', 'person'])
  @Query(() => Webhook, {
    nullable: true,
    description: 'A webhook of the viewer, or of a team of theirs; null for every other.',
  })
  async webhook(
    @Arg('id', () => ID, { description: 'The webhook.' }) id: string,
    @Ctx() { caller, em }: CredentialsContext,
  ): Promise<Webhook | null> {
    const { id: personId } = requirePerson(caller);
    return isId(id) ? readableWebhook(em, personId, id) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: "The name of its team; null for the viewer's own." })
  async teamName(@Root() { teamId }: Webhook, @Ctx() { loaders }: CredentialsContext): Promise<string | null> {
    return teamId === null ? null : ((await loaders.team.load(teamId))?.name ?? null);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the viewer may change, test and delete it: its owner, or who is GESTOR of its team.',
  })
  async mayManage(@Root() { teamId }: Webhook, @Ctx() { caller, loaders }: CredentialsContext): Promise<boolean> {
    if (teamId === null) return true;
    const team = await loaders.team.load(teamId);
    return team !== null && teamMay(roleIn(team, caller), 'MANAGE_WEBHOOKS');
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Who made a team's webhook, by name, while they are in the team.",
  })
  createdBy(@Root() { teamId, createdById }: Webhook, @Ctx() ctx: CredentialsContext): Promise<string | null> {
    return nameIn(ctx, teamId, createdById);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Who last changed a team's webhook, by name, while they are in the team.",
  })
  changedBy(@Root() { teamId, changedById }: Webhook, @Ctx() ctx: CredentialsContext): Promise<string | null> {
    return nameIn(ctx, teamId, changedById);
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

/** A person as the others of a team know them. */
async function nameIn(
  { loaders }: CredentialsContext,
  teamId: string | null,
  personId: string | null,
): Promise<string | null> {
  if (teamId === null || personId === null) return null;
  const members = await loaders.teamMembers.load(teamId);
  return members.find((member) => member.personId === personId)?.name ?? null;
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
