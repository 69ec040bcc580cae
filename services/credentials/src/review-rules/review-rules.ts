import { LIMITS } from '@portal/domain';
import { IDEMPOTENCY_KEY, ListSize, Problem, RequiresScopes } from '@portal/service-kit';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { ContentItem } from '../content/content-rows.ts';
import { AnswerTime, AnswerTimeInput } from './answer-time.ts';
import { FourEyes, FourEyesInput } from './four-eyes.ts';
import { LocalHoliday, LocalHolidayInput } from './local-holiday.ts';
import type { RulesBody } from './rules-in-use.ts';

const ANSWER_TIMES = `In how long it is answered: one time for all portfolios of each environment, and those of portfolios that have their own; at most ${LIMITS.answerTimes.max}.`;
const HOLIDAYS = `Holidays beside the national ones, the first first; at most ${LIMITS.holidays.max}.`;
const FOUR_EYES = `Where the number of people who must approve is not as the catalogue says; at most ${LIMITS.fourEyes.max}.`;

/** What the rules say. */
@RequiresScopes('session')
@ObjectType({ description: 'What the rules of the review say.' })
export class ReviewRulesContent {
  @ListSize(10)
  @Field(() => [AnswerTime], { description: ANSWER_TIMES })
  answerTimes!: AnswerTime[];

  @ListSize(10)
  @Field(() => [LocalHoliday], { description: HOLIDAYS })
  holidays!: LocalHoliday[];

  @ListSize(10)
  @Field(() => [FourEyes], { description: FOUR_EYES })
  fourEyes!: FourEyes[];
}

/** What is being written and does not hold yet. */
@RequiresScopes('session')
@ObjectType({ description: 'What is being written of the rules of the review, and does not hold yet.' })
export class ReviewRulesDraft {
  @Field(() => ReviewRulesContent, { description: 'What it says.' })
  content!: ReviewRulesContent;

  @Field(() => Date, { description: 'When it was saved last.' })
  savedAt!: Date;

  @Field(() => String, { description: 'By whom.' })
  savedBy!: string;
}

/** What held from then on. */
@RequiresScopes('session')
@ObjectType({ description: 'A version of the rules of the review that was published.' })
export class ReviewRulesEdition {
  @Field(() => Int, { description: 'Counted from 1.' })
  number!: number;

  @Field(() => ReviewRulesContent, { description: 'What it says.' })
  content!: ReviewRulesContent;

  @Field(() => Int, { nullable: true, description: 'The version that was gone back to by it.' })
  restores!: number | null;

  @Field(() => Date, { description: 'From when on.' })
  publishedAt!: Date;

  @Field(() => String, { description: 'By whom.' })
  publishedBy!: string;
}

/** The rules of the review. */
@RequiresScopes('session')
@ObjectType({
  description:
    'The rules of the review, kept by the Ministry. They hold for what is submitted from then on; what is under way keeps those that it was submitted under.',
})
export class ReviewRules {
  @Field(() => Int, { description: 'Counts every change; who changes them says which one they saw.' })
  version!: number;

  @Field(() => ReviewRulesDraft, { nullable: true, description: 'What is being written; null where nothing is.' })
  draft!: ReviewRulesDraft | null;

  @ListSize(10)
  @Field(() => [ReviewRulesEdition], { description: 'What holds and what held, the newest first, at most 50.' })
  editions!: ReviewRulesEdition[];
}

/** What a change of the rules answers. */
@RequiresScopes('inherited')
@ObjectType({ description: 'What a mutation changed, or the problems a person can mend.' })
export class ReviewRulesPayload {
  @Field(() => ReviewRules, { description: 'As they are now.' })
  reviewRules!: ReviewRules;

  @ListSize(2)
  @Field(() => [Problem], { description: 'Empty when it was done; else nothing was changed.' })
  problems!: readonly Problem[];
}

/** What is being written. */
@InputType({ description: 'The rules of the review as they are being written.' })
export class SaveReviewRulesInput {
  @Field(() => Int, { description: 'Which version of them was seen.' })
  version!: number;

  @Field(() => [AnswerTimeInput], { description: ANSWER_TIMES })
  answerTimes!: AnswerTimeInput[];

  @Field(() => [LocalHolidayInput], { description: HOLIDAYS })
  holidays!: LocalHolidayInput[];

  @Field(() => [FourEyesInput], {
    nullable: true,
    description: `${FOUR_EYES} What was saved stays where none are given.`,
  })
  fourEyes?: FourEyesInput[] | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** The rules as they are told. */
export function reviewRulesOf({ version, draft, editions }: ContentItem<RulesBody>): ReviewRules {
  return {
    version,
    draft: draft && { content: contentOf(draft.body), savedAt: draft.at, savedBy: draft.byName },
    editions: editions.flatMap(({ number, body, restores, at, byName }) =>
      body ? [{ number, content: contentOf(body), restores, publishedAt: at, publishedBy: byName }] : [],
    ),
  };
}

/** Times for an answer as they are told. */
export function answerTimesOf({ answerTimes }: RulesBody): AnswerTime[] {
  return answerTimes.map(({ portfolio, ...time }) => ({
    ...time,
    portfolio: portfolio === null ? null : { slug: portfolio },
  }));
}

function contentOf(body: RulesBody): ReviewRulesContent {
  const fourEyes = (body.fourEyes ?? []).map(({ portfolio, ...rule }) => ({ ...rule, portfolio: { slug: portfolio } }));
  return { answerTimes: answerTimesOf(body), holidays: body.holidays, fourEyes };
}
