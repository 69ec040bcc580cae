import { SyntheticPersonKind } from '@portal/domain';
import { ListSize, RequiresScopes } from '@portal/service-kit';
import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import type { HomologationContext } from '../context.ts';
import { HomologationAccess } from '../homologation-access/homologation-access.ts';
import type { SyntheticPerson as Person, SyntheticProfessional as Professional } from './population.ts';

/** Somebody who does not exist, to make tests with. */
@RequiresScopes('inherited')
@ObjectType({
  description: 'Somebody who does not exist, to make tests with. Their numbers have the right form and are of nobody.',
})
export class SyntheticPerson implements Pick<Person, 'kind' | 'name' | 'cpf' | 'cns' | 'birthDate' | 'motherName'> {
  @Field(() => SyntheticPersonKind, { description: 'What is to be met with in their record.' })
  kind!: SyntheticPersonKind;

  @Field(() => String, { description: 'Full name.' })
  name!: string;

  @Field(() => String, { description: 'CPF: 11 digits.' })
  cpf!: string;

  @Field(() => String, { description: 'CNS: 15 digits.' })
  cns!: string;

  @Field(() => String, { description: "Their mother's name." })
  motherName!: string;

  @Field(() => String, { description: 'Date of birth, YYYY-MM-DD.' })
  birthDate!: string;
}

/** A professional who does not exist. */
@RequiresScopes('inherited')
@ObjectType({
  description:
    "A professional who does not exist and works at the credential's establishment: for the header Authorization and as performer.",
})
export class SyntheticProfessional implements Pick<Professional, 'name' | 'cns' | 'cpf' | 'occupation'> {
  @Field(() => String, { description: 'Full name.' })
  name!: string;

  @Field(() => String, { description: 'CNS: 15 digits; what the header Authorization carries.' })
  cns!: string;

  @Field(() => String, { description: 'CPF: 11 digits.' })
  cpf!: string;

  @Field(() => String, { description: 'Occupation: CBO, 6 digits.' })
  occupation!: string;
}

/** So many of each kind are enough to begin with. */
const SHOWN: Record<SyntheticPersonKind, number> = {
  ORDINARY: 6,
  INACTIVE: 1,
  TWO_RECORDS: 1,
  NO_DEFINITIVE_CNS: 1,
  UNKNOWN: 1,
};
const PROFESSIONALS_SHOWN = 5;

/** Whom a system in test meets. */
@Resolver(() => HomologationAccess)
export class PopulationResolver {
  @ListSize(10)
  @FieldResolver(() => [SyntheticPerson], {
    description: 'People to make tests with: six ordinary ones, and one of each kind that is refused.',
  })
  people(@Ctx() { population }: HomologationContext): Person[] {
    return Object.values(SyntheticPersonKind).flatMap((kind) =>
      population.people.filter((person) => person.kind === kind).slice(0, SHOWN[kind]),
    );
  }

  @ListSize(5)
  @FieldResolver(() => [SyntheticProfessional], {
    description:
      "Professionals who work at the credential's own establishment: the first five; none where it has no CNES.",
  })
  professionals(
    @Root() { credential }: HomologationAccess,
    @Ctx() { population }: HomologationContext,
  ): Professional[] {
    const [cnes] = credential.cnes;
    return cnes === undefined ? [] : population.professionalsAt(cnes).slice(0, PROFESSIONALS_SHOWN);
  }
}
