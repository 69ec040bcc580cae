import { FaultKind } from '@portal/domain';
import { ListSize, Node, Problem, RequiresScopes } from '@portal/service-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Credential } from '../homologation-access/homologation-access.ts';

/** A fault that is armed for a credential, or was. */
@RequiresScopes('credentials:read')
@ObjectType({
  implements: Node,
  description: 'A fault that is done to calls of a credential because its owner asked for it.',
})
export class ArmedFault {
  @Field(() => ID, { description: 'Opaque identifier.' })
  id!: string;

  credentialId!: string;

  @Field(() => FaultKind, { description: 'What is done.' })
  kind!: FaultKind;

  @Field(() => Int, { description: 'Makes what is drawn come out the same again.' })
  seed!: number;

  @Field(() => Int, { description: 'To how many calls it is still done.' })
  callsLeft!: number;

  @Field(() => Int, { description: 'To how many calls it was done.' })
  callsDone!: number;

  @Field(() => Date, { description: 'When it was armed.' })
  armedAt!: Date;

  @Field(() => Date, { description: 'After that it is done no more.' })
  until!: Date;
}

/** What a mutation of faults answers. */
@RequiresScopes('inherited')
@ObjectType({ description: 'What is armed now, or the problems a person can mend.' })
export class FaultsPayload {
  @ListSize(10)
  @Field(() => [ArmedFault], { description: 'All that are armed for the credential now, the oldest first.' })
  armedFaults!: ArmedFault[];

  @Field(() => Credential, { nullable: true, description: 'The credential; null where nothing was done.' })
  credential!: Credential | null;

  @ListSize(2)
  @Field(() => [Problem], { description: 'Empty when it was done; else nothing was changed.' })
  problems!: readonly Problem[];
}
