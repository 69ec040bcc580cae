import { LookupOutcome } from '@portal/domain';
import { RequiresScopes } from '@portal/service-kit';
import { Field, ObjectType } from 'type-graphql';

/** A health establishment as it was found in the register or the sample, or as the applicant told it. */
@RequiresScopes('inherited')
@ObjectType({ description: 'A health establishment (estabelecimento).' })
export class Establishment {
  @Field(() => String, {
    nullable: true,
    description: 'Its number in the national register of health establishments: 7 digits.',
  })
  cnes!: string | null;

  @Field(() => String, { nullable: true, description: 'Its CNPJ: 14 characters, or that of who maintains it.' })
  cnpj!: string | null;

  @Field(() => String, { description: 'The name that people know it by.' })
  name!: string;

  @Field(() => String, { description: 'Federative unit: two letters.' })
  uf!: string;

  @Field(() => String, { description: 'Municipality.' })
  municipality!: string;

  @Field(() => Boolean, { description: 'False where the applicant typed it because it could not be looked up.' })
  verified!: boolean;
}

/** What asking for an establishment gave. */
@RequiresScopes('requests:read')
@ObjectType({ description: 'What asking for an establishment gave.' })
export class EstablishmentLookup {
  @Field(() => LookupOutcome, {
    description: 'NOT_IN_SAMPLE and UNAVAILABLE let the applicant type the establishment.',
  })
  outcome!: LookupOutcome;

  @Field(() => Establishment, { nullable: true, description: 'The establishment, where the outcome is FOUND.' })
  establishment!: Establishment | null;
}
