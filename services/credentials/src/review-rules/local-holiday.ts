import { LIMITS } from '@portal/domain';
import { RequiresScopes } from '@portal/service-kit';
import { Field, InputType, ObjectType } from 'type-graphql';

const DATE = 'As 2027-02-09, in Brasília; no national holiday, for those count by themselves.';

/** A holiday that the Ministry added. */
@RequiresScopes('session')
@ObjectType({ description: 'A holiday that the Ministry added to the national ones.' })
export class LocalHoliday {
  @Field(() => String, { description: DATE })
  date!: string;

  @Field(() => String, { description: 'What it is called.' })
  name!: string;
}

/** The same, as it is written. */
@InputType({ description: 'A holiday beside the national ones.' })
export class LocalHolidayInput {
  @Field(() => String, { description: DATE })
  date!: string;

  @Field(() => String, { description: `What it is called, at most ${LIMITS.holidayName.max} characters.` })
  name!: string;
}
