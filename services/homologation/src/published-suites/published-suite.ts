import { ConformanceSeverity, FaultKind } from '@portal/domain';
import { ListSize, RequiresScopes } from '@portal/service-kit';
import { Field, Float, Int, ObjectType } from 'type-graphql';

/** What connectors need to pass a step, over all that passed it. */
@RequiresScopes('anyone')
@ObjectType({ description: 'What it took those who passed a step, in the middle; of no one alone.' })
export class StepMedian {
  @Field(() => Int, { description: 'How many credentials passed it.' })
  credentials!: number;

  @Field(() => Float, { description: 'Hours from the first call of the run, half of them less and half more.' })
  hours!: number;

  @Field(() => Int, { description: 'Calls of the run until then, half of them fewer and half more.' })
  calls!: number;
}

/** What is to be seen once. */
@RequiresScopes('anyone')
@ObjectType({ description: 'What is to be seen of a connector once.' })
export class PublishedStep {
  @Field(() => String, { description: 'Stable, and unique in its suite.' })
  key!: string;

  @Field(() => String, { description: 'In Portuguese.' })
  title!: string;

  @Field(() => String, { description: 'What to do to have it seen, in Portuguese.' })
  how!: string;

  @Field(() => FaultKind, { nullable: true, description: 'The fault to arm before it; null where none is needed.' })
  fault!: FaultKind | null;

  @Field(() => StepMedian, { nullable: true, description: 'Null until five credentials passed it.' })
  median!: StepMedian | null;
}

/** What is asked. */
@RequiresScopes('anyone')
@ObjectType({ description: 'What a suite asks of a connector.' })
export class PublishedRequirement {
  @Field(() => String, { description: 'Stable, and unique in its suite.' })
  key!: string;

  @Field(() => String, { description: 'In Portuguese.' })
  title!: string;

  @Field(() => ConformanceSeverity, { description: 'How much hangs on it.' })
  severity!: ConformanceSeverity;

  @Field(() => String, { description: 'URL of where it stands.' })
  source!: string;

  @Field(() => String, { nullable: true, description: 'What the integrator declares, because no call can show it.' })
  attest!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it is not tested; null where it is.' })
  notTested!: string | null;

  @ListSize(2)
  @Field(() => [PublishedStep], { description: 'What is to be seen of it; none where it is attested or not tested.' })
  steps!: readonly PublishedStep[];
}

/** A suite as everybody may read it, before there is any credential. */
@RequiresScopes('anyone')
@ObjectType({ description: 'What connectors are to be seen to do, for one kind of document, in its newest version.' })
export class PublishedSuite {
  @Field(() => String, { description: 'What names it in each version: `ria-r`.' })
  key!: string;

  @Field(() => String, { description: 'In Portuguese.' })
  title!: string;

  @Field(() => String, { description: 'Semantic version.' })
  version!: string;

  @Field(() => String, { description: 'SHA-256 of what it says, in hexadecimal.' })
  hash!: string;

  @ListSize(30)
  @Field(() => [PublishedRequirement], { description: 'All that is asked, in its order.' })
  requirements!: readonly PublishedRequirement[];
}
