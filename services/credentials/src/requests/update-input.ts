import { RequestOrigin } from '@portal/domain';
import { IDEMPOTENCY_KEY } from '@portal/service-kit';
import { Field, ID, InputType, Int } from 'type-graphql';

// Absent means unchanged, null means erased.

/** An establishment as the applicant tells it. */
@InputType({ description: 'Only where the establishment cannot be looked up; shown as told by the applicant.' })
export class EstablishmentInput {
  @Field(() => String, { description: 'The name that people know it by.' })
  name!: string;

  @Field(() => String, { description: 'Federative unit: two letters.' })
  uf!: string;

  @Field(() => String, { description: 'Municipality.' })
  municipality!: string;
}

/** The manager responsible. */
@InputType({
  description: 'The manager responsible. Everything is optional while drafting; what is missing is told at submit.',
})
export class ManagerInput {
  @Field(() => String, { nullable: true, description: 'Name and surname, 3 to 120 characters.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'CPF.' })
  cpf?: string | null;

  @Field(() => String, { nullable: true, description: 'E-mail, at most 254 characters.' })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone with area code; +55 is accepted.' })
  phone?: string | null;
}

/** The system that integrates. */
@InputType({
  description: 'The system that integrates. Everything is optional while drafting; what is missing is told at submit.',
})
export class ClientSystemInput {
  @Field(() => String, { nullable: true, description: 'Its name, 2 to 100 characters.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'What it does, 20 to 1,000 characters.' })
  description?: string | null;

  @Field(() => String, { nullable: true, description: 'Who makes it, at most 100 characters.' })
  vendor?: string | null;

  @Field(() => String, { nullable: true, description: 'The database it uses, at most 100 characters.' })
  database?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is a web application.' })
  webApplication?: boolean | null;

  @Field(() => [String], { nullable: true, description: 'Public IPv4 or IPv6 addresses or CIDR ranges, 1 to 50.' })
  ipRanges?: string[] | null;

  @Field(() => Int, { nullable: true, description: 'Attendances a month, 0 to 99,999,999.' })
  monthlyVolume?: number | null;

  @Field(() => [String], { nullable: true, description: 'Other systems it integrates with, at most 20.' })
  integratesWith?: string[] | null;
}

/** A change of a draft. */
@InputType({
  description:
    'Absent = unchanged, null = erased, objects merged key by key, lists replaced whole; one bad value refuses the call.',
})
export class UpdateAccessRequestInput {
  @Field(() => ID, { description: 'The request.' })
  id!: string;

  @Field(() => Int, { description: 'The version that was read.' })
  version!: number;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;

  @Field(() => RequestOrigin, { nullable: true, description: 'Who asks.' })
  origin?: RequestOrigin | null;

  @Field(() => String, { nullable: true, description: 'CNES of the establishment: 7 digits; it is looked up.' })
  establishmentCnes?: string | null;

  @Field(() => String, { nullable: true, description: 'CNPJ of the establishment: 14 characters; it is looked up.' })
  establishmentCnpj?: string | null;

  @Field(() => EstablishmentInput, { nullable: true, description: 'Its data, where it cannot be looked up.' })
  establishment?: EstablishmentInput | null;

  @Field(() => [String], { nullable: true, description: 'CNES or CNPJ of up to 200 units of the same state.' })
  childEstablishments?: string[] | null;

  @Field(() => ManagerInput, { nullable: true, description: 'The manager responsible.' })
  manager?: ManagerInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The public ICP-Brasil certificate in PEM, and those of the authorities above it: PKCS #7 in PEM is taken too. Never its private key, with which the whole text is refused.',
  })
  certificatePem?: string | null;

  @Field(() => ClientSystemInput, { nullable: true, description: 'The system that integrates.' })
  system?: ClientSystemInput | null;

  @Field(() => [String], { nullable: true, description: 'Slugs of services of the portfolio.' })
  services?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the applicant accepts the terms.' })
  acceptedTerms?: boolean | null;
}
