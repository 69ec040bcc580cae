import { AccessRequestState, Environment, parseProtocolNumber, ReviewQueueOrder } from '@portal/domain';
import {
  type Connection,
  connectionOf,
  isId,
  ListSize,
  may,
  RequiresScopes,
  reachOf,
  requirePermission,
  requirePerson,
  requirePersonOrClient,
} from '@portal/service-kit';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, InputType, Query, Resolver, Root } from 'type-graphql';
import { Portfolio } from '../catalogue/entities.ts';
import type { CredentialsContext } from '../context.ts';
import { PageArgs } from '../graph/page-args.ts';
import { Colleague } from '../reviews/colleague.ts';
import { colleagues } from '../reviews/colleagues.ts';
import { mentionable } from '../reviews/mentions.ts';
import { AccessRequest } from './access-request.ts';
import { type ListFilter, listOfPortfolio, listRequests } from './list.ts';
import { inReachOf, LISTS, ofSystem, QUEUE_BY } from './lists.ts';
import { Reviewer } from './request-parts.ts';
import { reviewersOfQueue } from './reviewers.ts';
import { mayRead, readsForMinistry } from './visibility.ts';

/** A page of requests. */
export const AccessRequestConnection = connectionOf(AccessRequest);

/** What narrows a list of requests. */
@InputType({ description: 'What narrows a list of requests; what is absent does not.' })
export class AccessRequestFilter implements ListFilter {
  @Field(() => Environment, { nullable: true, description: 'Only those for this environment.' })
  environment?: Environment | null;

  @Field(() => [AccessRequestState], { nullable: true, description: 'Only those in one of these states.' })
  states?: AccessRequestState[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Words that all occur in protocol, portfolio, establishment or system, in reviewers' lists also in the requester's name, the manager's name, or as whole words of the requester's e-mail (all of it, what stands before or after the @, or a word between its signs); accents and case are ignored.",
  })
  text?: string | null;

  @Field(() => String, { nullable: true, description: 'Only those of this portfolio, by its slug.' })
  portfolio?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'True: only those that the viewer holds or decided.' })
  assignedToMe?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'True: only those that nobody holds.' })
  unassigned?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Only those that this person holds or decided, by `Reviewer.personId`.',
  })
  reviewer?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only those of an establishment in this federative unit, by its two letters.',
  })
  uf?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only those that wait for an answer after their `dueAt`.',
  })
  late?: boolean | null;
}

@ArgsType()
class ListArgs extends PageArgs {
  @Field(() => AccessRequestFilter, { nullable: true, description: 'What narrows the list.' })
  filter!: AccessRequestFilter | null;
}

@ArgsType()
class QueueArgs extends ListArgs {
  @Field(() => ReviewQueueOrder, { nullable: true, defaultValue: 'DUE_FIRST', description: 'What it is ordered by.' })
  orderBy!: ReviewQueueOrder | null;
}

/** Reading requests. */
@Resolver()
export class AccessRequestQueries {
  @RequiresScopes('requests:read')
  @ListSize('first')
  @Query(() => AccessRequestConnection, {
    nullable: true,
    description:
      "Menu Solicitações: the viewer's own and those of their teams, newest first; by a system's own token, those of its credential.",
  })
  accessRequests(
    @Args() { filter, ...page }: ListArgs,
    @Ctx() ctx: CredentialsContext,
  ): Promise<Connection<AccessRequest>> {
    const asker = requirePersonOrClient(ctx.caller);
    const list = asker.kind === 'client' ? ofSystem(asker) : LISTS.own;
    const id = asker.kind === 'client' ? asker.credentialId : asker.id;
    return listRequests(ctx, { id }, list, filter ?? {}, page);
  }

  @RequiresScopes('requests:read')
  @Query(() => AccessRequest, {
    nullable: true,
    description:
      "One's own or one of one's teams; a reviewer's, from its first submit on, in the portfolios that they are bound to. Null for every other.",
  })
  async accessRequest(
    @Arg('id', () => ID, { description: 'The request.' }) id: string,
    @Ctx() ctx: CredentialsContext,
  ): Promise<AccessRequest | null> {
    requirePersonOrClient(ctx.caller);
    return opened(ctx, isId(id) ? await ctx.loaders.request.load(id) : null);
  }

  @RequiresScopes('requests:read')
  @Query(() => AccessRequest, {
    nullable: true,
    description: 'The same by its number, with or without dashes. Null for a number that is wrong.',
  })
  async accessRequestByProtocol(
    @Arg('protocol', () => String, { description: 'Its number, such as 2026-0000123-6.' }) protocol: string,
    @Ctx() ctx: CredentialsContext,
  ): Promise<AccessRequest | null> {
    requirePersonOrClient(ctx.caller);
    const parsed = parseProtocolNumber(protocol);
    return opened(ctx, parsed.ok ? await ctx.em.findOne(AccessRequest, { protocol: parsed.value }) : null);
  }

