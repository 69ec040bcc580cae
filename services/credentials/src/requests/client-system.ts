import { Node, RequiresScopes } from '@portal/service-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { partId } from '../graph/ids.ts';
import type { SystemCopy } from './content.ts';

/** What is said of a system. */
@RequiresScopes('requests:read')
@ObjectType({ description: 'The software that integrates, as an earlier submission told of it.' })
export class SubmittedSystem {
  @Field(() => String, { nullable: true, description: 'Its name.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'What it does.' })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'Who makes it.' })
  vendor!: string | null;

  @Field(() => String, { nullable: true, description: 'The database it uses.' })
  database!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is a web application.' })
  webApplication!: boolean | null;

  @Field(() => [String], { description: 'Ranges of addresses it calls from, in canonical CIDR.' })
  ipRanges!: string[];

  @Field(() => Int, { nullable: true, description: 'Attendances a month.' })
  monthlyVolume!: number | null;

  @Field(() => [String], { description: 'Other systems it integrates with.' })
  integratesWith!: string[];
}

/** Sistema: the software that integrates. */
@RequiresScopes('inherited', 'requests:read')
@ObjectType({
  implements: Node,
  description:
    'The software that integrates, as one request has it, and the credential that its approval issued or altered. Another request of the same system has a copy of its own, with another id and the same lineage.',
})
export class ClientSystem extends SubmittedSystem {
  @Field(() => ID, { description: 'Opaque identifier of this copy.' })
  id!: string;

  @Field(() => ID, {
    description:
      'The system itself, whatever its copies say: new with a homologation request, kept by the production requests made from its credential.',
  })
  lineage!: string;
}

/** A request's copy of its system, which is also that of the credential it issued or altered: what was submitted last was approved. */
export function systemOf(request: string, lineage: string, copy: SystemCopy): ClientSystem {
  return { id: partId('ClientSystem', request), lineage, ...copy };
}
