import { AnswerTimeUnit, Environment } from '@portal/domain';
import { RequiresScopes } from '@portal/service-kit';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Portfolio } from '../catalogue/entities.ts';

const ENVIRONMENT = 'In which environment.';
const UNIT = 'What it is counted in.';
const AMOUNT = 'How many of them.';

/** In how long the Ministry normally answers what is submitted now. */
@RequiresScopes('anyone')
@ObjectType({ description: 'In how long the Ministry normally answers what is submitted now.' })
export class AnswerTime {
  @Field(() => Portfolio, {
    nullable: true,
    description: 'In which portfolio; null for every one that has no time of its own there.',
  })
  portfolio!: Portfolio | null;

  @Field(() => Environment, { description: ENVIRONMENT })
  environment!: Environment;

  @Field(() => AnswerTimeUnit, { description: UNIT })
  unit!: AnswerTimeUnit;

  @Field(() => Int, { description: AMOUNT })
  amount!: number;
}

/** The same, as it is written. */
@InputType({ description: 'In how long the Ministry is normally to answer.' })
export class AnswerTimeInput {
  @Field(() => String, {
    nullable: true,
    description: 'Slug of the portfolio; none for every one that has no time of its own there.',
  })
  portfolio?: string | null;

  @Field(() => Environment, { description: ENVIRONMENT })
  environment!: Environment;

  @Field(() => AnswerTimeUnit, { description: UNIT })
  unit!: AnswerTimeUnit;

  @Field(() => Int, { description: AMOUNT })
  amount!: number;
}