  @RequiresScopes('session')
  @ListSize('first')
  @Query(() => AccessRequestConnection, {
    nullable: true,
    description: 'Reviewers: SUBMITTED and IN_REVIEW, nearest deadline first unless asked otherwise.',
  })
  async reviewQueue(
    @Args() { filter, orderBy, ...page }: QueueArgs,
    @Ctx() ctx: CredentialsContext,
  ): Promise<Connection<AccessRequest>> {
    const person = requirePermission(ctx.caller, 'READ_REQUESTS');
    if (may(person, 'DECIDE')) await ctx.attendance.note(ctx.em, person, ctx.now());
    return listRequests(ctx, person, inReachOf(person, QUEUE_BY[orderBy ?? 'DUE_FIRST']), filter ?? {}, page);
  }

  @RequiresScopes('session')
  @ListSize('first')
  @Query(() => AccessRequestConnection, {
    nullable: true,
    description:
      'Reviewers: all that was ever submitted, whatever its state (also CHANGES_REQUESTED and CANCELLED), newest submission first.',
  })
  submittedRequests(
    @Args() { filter, ...page }: ListArgs,
    @Ctx() ctx: CredentialsContext,
  ): Promise<Connection<AccessRequest>> {
    const person = requirePermission(ctx.caller, 'READ_REQUESTS');
    return listRequests(ctx, person, inReachOf(person, LISTS.submitted), filter ?? {}, page);
  }

  @RequiresScopes('session')
  @ListSize(20)
  @Query(() => [Reviewer], {
    nullable: true,
    description: 'Reviewers: who holds requests of the queue now, by name; a hundred at most.',
  })
  queueReviewers(@Ctx() { caller, em }: CredentialsContext): Promise<Reviewer[]> {
    const person = requirePermission(caller, 'READ_REQUESTS');
    return reviewersOfQueue(em, reachOf(person, 'READ_REQUESTS'));
  }

  @RequiresScopes('session')
  @ListSize(20)
  @Query(() => [Colleague], {
    nullable: true,
    description:
      'Reviewers and MANAGER: whom a request may be handed to, by name: reviewers who read the queue in the last thirty days.',
  })
  async colleagues(
    @Arg('toMentionOn', () => ID, {
      nullable: true,
      description:
        'A request: those of them who may be mentioned in its internal notes, for they review in its portfolio and are not of its team, without the viewer. None of a request that the viewer does not review.',
    })
    toMentionOn: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<Colleague[]> {
    const { caller, em, now } = ctx;
    const person = requirePermission(caller, 'HAND_OVER', 'MOVE_CLAIMS');
    if (toMentionOn == null) return colleagues(em, reachOf(person, 'READ_REQUESTS'), now());
    const request = isId(toMentionOn) ? await ctx.loaders.request.load(toMentionOn) : null;
    const reads = request && request.submissions > 0 && readsForMinistry(request, caller);
    return reads ? mentionable(em, request, person.id, now()) : [];
  }

  @RequiresScopes('session')
  @ListSize('first')
  @Query(() => AccessRequestConnection, {
    nullable: true,
    description: 'Reviewers: decided requests, newest decision first.',
  })
  reviewHistory(
    @Args() { filter, ...page }: ListArgs,
    @Ctx() ctx: CredentialsContext,
  ): Promise<Connection<AccessRequest>> {
    const person = requirePermission(ctx.caller, 'READ_REQUESTS');
    return listRequests(ctx, person, inReachOf(person, LISTS.history), filter ?? {}, page);
  }
}

/** One request that was asked for by itself: null for who may not read it, noted for who reads another's. */
async function opened({ caller, accessLog }: CredentialsContext, request: AccessRequest | null) {
  if (!request || !mayRead(request, caller)) return null;
  await accessLog.reads('ACCESS_REQUEST', request);
  return request;
}

/** What this subgraph adds to a portfolio. */
@Resolver(() => Portfolio)
export class PortfolioRequests {
  @ListSize('first')
  @FieldResolver(() => AccessRequestConnection, {
    description: 'The requests of the viewer and their teams in this portfolio, newest first.',
  })
  viewerRequests(
    @Root() { slug }: Portfolio,
    @Args() page: PageArgs,
    @Ctx() ctx: CredentialsContext,
  ): Promise<Connection<AccessRequest>> {
    return listOfPortfolio(ctx, requirePerson(ctx.caller), slug, page);
  }
}
