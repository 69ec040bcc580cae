import { HomologationIncidentKind } from '@portal/domain';
import { RequiresScopes } from '@portal/service-kit';
import { Field, Int, ObjectType } from 'type-graphql';

/** A time in which the environment did not do as it should. */
@RequiresScopes('anyone')
@ObjectType({
  description:
    'A time in which the homologation environment did not do as it should. What was tried meanwhile counts against nobody.',
})
export class HomologationIncident {
  @Field(() => Date, { description: 'When it began, as far as is known.' })
  startedAt!: Date;

  @Field(() => Date, { description: 'When it ended, or was last seen: those that follow within five minutes are one.' })
  endedAt!: Date;

  @Field(() => HomologationIncidentKind, { description: 'What it was.' })
  kind!: HomologationIncidentKind;

  @Field(() => Int, { description: 'How many calls failed by it, as far as that is known.' })
  calls!: number;
}
