import { AccessRequestState } from '@portal/domain';
import { ListSize, RequiresScopes } from '@portal/service-kit';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Portfolio } from '../catalogue/entities.ts';

/** What the Ministry answered, and how soon. */
@RequiresScopes('session')
@ObjectType({ description: 'What the Ministry answered, and how soon.' })
export class PanelFigures {
  @Field(() => Int, { description: 'Approved, rejected, or changes asked for.' })
  answered!: number;

  @Field(() => Int, { description: 'Approved, by people or by a rule.' })
  approved!: number;

  @Field(() => Int, { description: 'Approved by the rule of a portfolio.' })
  byRule!: number;

  @Field(() => Int, { description: 'Rejected.' })
  rejected!: number;

  @Field(() => Int, { description: 'Sent back with what is to be mended.' })
  changesAsked!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Hours from the submit to the answer, the median of what people answered; null where they answered nothing.',
  })
  medianHours!: number | null;

  @Field(() => Float, { nullable: true, description: 'The same, the 90th percentile.' })
  p90Hours!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Of what people answered the share within 72 hours, 0 to 1.',
    deprecationReason: 'Use `inTimeShare`: not every time for an answer is of 72 hours. May go from 2027-06-01.',
  })
  within72Share!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Of what people answered the share within the time that it was submitted under, 0 to 1.',
  })
  inTimeShare!: number | null;
}

/** One week. */
@RequiresScopes('session')
@ObjectType({ description: 'One week, from Monday on, in Brasília.' })
export class PanelWeek {
  @Field(() => String, { description: 'Its Monday, as 2026-11-30.' })
  monday!: string;

  @Field(() => Int, { description: 'Submitted in it, again or for the first time.' })
  submitted!: number;

  @Field(() => PanelFigures, { description: 'Answered in it.' })
  figures!: PanelFigures;
}

/** One portfolio. */
@RequiresScopes('session')
@ObjectType({ description: 'What was answered of one portfolio.' })
export class PanelPortfolio {
  @Field(() => Portfolio, { description: 'Of which.' })
  portfolio!: Portfolio;

  @Field(() => PanelFigures, { description: 'What was answered.' })
  figures!: PanelFigures;
}

/** One UF. */
@RequiresScopes('session')
@ObjectType({ description: 'What was answered to establishments of one UF.' })
export class PanelUf {
  @Field(() => String, { nullable: true, description: 'Of which; null for those without one.' })
  uf!: string | null;

  @Field(() => PanelFigures, { description: 'What was answered.' })
  figures!: PanelFigures;
}

/** How often a reason was given. */
@RequiresScopes('session')
@ObjectType({ description: 'How often a reason was given.' })
export class PanelReason {
  @Field(() => String, { description: 'One of reasonCodes.' })
  code!: string;

  @Field(() => String, { description: 'For people, in Portuguese, in the words that it was given with last.' })
  label!: string;

  @Field(() => Int, { description: 'In how many answers.' })
  answers!: number;
}

/** Requests of one state. */
@RequiresScopes('session')
@ObjectType({ description: 'How many requests stand in a state now.' })
export class PanelState {
  @Field(() => AccessRequestState, { description: 'Which.' })
  state!: AccessRequestState;

  @Field(() => Int, { description: 'How many.' })
  requests!: number;

  @Field(() => Int, { description: 'Of them past their deadline.' })
  late!: number;
}

/** What one reviewer has before them, and did. */
@RequiresScopes('session')
@ObjectType({ description: 'What one reviewer holds now, and answered in the period.' })
export class PanelReviewer {
  @Field(() => ID, { description: 'The person: `id` of their Viewer.' })
  personId!: string;

  @Field(() => String, { description: 'Display name.' })
  name!: string;

  @Field(() => Int, { description: 'How many they hold now.' })
  holding!: number;

  @Field(() => Int, { description: 'Of them past their deadline.' })
  late!: number;

  @Field(() => Date, {
    nullable: true,
    description: 'When the oldest of these was submitted; null where they hold none.',
  })
  oldestSubmittedAt!: Date | null;

  @Field(() => PanelFigures, { description: 'What they answered; the first approval of two counts for who gave it.' })
  figures!: PanelFigures;
}

/** How the Ministry does. */
@RequiresScopes('session')
@ObjectType({ description: 'How the analysis of requests goes: what stands now, and what was answered in a period.' })
export class ReviewPanel {
  @Field(() => PanelFigures, { description: 'All that was answered in the period.' })
  figures!: PanelFigures;

  @ListSize(3)
  @Field(() => [PanelState], {
    description: 'What is under way now, whatever the period: SUBMITTED, IN_REVIEW and CHANGES_REQUESTED.',
  })
  states!: PanelState[];

  @ListSize(53)
  @Field(() => [PanelWeek], { description: 'Week by week, the oldest first.' })
  weeks!: PanelWeek[];

  @ListSize(30)
  @Field(() => [PanelPortfolio], { description: 'By portfolio, most answers first.' })
  portfolios!: PanelPortfolio[];

  @ListSize(28)
  @Field(() => [PanelUf], { description: 'By UF of the establishment, most answers first.' })
  ufs!: PanelUf[];

  @ListSize(20)
  @Field(() => [PanelReason], { description: 'Why changes were asked for or requests rejected, most often first.' })
  reasons!: PanelReason[];

  @ListSize(50)
  @Field(() => [PanelReviewer], {
    nullable: true,
    description: 'By reviewer, for MANAGER, AUDITOR and ADMIN; null for all others.',
  })
  reviewers!: PanelReviewer[] | null;
}
