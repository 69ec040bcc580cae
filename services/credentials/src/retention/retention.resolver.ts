import { IdempotencyKey, ListSize, RequiresScopes, requirePermission } from '@portal/service-kit';
import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import type { Outcome } from '../idempotency/perform.ts';
import { discardRetentionDraft, publishRetention, saveRetention } from './act-on-retention.ts';
import { readRetention, readTermsInForce } from './read-retention.ts';
import { Retention, RetentionPayload, RetentionTerm, SaveRetentionInput } from './retention.ts';

const VERSION = 'Which version was seen.';

/** Retention: everybody knows for how long what is kept; MANAGER and AUDITOR read all, ADMIN keeps it. */
@Resolver()
export class RetentionResolver {
  @RequiresScopes('anyone')
  @ListSize(10)
  @Query(() => [RetentionTerm], {
    nullable: true,
    description: 'For how long what is kept before it is deleted, as it is done now, for everybody.',
  })
  retentionTerms(@Ctx() ctx: CredentialsContext): Promise<RetentionTerm[]> {
    return readTermsInForce(ctx);
  }

  @RequiresScopes('session')
  @Query(() => Retention, {
    nullable: true,
    description:
      'MANAGER, AUDITOR or ADMIN: for how long what is kept, what its jobs did, what is being written and what held.',
  })
  async retention(@Ctx() ctx: CredentialsContext): Promise<Retention> {
    requirePermission(ctx.caller, 'READ_CONTENT');
    return readRetention(ctx);
  }

  @RequiresScopes('session')
  @Mutation(() => RetentionPayload, {
    nullable: true,
    description: 'ADMIN: keeps what is being written of terms. It does not hold yet.',
  })
  async saveRetention(
    @Arg('input', () => SaveRetentionInput, { description: 'What they are to be.' })
    { version, terms }: SaveRetentionInput,
    @Ctx() ctx: CredentialsContext,
  ): Promise<RetentionPayload> {
    requirePermission(ctx.caller, 'ADMINISTER');
    return answer(ctx, saveRetention(ctx, version, terms));
  }

  @RequiresScopes('session')
  @Mutation(() => RetentionPayload, { nullable: true, description: 'ADMIN: forgets what is being written of terms.' })
  async discardRetentionDraft(
    @Arg('version', () => Int, { description: VERSION }) version: number,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<RetentionPayload> {
    requirePermission(ctx.caller, 'ADMINISTER');
    return answer(ctx, discardRetentionDraft(ctx, version));
  }

  @RequiresScopes('session')
  @Mutation(() => RetentionPayload, {
    nullable: true,
    description:
      'ADMIN: publishes what is being written of terms. What is longer holds at once, what is shorter after a week.',
  })
  async publishRetention(
    @Arg('version', () => Int, { description: VERSION }) version: number,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<RetentionPayload> {
    requirePermission(ctx.caller, 'ADMINISTER');
    return answer(ctx, publishRetention(ctx, version));
  }
}

/** With everything as it is now, also where nothing was done: who saw an older version then sees this one. */
async function answer(ctx: CredentialsContext, acting: Promise<Outcome<string>>): Promise<RetentionPayload> {
  const { problems } = await acting;
  return { retention: await readRetention(ctx), problems };
}
