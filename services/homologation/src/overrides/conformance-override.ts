import {
  ConformanceOutcome,
  ConformanceOverrideAction,
  ConformanceOverrideOutcome,
  ConformanceOverrideState,
  LIMITS,
} from '@portal/domain';
import { IDEMPOTENCY_KEY, ListSize, RequiresScopes } from '@portal/service-kit';
import { Field, ID, InputType, ObjectType } from 'type-graphql';

/** What a reviewer found of a requirement in the judge's place. */
@RequiresScopes('inherited')
@ObjectType({
  description:
    "Another outcome of a requirement than it had, or that what reviewers found of it is lifted, proposed by a reviewer. It counts once a second reviewer confirms it, and stands beside the judge's verdict, never over it.",
})
export class ConformanceOverride {
  @Field(() => ID, { description: 'What confirming, declining and withdrawing name it by.' })
  proposalId!: string;

  @Field(() => ConformanceOverrideOutcome, { description: 'What was found; AS_JUDGED lifts what was found before it.' })
  outcome!: ConformanceOverrideOutcome;

  @Field(() => ConformanceOutcome, {
    description: 'Where the requirement stood by calls and declarations when it was proposed: what it was made of.',
  })
  judged!: ConformanceOutcome;

  @Field(() => String, { description: 'Why, in the words of who proposed it.' })
  reason!: string;

  @Field(() => Date, { description: 'When it was proposed.' })
  proposedAt!: Date;

  @Field(() => ConformanceOverrideState, { description: 'How far it came.' })
  state!: ConformanceOverrideState;

  @Field(() => Date, {
    nullable: true,
    description: 'When it was confirmed, declined or withdrawn; null while it is open.',
  })
  decidedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the second reviewer declined it. For those of the Ministry; null for all others.',
  })
  comment!: string | null;

  @ListSize(2)
  @Field(() => [ConformanceOverrideAction], {
    description: 'What the viewer may do about it now, so that no client copies the rules.',
  })
  allowedActions!: readonly ConformanceOverrideAction[];
}

const RUN = 'A run that calls move, of a credential that is not your own.';
const { overrideReason, overrideComment } = LIMITS;
const longAs = ({ min, max }: { min: number; max: number }) => `${min} to ${max.toLocaleString('en')} characters`;

/** What is proposed of a requirement. */
@InputType({ description: 'Another outcome of a requirement, and why.' })
export class ProposeConformanceOverrideInput {
  @Field(() => ID, { description: RUN })
  runId!: string;

  @Field(() => String, { description: "The requirement's key." })
  requirement!: string;

  @Field(() => ConformanceOverrideOutcome, {
    description: 'Not the one that it has; AS_JUDGED only where reviewers found one, which it lifts.',
  })
  outcome!: ConformanceOverrideOutcome;

  @Field(() => String, {
    description: `Why, ${longAs(overrideReason)}, without anybody's CPF. The integrator reads it, and reports print it.`,
  })
  reason!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** Which proposal a second person agrees with. */
@InputType({ description: 'Which proposal is confirmed, by somebody else than who made it.' })
export class ConfirmConformanceOverrideInput {
  @Field(() => ID, { description: RUN })
  runId!: string;

  @Field(() => ID, { description: 'The proposal that was read.' })
  proposalId!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** Which proposal a second person does not agree with. */
@InputType({ description: 'Which proposal is declined, by somebody else than who made it, and why.' })
export class DeclineConformanceOverrideInput {
  @Field(() => ID, { description: RUN })
  runId!: string;

  @Field(() => ID, { description: 'The proposal that was read.' })
  proposalId!: string;

  @Field(() => String, { description: `Why, for reviewers alone: ${longAs(overrideComment)}, without anybody's CPF.` })
  comment!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** Which proposal is taken back. */
@InputType({ description: 'Which proposal is taken back by who made it.' })
export class WithdrawConformanceOverrideInput {
  @Field(() => ID, { description: RUN })
  runId!: string;

  @Field(() => ID, { description: 'A proposal of your own that is open.' })
  proposalId!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}
