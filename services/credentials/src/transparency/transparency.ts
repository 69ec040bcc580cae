import { AccessRequestState } from '@portal/domain';
import { ListSize, RequiresScopes } from '@portal/service-kit';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Portfolio } from '../catalogue/entities.ts';

const KEPT_BACK = 'to the nearest five, each for itself, so that sums may differ; null for fewer than five.';

/** What was answered, and how soon. */
@RequiresScopes('anyone')
@ObjectType({ description: 'What the Ministry answered, and how soon, as far as anybody may know.' })
export class TransparencyFigures {
  @Field(() => Int, { nullable: true, description: `Approved, rejected, or changes asked for; ${KEPT_BACK}` })
  answered!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Whole hours from the submit to the answer, the median of what people answered; null of fewer than five.',
  })
  medianHours!: number | null;

  @Field(() => Int, { nullable: true, description: 'The same, the 90th percentile.' })
  p90Hours!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The share of them within 72 hours, 0 to 1 in steps of 0.05; null as the others.',
    deprecationReason: 'Use `inTimeShare`: not every time for an answer is of 72 hours. May go from 2027-06-01.',
  })
  within72Share!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The share of them within the time that they were submitted under, 0 to 1 in steps of 0.05; null as the others.',
  })
  inTimeShare!: number | null;
}

/** How many of one state. */
@RequiresScopes('anyone')
@ObjectType({ description: 'How many requests there are of a state.' })
export class TransparencyState {
  @Field(() => AccessRequestState, { description: 'Which.' })
  state!: AccessRequestState;

  @Field(() => Int, { nullable: true, description: `How many; ${KEPT_BACK}` })
  requests!: number | null;
}

/** One week. */
@RequiresScopes('anyone')
@ObjectType({ description: 'One week, from Monday on, in Brasília.' })
export class TransparencyWeek {
  @Field(() => String, { description: 'Its Monday, as 2026-11-30.' })
  monday!: string;

  @Field(() => Int, { nullable: true, description: `Submitted in it, again or for the first time; ${KEPT_BACK}` })
  submitted!: number | null;

  @Field(() => TransparencyFigures, { description: 'Answered in it.' })
  figures!: TransparencyFigures;
}

/** One portfolio. */
@RequiresScopes('anyone')
@ObjectType({ description: 'What was answered of one portfolio.' })
export class TransparencyPortfolio {
  @Field(() => Portfolio, { description: 'Of which.' })
  portfolio!: Portfolio;

  @Field(() => TransparencyFigures, { description: 'What was answered.' })
  figures!: TransparencyFigures;
}

/** One UF. */
@RequiresScopes('anyone')
@ObjectType({ description: 'What was answered to establishments of one UF.' })
export class TransparencyUf {
  @Field(() => String, { nullable: true, description: 'Of which; null for those without one.' })
  uf!: string | null;

  @Field(() => TransparencyFigures, { description: 'What was answered.' })
  figures!: TransparencyFigures;
}

/** Transparência: how the Ministry does, for everybody. */
@RequiresScopes('anyone')
@ObjectType({
  description:
    'How the analysis of requests goes, for everybody: whole weeks of the last year. Counts are told to the nearest five, and no group of fewer than five.',
})
export class Transparency {
  @Field(() => Date, { description: 'From when on.' })
  since!: Date;

  @Field(() => Date, { description: 'Before when: the Monday of the present week.' })
  until!: Date;

  @Field(() => Date, { description: 'When it was reckoned; anew every hour.' })
  reckonedAt!: Date;

  @Field(() => TransparencyFigures, { description: 'All that was answered in the period.' })
  figures!: TransparencyFigures;

  @ListSize(3)
  @Field(() => [TransparencyState], {
    description: 'What is under way now: SUBMITTED, IN_REVIEW and CHANGES_REQUESTED.',
  })
  standing!: TransparencyState[];

  @ListSize(3)
  @Field(() => [TransparencyState], {
    description: 'What the answers of the period were: APPROVED, CHANGES_REQUESTED and REJECTED.',
  })
  outcomes!: TransparencyState[];

  @ListSize(53)
  @Field(() => [TransparencyWeek], { description: 'Week by week, the oldest first.' })
  weeks!: TransparencyWeek[];

  @ListSize(30)
  @Field(() => [TransparencyPortfolio], { description: 'By portfolio, in the order of their names in addresses.' })
  portfolios!: TransparencyPortfolio[];

  @ListSize(28)
  @Field(() => [TransparencyUf], { description: 'By UF of the establishment, in the order of their letters.' })
  ufs!: TransparencyUf[];
}
