import { ListSize, RequiresScopes } from '@portal/service-kit';
import { Directive, Field, ObjectType } from 'type-graphql';
import { DocumentKind } from '../validation/document-kind.ts';

/** A service: what it is, the catalogue says; this subgraph adds how it is tried here. */
@Directive('@key(fields: "slug")')
@ObjectType({ description: 'A service of a portfolio.' })
export class Service {
  @Field(() => String, { description: 'Its name in addresses.' })
  slug!: string;
}

/** Where a service is tried, and with what. */
@RequiresScopes('anyone')
@ObjectType({ description: 'How a service is tried in the homologation environment.' })
export class ServiceTrial {
  @Field(() => String, { description: 'Base URL of the host that answers it.' })
  url!: string;

  @Field(() => String, { description: 'Base URL of the Auth host, which gives the access token for it.' })
  authUrl!: string;

  @ListSize(2)
  @Field(() => [DocumentKind], { description: 'Kinds of documents that are sent to it; none where it is a query.' })
  documents!: readonly DocumentKind[];

  @ListSize(1)
  @Field(() => [String], {
    description: 'Keys of the conformance suites that connectors of it are judged by, for `Query.conformanceSuites`.',
  })
  suites!: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: 'What the EHR host says that it can do, as `metadata` answers it: a CapabilityStatement, as JSON.',
  })
  capabilityStatement!: string | null;
}
