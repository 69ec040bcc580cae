import { Environment } from '@portal/domain';
import { IdempotencyKey, ListSize, RequiresScopes, requirePermission, requirePerson } from '@portal/service-kit';
import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import type { Outcome } from '../idempotency/perform.ts';
import { Reason } from '../requests/access-request-event.ts';
import {
  discardReviewReasonsDraft,
  publishReviewReasons,
  readReviewReasons,
  restoreReviewReasons,
  saveReviewReasons,
} from './act-on-reasons.ts';
import { reasonLabel } from './reason-label.ts';
import { reasonsInUse } from './reasons-in-use.ts';
import {
  ReasonCode,
  ReviewReasons,
  ReviewReasonsPayload,
  reviewReasonsOf,
  SaveReviewReasonsInput,
} from './review-reasons.ts';

const VERSION = 'Which version of them was seen.';

/** Reasons that reviewers may give: everybody knows those in use; MANAGER and AUDITOR read all, ADMIN keeps them. */
@Resolver()
export class ReviewReasonsResolver {
  @RequiresScopes(['requests:read', 'person'])
  @ListSize(10)
  @Query(() => [ReasonCode], {
    nullable: true,
    description: 'What a reviewer may give as a reason; OTHER is always among them.',
  })
  async reasonCodes(
    @Arg('environment', () => Environment, { nullable: true, description: 'Only those of this environment.' })
    environment: Environment | null,
    @Ctx() { caller, em }: CredentialsContext,
  ): Promise<ReasonCode[]> {
    requirePerson(caller);
    const reasons = await reasonsInUse(em);
    return reasons.filter(({ environments }) => !environment || environments.includes(environment));
  }

  @RequiresScopes('session')
  @Query(() => ReviewReasons, {
    nullable: true,
    description:
      'MANAGER, AUDITOR or ADMIN: the reasons that reviewers may give, with what is being written and what was in use.',
  })
  async reviewReasons(@Ctx() ctx: CredentialsContext): Promise<ReviewReasons> {
    requirePermission(ctx.caller, 'READ_CONTENT');
    return reviewReasonsOf(await readReviewReasons(ctx));
  }

  @RequiresScopes('session')
  @Mutation(() => ReviewReasonsPayload, {
    nullable: true,
    description: 'ADMIN: keeps what is being written of the reasons that reviewers may give. They do not see it yet.',
  })
  async saveReviewReasons(
    @Arg('input', () => SaveReviewReasonsInput, { description: 'What they are to be.' })
    { version, reasons }: SaveReviewReasonsInput,
    @Ctx() ctx: CredentialsContext,
  ): Promise<ReviewReasonsPayload> {
    requirePermission(ctx.caller, 'ADMINISTER');
    return answer(ctx, saveReviewReasons(ctx, version, reasons));
  }

  @RequiresScopes('session')
  @Mutation(() => ReviewReasonsPayload, {
    nullable: true,
    description: 'ADMIN: forgets what is being written of the reasons that reviewers may give.',
  })
  async discardReviewReasonsDraft(
    @Arg('version', () => Int, { description: VERSION }) version: number,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<ReviewReasonsPayload> {
    requirePermission(ctx.caller, 'ADMINISTER');
    return answer(ctx, discardReviewReasonsDraft(ctx, version));
  }

  @RequiresScopes('session')
  @Mutation(() => ReviewReasonsPayload, {
    nullable: true,
    description: 'ADMIN: gives reviewers what is being written, and takes from them what is no longer among it.',
  })
  async publishReviewReasons(
    @Arg('version', () => Int, { description: VERSION }) version: number,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<ReviewReasonsPayload> {
    requirePermission(ctx.caller, 'ADMINISTER');
    return answer(ctx, publishReviewReasons(ctx, version));
  }

  @RequiresScopes('session')
  @Mutation(() => ReviewReasonsPayload, {
    nullable: true,
    description: 'ADMIN: goes back to reasons that could be given once, which become the newest version.',
  })
  async restoreReviewReasons(
    @Arg('version', () => Int, { description: VERSION }) version: number,
    @Arg('number', () => Int, { description: 'The version to go back to.' }) number: number,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<ReviewReasonsPayload> {
    requirePermission(ctx.caller, 'ADMINISTER');
    return answer(ctx, restoreReviewReasons(ctx, version, number));
  }
}

/** A reason that was given. */
@Resolver(() => Reason)
export class ReasonResolver {
  @FieldResolver(() => String, { description: 'For people, in Portuguese, in the words of that day.' })
  label(@Root() reason: Reason): string {
    return reasonLabel(reason);
  }
}

/** With the reasons as they are now, also where nothing was done: who saw an older version then sees this one. */
async function answer(ctx: CredentialsContext, acting: Promise<Outcome<string>>): Promise<ReviewReasonsPayload> {
  const { problems } = await acting;
  return { reviewReasons: reviewReasonsOf(await readReviewReasons(ctx)), problems };
}
