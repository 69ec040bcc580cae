import { DataReadingKind } from '@portal/domain';
import { RequiresScopes } from '@portal/service-kit';
import { Field, ID, ObjectType } from 'type-graphql';

/** Somebody outside a team read what is the team's: as the LGPD (art. 6, VI) has it, theirs to know. */
@RequiresScopes('session')
@ObjectType({
  description: 'That somebody outside their team, who works for the Ministry, read what is a person’s or their team’s.',
})
export class DataReading {
  @Field(() => ID, { description: 'Tells it from the others of the list.' })
  readingId!: string;

  @Field(() => DataReadingKind, { description: 'What was read.' })
  kind!: DataReadingKind;

  @Field(() => Date, {
    description: 'When; of a request or a credential the first time within an hour, of a file each time.',
  })
  at!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'Name of who read it, where they acted on that request; null: somebody of the Ministry.',
  })
  reader!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the file; null for what is none, and for what is gone by now.',
  })
  fileName!: string | null;

  @Field(() => String, { description: 'Protocol of the request, or of the one that the credential came from.' })
  protocol!: string;

  @Field(() => ID, { description: 'That request.' })
  accessRequestId!: string;

  @Field(() => ID, { nullable: true, description: 'The credential, where one was read.' })
  credentialId!: string | null;
}
