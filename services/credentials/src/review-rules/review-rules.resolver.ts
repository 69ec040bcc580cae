import { IdempotencyKey, ListSize, RequiresScopes, requirePermission } from '@portal/service-kit';
import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import type { Outcome } from '../idempotency/perform.ts';
import {
  discardReviewRulesDraft,
  publishReviewRules,
  readReviewRules,
  restoreReviewRules,
  saveReviewRules,
} from './act-on-rules.ts';
import { AnswerTime } from './answer-time.ts';
import { answerTimesOf, ReviewRules, ReviewRulesPayload, reviewRulesOf, SaveReviewRulesInput } from './review-rules.ts';
import { rulesInUse } from './rules-in-use.ts';

const VERSION = 'Which version of them was seen.';

/** Rules of the review: everybody knows in how long it is answered; MANAGER and AUDITOR read all, ADMIN keeps them. */
@Resolver()
export class ReviewRulesResolver {
  @RequiresScopes('anyone')
  @ListSize(10)
  @Query(() => [AnswerTime], {
    nullable: true,
    description: 'In how long the Ministry normally answers what is submitted now, for everybody.',
  })
  async answerTimes(@Ctx() { em }: CredentialsContext): Promise<AnswerTime[]> {
    return answerTimesOf(await rulesInUse(em));
  }

  @RequiresScopes('session')
  @Query(() => ReviewRules, {
    nullable: true,
    description: 'MANAGER, AUDITOR or ADMIN: the rules of the review, with what is being written and what held.',
  })
  async reviewRules(@Ctx() ctx: CredentialsContext): Promise<ReviewRules> {
    requirePermission(ctx.caller, 'READ_CONTENT');
    return reviewRulesOf(await readReviewRules(ctx));
  }

  @RequiresScopes('session')
  @Mutation(() => ReviewRulesPayload, {
    nullable: true,
    description: 'ADMIN: keeps what is being written of the rules of the review. It does not hold yet.',
  })
  async saveReviewRules(
    @Arg('input', () => SaveReviewRulesInput, { description: 'What they are to say.' })
    { version, answerTimes, holidays, fourEyes }: SaveReviewRulesInput,
    @Ctx() ctx: CredentialsContext,
  ): Promise<ReviewRulesPayload> {
    requirePermission(ctx.caller, 'ADMINISTER');
    const given = {
      answerTimes: answerTimes.map(({ portfolio = null, ...time }) => ({ portfolio, ...time })),
      holidays: holidays.map(({ date, name }) => ({ date, name })),
      ...(fourEyes && {
        fourEyes: fourEyes.map(({ portfolio, environment, needed }) => ({ portfolio, environment, needed })),
      }),
    };
    return answer(ctx, saveReviewRules(ctx, version, given));
  }

  @RequiresScopes('session')
  @Mutation(() => ReviewRulesPayload, {
    nullable: true,
    description: 'ADMIN: forgets what is being written of the rules of the review.',
  })
  async discardReviewRulesDraft(
    @Arg('version', () => Int, { description: VERSION }) version: number,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<ReviewRulesPayload> {
    requirePermission(ctx.caller, 'ADMINISTER');
    return answer(ctx, discardReviewRulesDraft(ctx, version));
  }

  @RequiresScopes('session')
  @Mutation(() => ReviewRulesPayload, {
    nullable: true,
    description: 'ADMIN: lets what is being written hold for what is submitted from now on.',
  })
  async publishReviewRules(
    @Arg('version', () => Int, { description: VERSION }) version: number,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<ReviewRulesPayload> {
    requirePermission(ctx.caller, 'ADMINISTER');
    return answer(ctx, publishReviewRules(ctx, version));
  }

  @RequiresScopes('session')
  @Mutation(() => ReviewRulesPayload, {
    nullable: true,
    description: 'ADMIN: goes back to rules that held once, which become the newest version.',
  })
  async restoreReviewRules(
    @Arg('version', () => Int, { description: VERSION }) version: number,
    @Arg('number', () => Int, { description: 'The version to go back to.' }) number: number,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<ReviewRulesPayload> {
    requirePermission(ctx.caller, 'ADMINISTER');
    return answer(ctx, restoreReviewRules(ctx, version, number));
  }
}

/** With the rules as they are now, also where nothing was done: who saw an older version then sees this one. */
async function answer(ctx: CredentialsContext, acting: Promise<Outcome<string>>): Promise<ReviewRulesPayload> {
  const { problems } = await acting;
  return { reviewRules: reviewRulesOf(await readReviewRules(ctx)), problems };
}
