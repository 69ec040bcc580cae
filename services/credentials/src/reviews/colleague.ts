import { ListSize, RequiresScopes } from '@portal/service-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';

/** Somebody whom a request may be handed to. */
@RequiresScopes('session')
@ObjectType({ description: 'A reviewer whom a request may be handed to.' })
export class Colleague {
  @Field(() => ID, { description: 'The person: `id` of their Viewer.' })
  personId!: string;

  @Field(() => String, { description: 'Display name, as they last came to the queue.' })
  name!: string;

  @ListSize(5)
  @Field(() => [String], {
    nullable: true,
    description: 'Slugs of the portfolios that they are bound to; null of who reviews in all.',
  })
  portfolios!: string[] | null;

  @Field(() => Int, { description: 'How many requests they hold now.' })
  holding!: number;
}
