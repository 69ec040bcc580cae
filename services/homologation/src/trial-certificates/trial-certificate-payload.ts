import { ListSize, Problem, RequiresScopes } from '@portal/service-kit';
import { Field, ObjectType } from 'type-graphql';
import { Credential } from '../homologation-access/homologation-access.ts';
import { TrialCertificate } from './trial-certificate.ts';

/** What a mutation of a trial certificate answers. */
@RequiresScopes('inherited')
@ObjectType({ description: 'What a mutation drew or revoked, or the problems a person can mend.' })
export class TrialCertificatePayload {
  @Field(() => TrialCertificate, { nullable: true, description: 'As it is now; null where nothing was done.' })
  trialCertificate!: TrialCertificate | null;

  @Field(() => Credential, { nullable: true, description: 'Its credential; null where nothing was done.' })
  credential!: Credential | null;

  @ListSize(2)
  @Field(() => [Problem], { description: 'Empty when it was done; else nothing was changed.' })
  problems!: readonly Problem[];
}
