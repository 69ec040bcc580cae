import { Environment } from '@portal/domain';
import { RequiresScopes } from '@portal/service-kit';
import { Field, InputType, ObjectType } from 'type-graphql';
import { Portfolio } from '../catalogue/entities.ts';

const ENVIRONMENT = 'In which environment.';
const NEEDED = 'Whether a second person must approve.';

/** Whether a second person must approve, where it is not as the catalogue says. */
@RequiresScopes('session')
@ObjectType({
  description: 'Whether a second person must approve in an environment of a portfolio, whatever its `fourEyes` says.',
})
export class FourEyes {
  @Field(() => Portfolio, { description: 'In which portfolio.' })
  portfolio!: Portfolio;

  @Field(() => Environment, { description: ENVIRONMENT })
  environment!: Environment;

  @Field(() => Boolean, { description: NEEDED })
  needed!: boolean;
}

/** The same, as it is written. */
@InputType({ description: 'Whether a second person is to approve in an environment of a portfolio.' })
export class FourEyesInput {
  @Field(() => String, { description: 'Slug of the portfolio.' })
  portfolio!: string;

  @Field(() => Environment, { description: ENVIRONMENT })
  environment!: Environment;

  @Field(() => Boolean, { description: NEEDED })
  needed!: boolean;
}
