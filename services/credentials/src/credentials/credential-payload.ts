import { ListSize, Problem, RequiresScopes } from '@portal/service-kit';
import { Field, ObjectType } from 'type-graphql';
import { Credential } from './credential.ts';

/** What a mutation of a credential answers. */
@RequiresScopes('inherited')
@ObjectType({
  description:
    'What a mutation changed, or the problems a person can mend. Nothing is changed when problems is not empty; the credential then shows its current state.',
})
export class CredentialPayload {
  @Field(() => Credential, { nullable: true, description: 'As it is now; null where it was not found.' })
  credential!: Credential | null;

  @ListSize(2)
  @Field(() => [Problem], { description: 'Empty when it was done.' })
  problems!: readonly Problem[];
}

/** What drawing a secret answers. */
@RequiresScopes('inherited')
@ObjectType({ description: 'A secret that was drawn: it is shown here and never again.' })
export class CredentialSecretPayload extends CredentialPayload {
  @Field(() => String, {
    nullable: true,
    description: 'The secret: keep it now, for only a hash is kept here. Null where there are problems.',
  })
  secret!: string | null;
}
