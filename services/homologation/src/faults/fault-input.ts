import { FAULT_LIMITS, FaultKind } from '@portal/domain';
import { IDEMPOTENCY_KEY } from '@portal/service-kit';
import { Field, ID, InputType, Int } from 'type-graphql';

/** A fault to be done to calls. */
@InputType({ description: 'A fault to be done to the next calls of a credential to the EHR host.' })
export class ArmFaultInput {
  @Field(() => ID, { description: 'An ACTIVE credential for homologation of your own.' })
  credentialId!: string;

  @Field(() => FaultKind, { description: 'What is done.' })
  kind!: FaultKind;

  @Field(() => Int, { defaultValue: 1, description: `To how many calls: 1 to ${FAULT_LIMITS.calls}.` })
  calls!: number;

  @Field(() => Int, {
    defaultValue: 10,
    description: `For how many minutes it waits for them: 1 to ${FAULT_LIMITS.minutes}.`,
  })
  minutes!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Makes what is drawn (how long, until when) come out the same again; drawn where absent.',
  })
  seed?: number | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** Whose faults are to be done no more. */
@InputType({ description: 'Whose armed faults are to be done no more.' })
export class DisarmFaultsInput {
  @Field(() => ID, { description: 'A credential for homologation of your own.' })
  credentialId!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}
