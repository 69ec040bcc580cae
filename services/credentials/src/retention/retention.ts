import { MOST_COUNTED, RETENTION_DELAY_DAYS, RetentionKind } from '@portal/domain';
import { IDEMPOTENCY_KEY, ListSize, Problem, RequiresScopes } from '@portal/service-kit';
import { Field, InputType, Int, ObjectType } from 'type-graphql';

const KIND = 'What is kept.';
const BY_WHOM = 'By whom.';

/** For how long something is kept. */
@RequiresScopes('anyone')
@ObjectType({ description: 'For how long something is kept before it is deleted.' })
export class RetentionTerm {
  @Field(() => RetentionKind, { description: KIND })
  kind!: RetentionKind;

  @Field(() => Int, { description: 'For how many days.' })
  days!: number;
}

/** How one kind stands. */
@RequiresScopes('session')
@ObjectType({ description: 'For how long one kind is kept, and what its job did.' })
export class RetentionStanding {
  @Field(() => RetentionKind, { description: KIND })
  kind!: RetentionKind;

  @Field(() => Int, { description: 'For how many days, as was published last.' })
  days!: number;

  @Field(() => Int, {
    description: `By how many days the job deletes now: more than \`days\` where that was made shorter within the last ${RETENTION_DELAY_DAYS}.`,
  })
  daysInForce!: number;

  @Field(() => Date, { nullable: true, description: 'From when on the job deletes by `days`; null where it does.' })
  inForceFrom!: Date | null;

  @Field(() => Int, { description: 'The fewest days that may be published; the same as the most where it is fixed.' })
  minDays!: number;

  @Field(() => Int, { description: 'The most.' })
  maxDays!: number;

  @Field(() => Date, { nullable: true, description: 'When its job ran last; null where it did not yet.' })
  ranAt!: Date | null;

  @Field(() => Int, { nullable: true, description: 'How many it deleted then.' })
  removed!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many it deleted since they are counted.' })
  removedInAll!: number | null;

  @Field(() => Date, { nullable: true, description: 'Since when.' })
  countedSince!: Date | null;
}

/** How much a draft would let go. */
@RequiresScopes('session')
@ObjectType({ description: 'How much of a kind is older now than a draft would keep it.' })
export class RetentionExcess {
  @Field(() => RetentionKind, { description: KIND })
  kind!: RetentionKind;

  @Field(() => Int, { description: `How many; ${MOST_COUNTED + 1} for more than ${MOST_COUNTED}.` })
  count!: number;
}

/** What is being written and does not hold yet. */
@RequiresScopes('session')
@ObjectType({ description: 'What is being written of the terms, and does not hold yet.' })
export class RetentionDraft {
  @ListSize(10)
  @Field(() => [RetentionTerm], { description: 'All terms, as they would be.' })
  terms!: RetentionTerm[];

  @ListSize(10)
  @Field(() => [RetentionExcess], {
    description: 'Of what would be kept for a shorter time, how much is older than that already.',
  })
  excess!: RetentionExcess[];

  @Field(() => Date, { description: 'When it was saved last.' })
  savedAt!: Date;

  @Field(() => String, { description: BY_WHOM })
  savedBy!: string;
}

/** What held from then on. */
@RequiresScopes('session')
@ObjectType({ description: 'A version of the terms that was published.' })
export class RetentionEdition {
  @Field(() => Int, { description: 'Counted from 1.' })
  number!: number;

  @ListSize(10)
  @Field(() => [RetentionTerm], { description: 'All terms.' })
  terms!: RetentionTerm[];

  @Field(() => Date, { description: 'When it was published.' })
  publishedAt!: Date;

  @Field(() => String, { description: BY_WHOM })
  publishedBy!: string;
}

/** For how long what is kept. */
@RequiresScopes('session')
@ObjectType({
  description: `For how long what is kept, as the Ministry publishes it. What is made shorter deletes nothing for ${RETENTION_DELAY_DAYS} days: until then it can be gone back.`,
})
export class Retention {
  @Field(() => Int, { description: 'Counts every change; who changes it says which one they saw.' })
  version!: number;

  @ListSize(10)
  @Field(() => [RetentionStanding], { description: 'How each kind stands.' })
  standings!: RetentionStanding[];

  @Field(() => RetentionDraft, { nullable: true, description: 'What is being written; null where nothing is.' })
  draft!: RetentionDraft | null;

  @ListSize(10)
  @Field(() => [RetentionEdition], { description: 'What was published, the newest first, at most 50.' })
  editions!: RetentionEdition[];
}

/** What a change of it answers. */
@RequiresScopes('inherited')
@ObjectType({ description: 'What a mutation changed, or the problems a person can mend.' })
export class RetentionPayload {
  @Field(() => Retention, { description: 'As it is now.' })
  retention!: Retention;

  @ListSize(2)
  @Field(() => [Problem], { description: 'Empty when it was done; else nothing was changed.' })
  problems!: readonly Problem[];
}

/** A term as it is written. */
@InputType({ description: 'For how long something is to be kept.' })
export class RetentionTermInput {
  @Field(() => RetentionKind, { description: KIND })
  kind!: RetentionKind;

  @Field(() => Int, { description: 'For how many days, within `minDays` and `maxDays`.' })
  days!: number;
}

/** What is being written. */
@InputType({ description: 'Terms as they are being written.' })
export class SaveRetentionInput {
  @Field(() => Int, { description: 'Which version was seen.' })
  version!: number;

  @Field(() => [RetentionTermInput], { description: 'Those that change; the others stay.' })
  terms!: RetentionTermInput[];

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}
