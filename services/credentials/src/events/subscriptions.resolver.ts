import {
  badUserInput,
  type ClientCaller,
  Cost,
  isId,
  notFound,
  type Person,
  RequiresScopes,
  reachOf,
  requirePermission,
  requirePersonOrClient,
  type StreamBeat,
} from '@portal/service-kit';
import { Arg, Ctx, Field, ID, ObjectType, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { Credential } from '../credentials/credential.ts';
import { AccessRequest } from '../requests/access-request.ts';
import { AccessRequestEvent } from '../requests/access-request-event.ts';
import { mayRead } from '../requests/visibility.ts';
import { isOfTeam } from '../teams/members.ts';
import type { Delivered } from './batch.ts';
import type { Interest } from './change.ts';
import { cursorAt, cursorOfEnd } from './cursors.ts';
import type { ChangeStream } from './outbox.ts';
import { orThrowTooSlow, type Told, tellSlowness } from './slowness.ts';

/** What `after` of a subscription is. */
export const AFTER = 'A cursor: first what was missed since then, then live. Without one live only. Good for 30 days.';

/** A committed change of a request. */
@RequiresScopes('requests:read')
@ObjectType({
  description:
    'One committed change. `event` says what was, `accessRequest` is as it is now. Cursors are in commit order.',
})
export class AccessRequestChange {
  @Field(() => String, { description: 'Where it stands on the line, to be passed as `after`.' })
  cursor!: string;

  @Field(() => AccessRequestEvent, { description: 'What was.' })
  event!: AccessRequestEvent;

  @Field(() => AccessRequest, { description: 'As it is now.' })
  accessRequest!: AccessRequest;
}

/** A committed change of a credential. */
@RequiresScopes('credentials:read')
@ObjectType({ description: 'One committed change of a credential, which is shown as it is now.' })
export class CredentialChange {
  @Field(() => String, { description: 'Where it stands on the line, to be passed as `after`.' })
  cursor!: string;

  @Field(() => Credential, { description: 'As it is now.' })
  credential!: Credential;
}

/** What a subscription begins with. */
export interface Subscribing {
  context: CredentialsContext;
  args: { id?: string | null; after?: string | null };
}

/** The live line. */
@Resolver()
export class ChangeSubscriptions {
  @RequiresScopes('requests:read', 'credentials:read')
  @Cost(1)
  @Query(() => String, {
    nullable: true,
    description:
      'Taken before or with the first read and passed as `after` to a subscription: nothing falls between the two.',
  })
  async changesCursor(@Ctx() { caller, em, now }: CredentialsContext): Promise<string> {
    requirePersonOrClient(caller);
    return cursorOfEnd(em, now());
  }

  @RequiresScopes('requests:read')
  @Subscription(() => AccessRequestChange, {
    description:
      'Requests of the viewer and their teams, or one of them. An id that is not theirs is the error NOT_FOUND.',
    subscribe: async ({ context, args: { id, after } }: Subscribing) => {
      const asker = requirePersonOrClient(context.caller);
      const of = id == null ? {} : { subjectId: await ownRequest(context, asker, id) };
      if (asker.kind === 'person')
        return follow(context, { subject: 'ACCESS_REQUEST', personId: asker.id, ...of }, after);
      if (id == null) throw badUserInput('Com o token de um sistema, informe o id da solicitação.');
      return follow(context, { subject: 'ACCESS_REQUEST', ...of }, after);
    },
  })
  accessRequestChanged(
    @Root() told: Told,
    @Arg('id', () => ID, { nullable: true, description: 'Only this request.' }) _id: string | null,
    @Arg('after', () => String, { nullable: true, description: AFTER }) _after: string | null,
  ): Promise<AccessRequestChange> {
    return requestChange(orThrowTooSlow(told));
  }

  @RequiresScopes('session')
  @Subscription(() => AccessRequestChange, {
    description: 'Reviewers: whatever enters, moves in or leaves the queue.',
    subscribe: ({ context, args: { after } }: Subscribing) => {
      const portfolios = reachOf(requirePermission(context.caller, 'READ_REQUESTS'), 'READ_REQUESTS');
      return follow(context, { subject: 'ACCESS_REQUEST', queue: true, portfolios }, after);
    },
  })
  reviewQueueChanged(
    @Root() told: Told,
    @Arg('after', () => String, { nullable: true, description: AFTER }) _after: string | null,
  ): Promise<AccessRequestChange> {
    return requestChange(orThrowTooSlow(told));
  }

  @RequiresScopes('credentials:read')
  @Subscription(() => CredentialChange, {
    description: "Credentials of the viewer's teams.",
    subscribe: async ({ context, args: { after } }: Subscribing) => {
      const asker = requirePersonOrClient(context.caller);
      const own = asker.kind === 'client' ? { subjectId: asker.credentialId } : { personId: asker.id };
      return follow(context, { subject: 'CREDENTIAL', ...own }, after);
    },
  })
  credentialChanged(
    @Root() told: Told,
    @Arg('after', () => String, { nullable: true, description: AFTER }) _after: string | null,
  ): Promise<CredentialChange> {
    return credentialChange(orThrowTooSlow(told));
  }
}

/** The id of a request of one's own or of one's teams; NOT_FOUND for what is not. */
export async function ownRequest(
  { em }: CredentialsContext,
  asker: Person | ClientCaller,
  id: string,
): Promise<string> {
  const request = isId(id) ? await em.findOne(AccessRequest, { id }) : null;
  const own = request && (asker.kind === 'client' ? mayRead(request, asker) : isOfTeam(request, asker));
  if (!own) throw notFound();
  return request.id;
}

/** What is of interest on the line; a subscriber that is too slow is told so. */
export async function follow(
  { changes }: CredentialsContext,
  interest: Interest,
  after: string | null | undefined,
): Promise<ChangeStream<Told | StreamBeat>> {
  return tellSlowness(await changes.follow(interest, after ?? null));
}

async function requestChange({ change, load }: Delivered): Promise<AccessRequestChange> {
  const { requests, events } = await load();
  const accessRequest = requests.get(change.subjectId);
  const event = change.eventId === null ? undefined : events.get(change.eventId);
  if (!accessRequest || !event) throw new Error(`Nothing stands behind the change at ${change.pos}`);
  return { cursor: cursorAt(change, change.at), event, accessRequest };
}

async function credentialChange({ change, load }: Delivered): Promise<CredentialChange> {
  const credential = (await load()).credentials.get(change.subjectId);
  if (!credential) throw new Error(`Nothing stands behind the change at ${change.pos}`);
  return { cursor: cursorAt(change, change.at), credential };
}
