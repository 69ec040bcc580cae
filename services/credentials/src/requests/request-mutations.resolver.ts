import { IDEMPOTENCY_KEY, RequiresScopes, requirePerson } from '@portal/service-kit';
import { Arg, Args, ArgsType, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { AccessRequestPayload } from './access-request-payload.ts';
import { cancelAccessRequest } from './cancel.ts';
import { continueRequest } from './continue-request.ts';
import { createAlterationRequest } from './create-alteration.ts';
import { createHomologationRequest } from './create-homologation.ts';
import { createProductionRequest } from './create-production.ts';
import { submitAccessRequest } from './submit.ts';
import { updateAccessRequest } from './update.ts';
import { UpdateAccessRequestInput } from './update-input.ts';

/** What a homologation request starts from. */
@InputType({ description: 'What a homologation request starts from.' })
export class CreateHomologationRequestInput {
  @Field(() => String, { description: 'Slug of the portfolio.' })
  portfolio!: string;

  @Field(() => [String], { description: 'Slugs of its services, one or more.' })
  services!: string[];

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** What a production request starts from. */
@InputType({ description: 'What a production request starts from.' })
export class CreateProductionRequestInput {
  @Field(() => ID, { description: 'The homologation credential.' })
  credentialId!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** What an alteration starts from. */
@InputType({ description: 'What an alteration starts from.' })
export class CreateAlterationRequestInput {
  @Field(() => ID, { description: 'The credential, which is ACTIVE.' })
  credentialId!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** What is gone on with. */
@InputType({ description: 'What is gone on with: one of the two.' })
export class ContinueAccessRequestInput {
  @Field(() => ID, { nullable: true, description: 'A homologation request that is REJECTED or CANCELLED.' })
  requestId?: string | null;

  @Field(() => ID, { nullable: true, description: 'A homologation credential that is EXPIRED or REVOKED.' })
  credentialId?: string | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** Which request, in the version that was read. */
@ArgsType()
export class VersionedArgs {
  @Field(() => ID, { description: 'The request.' })
  id!: string;

  @Field(() => Int, { description: 'The version that was read; a changed request is STALE_VERSION.' })
  version!: number;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** What the owner of a request does. */
@Resolver()
export class AccessRequestMutations {
  @RequiresScopes(['requests:write', 'person'])
  @Mutation(() => AccessRequestPayload, {
    nullable: true,
    description: "Starts a draft for access to a portfolio's homologation environment.",
  })
  createHomologationRequest(
    @Arg('input', () => CreateHomologationRequestInput, { description: 'Portfolio and services.' })
    input: CreateHomologationRequestInput,
    @Ctx() ctx: CredentialsContext,
  ): Promise<AccessRequestPayload> {
    return createHomologationRequest(ctx, requirePerson(ctx.caller), input);
  }

  @RequiresScopes(['requests:write', 'person'])
  @Mutation(() => AccessRequestPayload, {
    nullable: true,
    description:
      'Starts a draft for access to production, everything carried over. DUPLICATE, with the open request in the payload, while there is one for that credential, drafts included.',
  })
  createProductionRequest(
    @Arg('input', () => CreateProductionRequestInput, { description: 'The homologation credential.' })
    input: CreateProductionRequestInput,
    @Ctx() ctx: CredentialsContext,
  ): Promise<AccessRequestPayload> {
    return createProductionRequest(ctx, requirePerson(ctx.caller), input);
  }

  @RequiresScopes(['requests:write', 'person'])
  @Mutation(() => AccessRequestPayload, {
    nullable: true,
    description:
      'Starts a draft that is to alter a credential, which it names in `replaces`: everything that the credential has is carried over but the terms. The credential goes on as it is until the draft is sent and approved. DUPLICATE, with the open request in the payload, while there is one for that credential, drafts included.',
  })
  createAlterationRequest(
    @Arg('input', () => CreateAlterationRequestInput, { description: 'The credential.' })
    input: CreateAlterationRequestInput,
    @Ctx() ctx: CredentialsContext,
  ): Promise<AccessRequestPayload> {
    return createAlterationRequest(ctx, requirePerson(ctx.caller), input);
  }

  @RequiresScopes(['requests:write', 'person'])
  @Mutation(() => AccessRequestPayload, {
    nullable: true,
    description:
      'Goes on with a homologation request that ended, or whose credential did, as a new draft that names it in `continues`: everything is carried over but the terms, and a certificate that is over. DUPLICATE, with the open request in the payload, while it is gone on with already.',
  })
  continueAccessRequest(
    @Arg('input', () => ContinueAccessRequestInput, { description: 'The request or the credential.' })
    input: ContinueAccessRequestInput,
    @Ctx() ctx: CredentialsContext,
  ): Promise<AccessRequestPayload> {
    return continueRequest(ctx, requirePerson(ctx.caller), input);
  }

  @RequiresScopes(['requests:write', 'person'])
  @Mutation(() => AccessRequestPayload, {
    nullable: true,
    description:
      'DRAFT and CHANGES_REQUESTED. Absent = unchanged, null = erased, objects merged key by key, lists replaced whole; one bad value refuses the call.',
  })
  updateAccessRequest(
    @Arg('input', () => UpdateAccessRequestInput, { description: 'What changes.' }) input: UpdateAccessRequestInput,
    @Ctx() ctx: CredentialsContext,
  ): Promise<AccessRequestPayload> {
    return updateAccessRequest(ctx, requirePerson(ctx.caller), input);
  }

  @RequiresScopes(['requests:write', 'person'])
  @Mutation(() => AccessRequestPayload, {
    nullable: true,
    description: 'Sends it to be reviewed; needs a silver or gold gov.br account. What is missing is told all at once.',
  })
  submitAccessRequest(@Args() target: VersionedArgs, @Ctx() ctx: CredentialsContext): Promise<AccessRequestPayload> {
    return submitAccessRequest(ctx, requirePerson(ctx.caller), target);
  }

  @RequiresScopes(['requests:write', 'person'])
  @Mutation(() => AccessRequestPayload, { nullable: true, description: 'Gives it up, in any state that is not final.' })
  cancelAccessRequest(@Args() target: VersionedArgs, @Ctx() ctx: CredentialsContext): Promise<AccessRequestPayload> {
    return cancelAccessRequest(ctx, requirePerson(ctx.caller), target);
  }
}
