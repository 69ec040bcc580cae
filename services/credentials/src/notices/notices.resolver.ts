import { MessageSide, MOST_COUNTED, MOST_UNREAD_NOTICES, NoticeKind } from '@portal/domain';
import {
  type Connection,
  Cost,
  connectionOf,
  decodeCursor,
  encodeCursor,
  IDEMPOTENCY_KEY,
  isId,
  ListSize,
  Problem,
  pageOf,
  pageSize,
  RequiresScopes,
  reachOf,
  refuse,
  requirePerson,
} from '@portal/service-kit';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { momentKey } from '../graph/moment-key.ts';
import { PageArgs } from '../graph/page-args.ts';
import { GIVES_ID, perform } from '../idempotency/perform.ts';
import { Viewer } from '../requests/viewer.resolver.ts';
import { Notice, noticeOf } from './notice.ts';
import { countNotices, countUnread, markNoticesRead, readNotices } from './notice-rows.ts';

const NoticeConnection = connectionOf(Notice);

const SIDE = 'What is read in the console of who asks for access, or in the one of reviewers.';

/** Which notices. */
@ArgsType()
class NoticesArgs extends PageArgs {
  @Field(() => MessageSide, { description: SIDE })
  side!: MessageSide;

  @Field(() => NoticeKind, { nullable: true, description: 'Only of this kind.' })
  kind?: NoticeKind | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'True: only those that are not read.' })
  unread?: boolean | null;
}

/** A person's notices. */
@Resolver(() => Viewer)
export class ViewerNoticesResolver {
  @RequiresScopes('session')
  @ListSize('first')
  @FieldResolver(() => NoticeConnection, {
    description: 'What they were told, the newest first; kept for 180 days as a rule.',
  })
  async notices(
    @Root() { id: personId }: Viewer,
    @Args() { first, after, side, kind, unread }: NoticesArgs,
    @Ctx() { em, caller }: CredentialsContext,
  ): Promise<Connection<Notice>> {
    const size = pageSize(first);
    const list = 'notices';
    const reach = reachOf(caller, 'READ_REQUESTS');
    const asked = { personId, side, kind: kind ?? null, unread: unread ?? false, reach };
    const begin = after == null ? null : decodeCursor(after, momentKey(list));
    const rows = await readNotices(em, asked, { limit: size + 1, after: begin });
    return pageOf({
      rows: rows.map(noticeOf),
      size,
      after,
      cursorOf: ({ at, id }) => encodeCursor([list, at.toISOString(), id]),
      countAll: () => countNotices(em, asked, MOST_COUNTED + 1),
    });
  }

  @RequiresScopes('session')
  @Cost(1)
  @FieldResolver(() => Int, {
    nullable: true,
    description: `How many of them are not read; ${MOST_UNREAD_NOTICES + 1} stands for more than ${MOST_UNREAD_NOTICES}.`,
  })
  async unreadNoticeCount(
    @Root() { id }: Viewer,
    @Arg('side', () => MessageSide, { description: SIDE }) side: MessageSide,
    @Ctx() { em, caller, recipients, now }: CredentialsContext,
  ): Promise<number> {
    await recipients.know(em, requirePerson(caller), now());
    return countUnread(em, { personId: id, side, reach: reachOf(caller, 'READ_REQUESTS') });
  }
}

/** Which notices were read. */
@InputType({ description: 'Which of their own notices were read: some by their ids, or all of a side or kind.' })
export class MarkNoticesReadInput {
  @Field(() => MessageSide, { description: SIDE })
  side!: MessageSide;

  @Field(() => [ID], { nullable: true, description: 'These, at most 100; all of the side where it is left out.' })
  ids?: string[] | null;

  @Field(() => NoticeKind, { nullable: true, description: 'Of all of the side, only those of this kind.' })
  kind?: NoticeKind | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** What marking notices answers. */
@RequiresScopes('inherited')
@ObjectType({ description: 'The person, whose notices are as they are now, or the problems that can be mended.' })
export class MarkNoticesReadPayload {
  @Field(() => Viewer, { nullable: true, description: 'Who asked; null where nothing was done.' })
  viewer!: Viewer | null;

  @ListSize(2)
  @Field(() => [Problem], { description: 'Empty when it was done.' })
  problems!: readonly Problem[];
}

const MOST_MARKED = 100;

/** What a person does with their notices. */
@Resolver()
export class NoticeMutations {
  @RequiresScopes('session')
  @Mutation(() => MarkNoticesReadPayload, {
    nullable: true,
    description: 'Marks notices of one’s own as read; those of others are passed over, as if they were not there.',
  })
  async markNoticesRead(
    @Arg('input', () => MarkNoticesReadInput, { description: 'Which.' }) { ids, side, kind }: MarkNoticesReadInput,
    @Ctx() ctx: CredentialsContext,
  ): Promise<MarkNoticesReadPayload> {
    const { result, problems } = await perform(ctx, GIVES_ID, async (em, { id }) => {
      if (ids && ids.length > MOST_MARKED) {
        return refuse('INVALID', `Marque no máximo ${MOST_MARKED} avisos de cada vez.`, ['ids']);
      }
      const which = ids == null ? { side, kind: kind ?? null } : { ids: ids.filter(isId) };
      await markNoticesRead(em, id, which, ctx.now());
      return id;
    });
    return { viewer: result === null ? null : { ...requirePerson(ctx.caller) }, problems };
  }
}
