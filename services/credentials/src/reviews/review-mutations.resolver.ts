import { Verdict, WarningCode } from '@portal/domain';
import { IDEMPOTENCY_KEY, RequiresScopes, requirePermission } from '@portal/service-kit';
import { Args, ArgsType, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { AccessRequestPayload } from '../requests/access-request-payload.ts';
import { VersionedArgs } from '../requests/request-mutations.resolver.ts';
import { assessRequirement } from './assess.ts';
import { claimAccessRequest, take } from './claim.ts';
import { approveAccessRequest, rejectAccessRequest, requestChanges } from './decide.ts';
import { give, handOverAccessRequest, recipient } from './hand-over.ts';
import { AccessRequestsPayload, moveMany, RequestVersionInput } from './move-many.ts';
import { putBack, releaseAccessRequest } from './release.ts';

/** A reason as a reviewer gives it. */
@InputType({ description: 'A reason, as the integrator will read it.' })
export class ReasonInput {
  @Field(() => String, { description: 'One of reasonCodes.' })
  code!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What it is about: a path of UpdateAccessRequestInput joined by dots, evidence.ID or checklist.CODE.',
  })
  path?: string | null;

  @Field(() => String, { description: 'For the integrator, in Portuguese.' })
  message!: string;
}

@ArgsType()
class HandOverArgs extends VersionedArgs {
  @Field(() => ID, { description: 'The reviewer who is to have it: `personId` of one of colleagues.' })
  toPersonId!: string;
}

@ArgsType()
class SeveralArgs {
  @Field(() => [RequestVersionInput], { description: 'Which, each once, at most 50.' })
  requests!: RequestVersionInput[];

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

@ArgsType()
class HandOverSeveralArgs extends SeveralArgs {
  @Field(() => ID, { description: 'The reviewer who is to have them: `personId` of one of colleagues.' })
  toPersonId!: string;
}

@ArgsType()
class DecisionArgs extends VersionedArgs {
  @Field(() => String, { nullable: true, description: 'What the integrator reads with the decision.' })
  message!: string | null;
}

@ArgsType()
class RefusalArgs extends DecisionArgs {
  @Field(() => [ReasonInput], {
    description: 'At least one; EVIDENCE_PERSONAL_DATA needs the path of the evidence, which is erased.',
  })
  reasons!: ReasonInput[];
}

@ArgsType()
class ApprovalArgs extends DecisionArgs {
  @Field(() => [WarningCode], {
    nullable: true,
    description: 'The warnings that the reviewer accepts, by name; those with mustAccept have to be among them.',
  })
  acceptedWarnings!: WarningCode[] | null;
}

@ArgsType()
class AssessmentArgs {
  @Field(() => ID, { description: 'The request.' })
  id!: string;

  @Field(() => String, { description: 'Code of the requirement.' })
  requirement!: string;

  @Field(() => Verdict, { description: 'What was found.' })
  verdict!: Verdict;

  @Field(() => String, { nullable: true, description: 'For the integrator, who reads it with the decision.' })
  note!: string | null;

  @Field(() => String, { nullable: true, description: 'Nota interna: for those of the Ministry alone.' })
  internalNote!: string | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** What reviewers do; the role is looked at before the id. */
@Resolver()
export class ReviewMutations {
  @RequiresScopes('session')
  @Mutation(() => AccessRequestPayload, {
    nullable: true,
    description: 'Reviewers, not the owner: takes it out of the queue.',
  })
  claimAccessRequest(@Args() target: VersionedArgs, @Ctx() ctx: CredentialsContext): Promise<AccessRequestPayload> {
    return claimAccessRequest(ctx, requirePermission(ctx.caller, 'CLAIM'), target);
  }

  @RequiresScopes('session')
  @Mutation(() => AccessRequestPayload, {
    nullable: true,
    description: "The claim's holder, or MANAGER or ADMIN: puts it back into the queue.",
  })
  releaseAccessRequest(@Args() target: VersionedArgs, @Ctx() ctx: CredentialsContext): Promise<AccessRequestPayload> {
    return releaseAccessRequest(ctx, requirePermission(ctx.caller, 'CLAIM', 'RELEASE_CLAIMS'), target);
  }

