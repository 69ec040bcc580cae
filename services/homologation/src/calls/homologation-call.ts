import { FaultKind, HomologationHost } from '@portal/domain';
import { ListSize, Node, RequiresScopes } from '@portal/service-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';

/** A call to one of the hosts, as it was recorded before it was answered. */
@RequiresScopes('credentials:read')
@ObjectType({
  implements: Node,
  description:
    'A call to the homologation environment, recorded before it was answered, without what may be of a person.',
})
export class HomologationCall {
  @Field(() => ID, { description: 'Opaque identifier.' })
  id!: string;

  @Field(() => Date, { description: 'When it came.' })
  at!: Date;

  @Field(() => Int, { description: 'How long it took here, in milliseconds; the delay of a fault left out.' })
  durationMs!: number;

  @Field(() => HomologationHost, { description: 'Which host was called.' })
  host!: HomologationHost;

  @Field(() => String, { description: 'HTTP method.' })
  method!: string;

  @Field(() => String, { description: 'Path and question, with ••• for what may be of a person.' })
  path!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the operation, such as `create-document`; null for one that there is not.',
  })
  operation!: string | null;

  @Field(() => Int, { description: 'HTTP status of the answer.' })
  status!: number;

  @ListSize(5)
  @Field(() => [String], {
    description: 'Codes of the refusal, such as `EHR-ERR866`; empty where it was not refused by one.',
  })
  codes!: string[];

  @Field(() => String, { nullable: true, description: 'The header User-Agent.' })
  connector!: string | null;

  @Field(() => String, { nullable: true, description: 'The document that it made, read or deleted.' })
  documentId!: string | null;

  @Field(() => FaultKind, { nullable: true, description: 'The fault that was done to it, because it was armed.' })
  fault!: FaultKind | null;

  @Field(() => String, {
    description: 'Headers and body of the request, as JSON, with ••• for what may be of a person.',
  })
  request!: string;

  @Field(() => String, {
    description: 'Headers and body of the answer, as JSON, with ••• for what may be of a person and for tokens.',
  })
  response!: string;
}
