import { RequiresScopes } from '@portal/service-kit';
import { Field, ObjectType } from 'type-graphql';
import { HomologationCall } from '../calls/homologation-call.ts';
import { ConformanceRun } from './conformance-run.ts';

/** Something that moved a run. */
@RequiresScopes('credentials:read')
@ObjectType({
  description:
    'What moved a run or came near a step of it. There is no cursor: first of all each run that calls move is told as it is.',
})
export class ConformanceRunChange {
  @Field(() => ConformanceRun, { description: 'As it is now.' })
  run!: ConformanceRun;

  @Field(() => HomologationCall, {
    nullable: true,
    description:
      'The call; null of how things stand at first, of a declaration, of what reviewers find, of a message, of a run that took the place of another, of an incident, and for reviewers.',
  })
  call!: HomologationCall | null;
}
