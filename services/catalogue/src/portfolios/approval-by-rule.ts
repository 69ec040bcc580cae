import { RequiresScopes } from '@portal/service-kit';
import { Field, Int, ObjectType } from 'type-graphql';

/** That complete conformance runs approve requests for production. */
@RequiresScopes('catalogue:read')
@ObjectType({
  description:
    'That requests for production are approved by rule where conformance reports prove all that is asked for and nothing asks for a person: docs/conformance.md says what does.',
})
export class ApprovalByRule {
  @Field(() => Int, {
    description: 'How many of a hundred of them are drawn to be looked at by a person all the same.',
  })
  drawnPercent!: number;
}
