import { ListSize, RequiresScopes } from '@portal/service-kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { Accreditation } from '../accreditation/accreditation.ts';
import { TrialCertificate } from '../trial-certificates/trial-certificate.ts';

/** A credential: what it is, credentials says; this subgraph adds what it opens here. */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'What a system talks to the Ministry with.' })
export class Credential {
  @Field(() => ID, { description: 'Opaque identifier.' })
  id!: string;
}

/** Where and by what a credential's tests are made. */
@RequiresScopes('credentials:read')
@ObjectType({ description: 'Where a credential for homologation is tried, and by which trial certificates.' })
export class HomologationAccess {
  /** Whose it is; no field of the API. */
  credential!: Accreditation;

  @Field(() => String, { description: 'Base URL of the Auth host, which gives access tokens.' })
  authUrl!: string;

  @Field(() => String, { description: 'Base URL of the EHR host, which answers queries and takes documents.' })
  ehrUrl!: string;

  @Field(() => String, {
    description:
      'Certificates of the authorities that signed the certificate of both hosts, or will, as PEM: what a connector has to trust. They are not of ICP-Brasil.',
  })
  authorities!: string;

  @ListSize(5)
  @Field(() => [TrialCertificate], { description: 'Certificates for tests, newest first; at most the last 20.' })
  trialCertificates!: TrialCertificate[];
}