  @RequiresScopes('session')
  @Mutation(() => AccessRequestPayload, {
    nullable: true,
    description:
      "The claim's holder, or MANAGER, who also gives what waits: gives it to a reviewer who is not of its team.",
  })
  handOverAccessRequest(
    @Args() { toPersonId, id, version }: HandOverArgs,
    @Ctx() ctx: CredentialsContext,
  ): Promise<AccessRequestPayload> {
    const person = requirePermission(ctx.caller, 'HAND_OVER', 'MOVE_CLAIMS');
    return handOverAccessRequest(ctx, person, { id, version }, toPersonId);
  }

  @RequiresScopes('session')
  @Mutation(() => AccessRequestsPayload, {
    nullable: true,
    description: 'Reviewers: takes several, 50 at most, out of the queue. Each is taken, or tells why not.',
  })
  claimAccessRequests(
    @Args() { requests }: SeveralArgs,
    @Ctx() ctx: CredentialsContext,
  ): Promise<AccessRequestsPayload> {
    return moveMany(ctx, requirePermission(ctx.caller, 'CLAIM'), 'CLAIM', requests, async () => take);
  }

  @RequiresScopes('session')
  @Mutation(() => AccessRequestsPayload, {
    nullable: true,
    description:
      "The claims' holder, or MANAGER or ADMIN: puts several, 50 at most, back into the queue. Each is put back, or tells why not.",
  })
  releaseAccessRequests(
    @Args() { requests }: SeveralArgs,
    @Ctx() ctx: CredentialsContext,
  ): Promise<AccessRequestsPayload> {
    const person = requirePermission(ctx.caller, 'CLAIM', 'RELEASE_CLAIMS');
    return moveMany(ctx, person, 'RELEASE', requests, async () => putBack);
  }

  @RequiresScopes('session')
  @Mutation(() => AccessRequestsPayload, {
    nullable: true,
    description:
      "The claims' holder, or MANAGER, who also gives what waits: gives several, 50 at most, to a reviewer. Each is given, or tells why not.",
  })
  handOverAccessRequests(
    @Args() { requests, toPersonId }: HandOverSeveralArgs,
    @Ctx() ctx: CredentialsContext,
  ): Promise<AccessRequestsPayload> {
    const person = requirePermission(ctx.caller, 'HAND_OVER', 'MOVE_CLAIMS');
    return moveMany(ctx, person, 'HAND_OVER', requests, async (em, now) => {
      const to = await recipient(em, toPersonId, now);
      return (opened) => give(opened, to);
    });
  }

  @RequiresScopes('session')
  @Mutation(() => AccessRequestPayload, {
    nullable: true,
    description: 'Sends it back to its owner with what is to be mended.',
  })
  requestChanges(
    @Args() { id, version, reasons, message }: RefusalArgs,
    @Ctx() ctx: CredentialsContext,
  ): Promise<AccessRequestPayload> {
    return requestChanges(ctx, requirePermission(ctx.caller, 'DECIDE'), { id, version }, { reasons, message });
  }

  @RequiresScopes('session')
  @Mutation(() => AccessRequestPayload, {
    nullable: true,
    description:
      'Grants it. Where it was submitted under four eyes (`needsSecondApproval`), the first of two approvals puts it back into the queue.',
  })
  approveAccessRequest(
    @Args() { id, version, message, acceptedWarnings }: ApprovalArgs,
    @Ctx() ctx: CredentialsContext,
  ): Promise<AccessRequestPayload> {
    const person = requirePermission(ctx.caller, 'DECIDE');
    return approveAccessRequest(ctx, person, { id, version }, { message, acceptedWarnings });
  }

  @RequiresScopes('session')
  @Mutation(() => AccessRequestPayload, { nullable: true, description: 'Refuses it for good.' })
  rejectAccessRequest(
    @Args() { id, version, reasons, message }: RefusalArgs,
    @Ctx() ctx: CredentialsContext,
  ): Promise<AccessRequestPayload> {
    return rejectAccessRequest(ctx, requirePermission(ctx.caller, 'DECIDE'), { id, version }, { reasons, message });
  }

  @RequiresScopes('session')
  @Mutation(() => AccessRequestPayload, {
    nullable: true,
    description: "The holder's marks on the checklist, kept as they are made.",
  })
  assessRequirement(@Args() mark: AssessmentArgs, @Ctx() ctx: CredentialsContext): Promise<AccessRequestPayload> {
    return assessRequirement(ctx, requirePermission(ctx.caller, 'DECIDE'), mark);
  }
}
