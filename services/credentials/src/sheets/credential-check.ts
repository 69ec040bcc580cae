import { CredentialState, Environment } from '@portal/domain';
import { RequiresScopes } from '@portal/service-kit';
import { Field, ObjectType } from 'type-graphql';
import { Portfolio } from '../catalogue/entities.ts';

/** What anybody may know who has a credential's sheet: nothing of a person, no identifier and no secret. */
@RequiresScopes('anyone')
@ObjectType({
  description:
    'How a credential stands now, for anybody who has its printed sheet: nothing of a person, and no secret.',
})
export class CredentialCheck {
  @Field(() => String, { description: "The sheet's code." })
  code!: string;

  @Field(() => CredentialState, { description: 'How it stands now.' })
  state!: CredentialState;

  @Field(() => Date, { description: 'Since when it is in this state.' })
  stateChangedAt!: Date;

  @Field(() => Environment, { description: 'Where it is valid.' })
  environment!: Environment;

  @Field(() => Portfolio, { description: 'The portfolio whose services it is for.' })
  portfolio!: Portfolio;

  @Field(() => String, { description: 'Name of the establishment.' })
  establishmentName!: string;

  @Field(() => String, { nullable: true, description: "The establishment's number in the national register." })
  establishmentCnes!: string | null;

  @Field(() => String, { description: "The establishment's municipality." })
  municipality!: string;

  @Field(() => String, { description: "The establishment's federative unit: two letters." })
  uf!: string;

  @Field(() => Date, { description: 'When the Ministry approved it.' })
  issuedAt!: Date;

  @Field(() => Date, { description: 'Its last moment.' })
  expiresAt!: Date;

  @Field(() => Date, { description: 'When a sheet that says this was first printed.' })
  sheetPrintedAt!: Date;

  @Field(() => Boolean, {
    description:
      'Whether the credential still is what the sheet says of it: services, certificate, validity and all else.',
  })
  current!: boolean;
}
