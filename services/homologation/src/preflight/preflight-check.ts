import { PreflightOutcome } from '@portal/domain';
import { RequiresScopes } from '@portal/service-kit';
import { Field, ObjectType } from 'type-graphql';

/** One thing that has to be right before the first step. */
@RequiresScopes('inherited')
@ObjectType({
  description: 'One thing that has to be right before the first step, as the calls of the last 24 hours show it.',
})
export class PreflightCheck {
  callId!: string | null;

  @Field(() => String, { description: 'Stable: `certificate`, `token`, `user-agent`.' })
  key!: string;

  @Field(() => String, { description: 'In Portuguese.' })
  title!: string;

  @Field(() => PreflightOutcome, { description: 'How it came out.' })
  outcome!: PreflightOutcome;

  @Field(() => String, { description: 'What was seen and what to do, in Portuguese.' })
  detail!: string;
}
