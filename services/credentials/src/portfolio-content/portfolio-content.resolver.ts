import { IdempotencyKey, ListSize, RequiresScopes, requirePermission } from '@portal/service-kit';
import { Arg, Args, ArgsType, Ctx, Field, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import type { Outcome } from '../idempotency/perform.ts';
import {
  discardPortfolioContentDraft,
  publishPortfolioContent,
  restorePortfolioContent,
  savePortfolioContent,
  withdrawPortfolioContent,
} from './act-on-portfolio.ts';
import { PortfolioContent, PortfolioContentBody, PortfolioContentPayload } from './portfolio-content.ts';
import { SavePortfolioContentInput } from './portfolio-content-input.ts';
import { editionBody, readPortfolio, readPortfolios } from './read-portfolios.ts';

@ArgsType()
class PortfolioArgs {
  @Field(() => String, { description: 'The slug of the portfolio.' })
  slug!: string;

  @Field(() => Int, { description: 'Which version of it was seen.' })
  version!: number;
}

/** What portfolios say: ADMIN writes and publishes it, MANAGER and AUDITOR read it with drafts and former versions. */
@Resolver()
export class PortfolioContentResolver {
  @RequiresScopes('session')
  @ListSize(20)
  @Query(() => [PortfolioContent], {
    nullable: true,
    description: 'MANAGER, AUDITOR or ADMIN: every portfolio as it is written, in the order of the catalogue.',
  })
  portfolioContents(@Ctx() ctx: CredentialsContext): Promise<PortfolioContent[]> {
    requirePermission(ctx.caller, 'READ_CONTENT');
    return readPortfolios(ctx);
  }

  @RequiresScopes('session')
  @Query(() => PortfolioContent, {
    nullable: true,
    description: 'MANAGER, AUDITOR or ADMIN: one portfolio, with what is being written and what was published.',
  })
  portfolioContent(
    @Arg('slug', () => String, { description: 'The slug of the portfolio.' }) slug: string,
    @Ctx() ctx: CredentialsContext,
  ): Promise<PortfolioContent | null> {
    requirePermission(ctx.caller, 'READ_CONTENT');
    return readPortfolio(ctx, slug);
  }

  @RequiresScopes('session')
  @Query(() => PortfolioContentBody, {
    nullable: true,
    description:
      'MANAGER, AUDITOR or ADMIN: what a version said; null where there is none, or it took the portfolio out.',
  })
  portfolioContentEdition(
    @Arg('slug', () => String, { description: 'The slug of the portfolio.' }) slug: string,
    @Arg('number', () => Int, { description: 'Which version.' }) number: number,
    @Ctx() ctx: CredentialsContext,
  ): Promise<PortfolioContentBody | null> {
    requirePermission(ctx.caller, 'READ_CONTENT');
    return editionBody(ctx, slug, number);
  }

  @RequiresScopes('session')
  @Mutation(() => PortfolioContentPayload, {
    nullable: true,
    description: 'ADMIN: keeps what is being written of a portfolio. It counts for nobody yet.',
  })
  savePortfolioContent(
    @Arg('input', () => SavePortfolioContentInput, { description: 'What it is to say.' })
    { slug, version, body }: SavePortfolioContentInput,
    @Ctx() ctx: CredentialsContext,
  ): Promise<PortfolioContentPayload> {
    return change(ctx, { slug, version }, (ctx, target) => savePortfolioContent(ctx, target, body));
  }

  @RequiresScopes('session')
  @Mutation(() => PortfolioContentPayload, {
    nullable: true,
    description: 'ADMIN: forgets what is being written of a portfolio.',
  })
  discardPortfolioContentDraft(
    @Args() target: PortfolioArgs,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<PortfolioContentPayload> {
    return change(ctx, target, discardPortfolioContentDraft);
  }

  @RequiresScopes('session')
  @Mutation(() => PortfolioContentPayload, {
    nullable: true,
    description: 'ADMIN: makes what is being written count, from then on and for everybody.',
  })
  publishPortfolioContent(
    @Args() target: PortfolioArgs,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<PortfolioContentPayload> {
    return change(ctx, target, publishPortfolioContent);
  }

  @RequiresScopes('session')
  @Mutation(() => PortfolioContentPayload, {
    nullable: true,
    description: 'ADMIN: takes a portfolio out of use; requests and credentials that there are go on.',
  })
  withdrawPortfolioContent(
    @Args() target: PortfolioArgs,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<PortfolioContentPayload> {
    return change(ctx, target, withdrawPortfolioContent);
  }

  @RequiresScopes('session')
  @Mutation(() => PortfolioContentPayload, {
    nullable: true,
    description: 'ADMIN: goes back to what counted once, which becomes the newest version.',
  })
  restorePortfolioContent(
    @Args() target: PortfolioArgs,
    @Arg('number', () => Int, { description: 'The version to go back to.' }) number: number,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<PortfolioContentPayload> {
    return change(ctx, target, (ctx, target) => restorePortfolioContent(ctx, target, number));
  }
}

/** With the portfolio as it is now, also where nothing was done: who saw an older version then sees this one. */
async function change(
  ctx: CredentialsContext,
  target: PortfolioArgs,
  act: (ctx: CredentialsContext, target: PortfolioArgs) => Promise<Outcome<string>>,
): Promise<PortfolioContentPayload> {
  requirePermission(ctx.caller, 'ADMINISTER');
  const { problems } = await act(ctx, target);
  return { portfolioContent: await readPortfolio(ctx, target.slug), problems };
}
