import { Environment, LIMITS } from '@portal/domain';
import { IDEMPOTENCY_KEY, ListSize, Problem, RequiresScopes } from '@portal/service-kit';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { ContentItem } from '../content/content-rows.ts';
import type { ReasonsBody } from './reasons-in-use.ts';

const CODE = 'For programs.';
const LABEL = 'For people, in Portuguese.';
const ENVIRONMENTS = 'In which it may be given.';
const REASONS = `In the order in which they are chosen from; at most ${LIMITS.reviewReasons.max}.`;

/** A reason that a reviewer may give. */
@RequiresScopes('requests:read')
@ObjectType({ description: 'A reason that a reviewer may give.' })
export class ReasonCode {
  @Field(() => String, { description: CODE })
  code!: string;

  @Field(() => String, { description: LABEL })
  label!: string;

  @Field(() => [Environment], { description: ENVIRONMENTS })
  environments!: readonly Environment[];
}

/** What is being written and reviewers do not see. */
@RequiresScopes('session')
@ObjectType({ description: 'What is being written of the reasons that reviewers may give; they do not see it.' })
export class ReviewReasonsDraft {
  @ListSize(20)
  @Field(() => [ReasonCode], { description: REASONS })
  reasons!: readonly ReasonCode[];

  @Field(() => Date, { description: 'When it was saved last.' })
  savedAt!: Date;

  @Field(() => String, { description: 'By whom.' })
  savedBy!: string;
}

/** What could be given from then on. */
@RequiresScopes('session')
@ObjectType({ description: 'A version of the reasons that reviewers may give that was published.' })
export class ReviewReasonsEdition {
  @Field(() => Int, { description: 'Counted from 1.' })
  number!: number;

  @ListSize(20)
  @Field(() => [ReasonCode], { description: REASONS })
  reasons!: readonly ReasonCode[];

  @Field(() => Int, { nullable: true, description: 'The version that was gone back to by it.' })
  restores!: number | null;

  @Field(() => Date, { description: 'From when on.' })
  publishedAt!: Date;

  @Field(() => String, { description: 'By whom.' })
  publishedBy!: string;
}

/** The reasons that reviewers may give. */
@RequiresScopes('session')
@ObjectType({
  description:
    'The reasons that reviewers may give, kept by the Ministry. What was decided keeps the words that it was decided with.',
})
export class ReviewReasons {
  @Field(() => Int, { description: 'Counts every change; who changes them says which one they saw.' })
  version!: number;

  @Field(() => ReviewReasonsDraft, { nullable: true, description: 'What is being written; null where nothing is.' })
  draft!: ReviewReasonsDraft | null;

  @ListSize(10)
  @Field(() => [ReviewReasonsEdition], {
    description: 'What may be given and what could be, the newest first, at most 50.',
  })
  editions!: ReviewReasonsEdition[];
}

/** What a change of the reasons answers. */
@RequiresScopes('inherited')
@ObjectType({ description: 'What a mutation changed, or the problems a person can mend.' })
export class ReviewReasonsPayload {
  @Field(() => ReviewReasons, { description: 'As they are now.' })
  reviewReasons!: ReviewReasons;

  @ListSize(2)
  @Field(() => [Problem], { description: 'Empty when it was done; else nothing was changed.' })
  problems!: readonly Problem[];
}

/** A reason as it is being written. */
@InputType({ description: 'A reason that reviewers are to be able to give.' })
export class ReviewReasonInput {
  @Field(() => String, { description: `${CODE} 2 to 40 of A to Z, 0 to 9 and _, a letter first.` })
  code!: string;

  @Field(() => String, { description: `${LABEL} At most ${LIMITS.reviewReasonLabel.max} characters.` })
  label!: string;

  @Field(() => [Environment], { description: ENVIRONMENTS })
  environments!: Environment[];
}

/** What is being written. */
@InputType({ description: 'The reasons that reviewers may give, as they are being written.' })
export class SaveReviewReasonsInput {
  @Field(() => Int, { description: 'Which version of them was seen.' })
  version!: number;

  @Field(() => [ReviewReasonInput], {
    description: `${REASONS} OTHER and EVIDENCE_PERSONAL_DATA are among them, in every environment.`,
  })
  reasons!: ReviewReasonInput[];

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** The reasons as they are told. */
export function reviewReasonsOf({ version, draft, editions }: ContentItem<ReasonsBody>): ReviewReasons {
  return {
    version,
    draft: draft && { ...draft.body, savedAt: draft.at, savedBy: draft.byName },
    editions: editions.flatMap(({ number, body, restores, at, byName }) =>
      body ? [{ ...body, number, restores, publishedAt: at, publishedBy: byName }] : [],
    ),
  };
}
