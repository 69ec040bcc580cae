import { RequiresScopes } from '@portal/service-kit';
import { Field, ObjectType } from 'type-graphql';

/** One thing that is asked of a service. */
@RequiresScopes('catalogue:read')
@ObjectType({ description: 'One thing that is asked of a service.' })
export class ServiceOperation {
  @Field(() => String, { description: 'The HTTP method.' })
  method!: string;

  @Field(() => String, { description: 'The path below the address of an endpoint.' })
  path!: string;
}
