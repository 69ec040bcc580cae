import { Verdict, WarningCode } from '@portal/domain';
import { IDEMPOTENCY_KEY, RequiresScopes, requirePermission } from '@portal/service-kit';
import { Args, ArgsType, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { AccessRequestPayload } from '../requests/access-request-payload.ts';
import { VersionedArgs } from '../requests/request-mutations.resolver.ts';
import { assessRequirement } from './assess.ts';
import { claimAccessRequest } from './claim.ts';
import { approveAccessRequest, rejectAccessRequest, requestChanges } from './decide.ts';
import { handOverAccessRequest } from './hand-over.ts';
import { releaseAccessRequest } from './release.ts';

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
      'Grants it. Where the portfolio asks for four eyes, the first of two approvals puts it back into the queue.',
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
