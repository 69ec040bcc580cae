import { badUserInput, RequiresScopes, reachOf, requirePermission, requirePersonOrClient } from '@portal/service-kit';
import { Arg, Field, ID, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import type { Delivered } from '../events/batch.ts';
import { cursorAt } from '../events/cursors.ts';
import { orThrowTooSlow, type Told } from '../events/slowness.ts';
import { AFTER, follow, ownRequest, type Subscribing } from '../events/subscriptions.resolver.ts';
import { AccessRequest } from '../requests/access-request.ts';
import { AccessRequestMessage, messageOf } from './access-request-message.ts';

/** A message that was written or erased. */
@RequiresScopes('requests:read')
@ObjectType({ description: 'A message that was written or erased, and its request, both as they are now.' })
export class AccessRequestMessageChange {
  @Field(() => String, { description: 'Where it stands on the line, to be passed as `after`.' })
  cursor!: string;

  @Field(() => AccessRequestMessage, { description: 'The message.' })
  message!: AccessRequestMessage;

  @Field(() => AccessRequest, { description: 'The request that it was written on.' })
  accessRequest!: AccessRequest;
}

/** Messages, as they come. */
@Resolver()
export class MessageSubscriptions {
  @RequiresScopes('requests:read')
  @Subscription(() => AccessRequestMessageChange, {
    description:
      'Messages on requests of the viewer and their teams, or on one of them. An id that is not theirs is the error NOT_FOUND.',
    subscribe: async ({ context, args: { id, after } }: Subscribing) => {
      const asker = requirePersonOrClient(context.caller);
      const of = id == null ? {} : { subjectId: await ownRequest(context, asker, id) };
      if (asker.kind === 'person') return follow(context, { subject: 'MESSAGE', personId: asker.id, ...of }, after);
      if (id == null) throw badUserInput('Com o token de um sistema, informe o id da solicitação.');
      return follow(context, { subject: 'MESSAGE', ...of }, after);
    },
  })
  accessRequestMessageChanged(
    @Root() told: Told,
    @Arg('id', () => ID, { nullable: true, description: 'Only on this request.' }) _id: string | null,
    @Arg('after', () => String, { nullable: true, description: AFTER }) _after: string | null,
  ): Promise<AccessRequestMessageChange> {
    return messageChange(orThrowTooSlow(told));
  }

  @RequiresScopes('session')
  @Subscription(() => AccessRequestMessageChange, {
    description: 'Reviewers: messages on whatever request they may read.',
    subscribe: ({ context, args: { after } }: Subscribing) => {
      const portfolios = reachOf(requirePermission(context.caller, 'READ_REQUESTS'), 'READ_REQUESTS');
      return follow(context, { subject: 'MESSAGE', portfolios }, after);
    },
  })
  reviewMessageChanged(
    @Root() told: Told,
    @Arg('after', () => String, { nullable: true, description: AFTER }) _after: string | null,
  ): Promise<AccessRequestMessageChange> {
    return messageChange(orThrowTooSlow(told));
  }
}

async function messageChange({ change, load }: Delivered): Promise<AccessRequestMessageChange> {
  const { requests, messages } = await load();
  const accessRequest = requests.get(change.subjectId);
  const message = messages.get(change.eventId ?? '');
  if (!accessRequest || !message) throw new Error(`Nothing stands behind the change at ${change.pos}`);
  return { cursor: cursorAt(change, change.at), message: messageOf(message, accessRequest), accessRequest };
}
