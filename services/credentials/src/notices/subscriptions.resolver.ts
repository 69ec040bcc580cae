import { RequiresScopes, reachOf, requirePerson } from '@portal/service-kit';
import { Arg, Ctx, Field, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { cursorAt } from '../events/cursors.ts';
import { orThrowTooSlow, type Told } from '../events/slowness.ts';
import { AFTER, follow, type Subscribing } from '../events/subscriptions.resolver.ts';
import { Viewer } from '../requests/viewer.resolver.ts';
import { Notice, noticeOf } from './notice.ts';
import { isInReach } from './notice-rows.ts';

/** A notice that came, or that some were read. */
@RequiresScopes('inherited')
@ObjectType({ description: 'A notice that came, or that some were read.' })
export class NoticesChange {
  @Field(() => String, { description: 'Where it stands on the line, to be passed as `after`.' })
  cursor!: string;

  @Field(() => Notice, { nullable: true, description: 'The notice that came; null where some were read.' })
  notice!: Notice | null;

  @Field(() => Viewer, { description: 'Whose they are, as it stands now.' })
  viewer!: Viewer;
}

/** Notices, as they come. */
@Resolver()
export class NoticeSubscriptions {
  @RequiresScopes('session')
  @Subscription(() => NoticesChange, {
    description: "The viewer's own notices, as they come and as they are read, on whatever page.",
    subscribe: ({ context, args: { after } }: Subscribing) => {
      const { id } = requirePerson(context.caller);
      return follow(context, { subject: 'NOTICE', holders: new Set([id]) }, after);
    },
  })
  async noticesChanged(
    @Root() told: Told,
    @Arg('after', () => String, { nullable: true, description: AFTER }) _after: string | null,
    @Ctx() { caller }: CredentialsContext,
  ): Promise<NoticesChange> {
    const { change, load } = orThrowTooSlow(told);
    const person = requirePerson(caller);
    const id = change.told?.[person.id] ?? change.eventId;
    const notice = id === null ? undefined : (await load()).notices.get(id);
    const theirs = notice && isInReach(notice, reachOf(person, 'READ_REQUESTS'));
    return { cursor: cursorAt(change, change.at), notice: theirs ? noticeOf(notice) : null, viewer: { ...person } };
  }
}
