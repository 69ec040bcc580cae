import { ConformanceDeclarationKind, DECLARATION_REASON } from '@portal/domain';
import { IDEMPOTENCY_KEY } from '@portal/service-kit';
import { Field, ID, InputType } from 'type-graphql';

const OWN_RUN = 'A run of a credential of your own, that no other took the place of.';

/** What is declared of a requirement. */
@InputType({ description: 'What is declared of a requirement in the place of calls.' })
export class DeclareConformanceRequirementInput {
  @Field(() => ID, { description: OWN_RUN })
  runId!: string;

  @Field(() => String, { description: "The requirement's key." })
  requirement!: string;

  @Field(() => ConformanceDeclarationKind, {
    description: 'NOT_APPLICABLE where the suite says that this may be, ATTESTED where no call can show it.',
  })
  kind!: ConformanceDeclarationKind;

  @Field(() => String, {
    description: `Why, ${DECLARATION_REASON.min} to ${DECLARATION_REASON.max.toLocaleString('en')} characters. It is part of the evidence.`,
  })
  reason!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** What is declared no more. */
@InputType({ description: 'Of which requirement nothing is declared any more.' })
export class WithdrawConformanceDeclarationInput {
  @Field(() => ID, { description: OWN_RUN })
  runId!: string;

  @Field(() => String, { description: "The requirement's key." })
  requirement!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** Which run another takes the place of. */
@InputType({ description: 'Which run is begun anew.' })
export class RestartConformanceRunInput {
  @Field(() => ID, { description: OWN_RUN })
  runId!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}
