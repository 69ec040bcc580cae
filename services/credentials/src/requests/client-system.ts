import { Field, ID, Int, ObjectType } from 'type-graphql';

/** Sistema: the software that integrates. */
@ObjectType({
  description:
    'The software that integrates. `id` is its lineage: new with a homologation request, kept by the production requests made from its credential.',
})
export class ClientSystem {
  @Field(() => ID, { description: 'The lineage, the same in both environments.' })
  id!: string;

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
