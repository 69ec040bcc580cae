import { RequiresScopes } from '@portal/service-kit';
import { Field, ObjectType } from 'type-graphql';

/** A kind of document that the RNDS takes, and what it is judged by. */
@RequiresScopes('anyone')
@ObjectType({ description: 'A kind of document that the RNDS takes, and what it is judged by here.' })
export class DocumentKind {
  @Field(() => String, { description: 'As the RNDS calls it: RIA-R.' })
  code!: string;

  @Field(() => String, { description: 'What it is, in Portuguese.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The guide that it is judged by, as a FHIR package; null where it is not judged yet.',
  })
  guide!: string | null;

  @Field(() => String, { nullable: true, description: "The guide's version." })
  guideVersion!: string | null;

  @Field(() => [String], { description: 'Of its Composition: the profiles that make a document one of this kind.' })
  profiles!: readonly string[];

  @Field(() => [String], { description: 'What is judged of it, in Portuguese; empty where it is not judged yet.' })
  covered!: readonly string[];

  @Field(() => [String], { description: 'What is not judged of it, in Portuguese.' })
  notCovered!: readonly string[];
}
