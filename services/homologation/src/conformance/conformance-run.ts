import type { RunState } from '@portal/conformance';
import type { ConformanceRunOutcome } from '@portal/domain';
import { ListSize, Node, Problem, RequiresScopes } from '@portal/service-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';

/** A suite, as little of it as names it. */
@RequiresScopes('inherited')
@ObjectType({ description: 'What is asked of a connector, in one version; what is asked is told with a run.' })
export class ConformanceSuite {
  @Field(() => String, { description: 'What names it in each version: `ria-r`.' })
  key!: string;

  @Field(() => String, { description: 'In Portuguese.' })
  title!: string;

  @Field(() => String, { description: 'Semantic version.' })
  version!: string;

  @Field(() => String, { description: 'SHA-256 of what it says, in hexadecimal.' })
  hash!: string;
}

/** The newer version of a run's suite. */
@RequiresScopes('inherited')
@ObjectType({ description: 'The newer version of the suite that a run is pinned to.' })
export class ConformanceSuiteChange {
  @Field(() => String, { description: 'Semantic version.' })
  version!: string;

  @Field(() => String, { description: 'What it changed, in Portuguese.' })
  what!: string;

  @Field(() => Date, {
    description:
      'The last moment of runs by the version before: later than the suite named it by as long as the environment failed in the seven days before. A call after it opens the next run.',
  })
  completeUntil!: Date;
}

/** What a credential's calls come to by one suite. */
@RequiresScopes('credentials:read')
@ObjectType({
  implements: Node,
  description:
    "What a credential's calls come to by one version of one suite. The first call opens it; each that comes moves it on. What it came to is kept for ever.",
})
export class ConformanceRun {
  @Field(() => ID, { description: 'Opaque identifier.' })
  id!: string;

  @Field(() => ID, { description: 'The credential that it is of: what `conformanceRunChanged` is asked for by.' })
  credentialId!: string;

  ownerId!: string;
  /** Of the suite that it is pinned to. */
  suiteHash!: string;
  state!: RunState;

  @Field(() => String, { nullable: true, description: 'Name and version of the connector, from its User-Agent.' })
  connector!: string | null;

  /** As its last call, declaration or decision left it, whatever time it is. */
  outcome!: Exclude<ConformanceRunOutcome, 'EXPIRED'>;

  @Field(() => Boolean, { description: 'Whether calls still move it: false of one that another took the place of.' })
  current!: boolean;

  @Field(() => Date, {
    description:
      'When its first call came; where none came yet, when it was complete without, else when it was changed last.',
  })
  openedAt!: Date;

  @Field(() => Date, {
    nullable: true,
    description:
      'Since when nothing that is required is left; null before, and while it is not so. What is proposed and comes to nothing leaves it as it was.',
  })
  completedAt!: Date | null;

  @Field(() => Int, { description: 'How many calls moved it or came near.' })
  calls!: number;

  @Field(() => Int, {
    description:
      'How many steps, declarations and decisions of reviewers a complete run still needs: of a requirement that is IN_REVIEW, or that two of them found not met, one.',
  })
  remaining!: number;

  @Field(() => Int, {
    description: 'Of how many requirements a reviewer proposed another outcome that a second one is still to decide.',
  })
  openProposals!: number;
}

/** What a mutation of a run answers. */
@RequiresScopes('inherited')
@ObjectType({ description: 'The run as it is now, or the problems a person can mend.' })
export class ConformanceRunPayload {
  @Field(() => ConformanceRun, { nullable: true, description: 'As it is now; null where nothing was done.' })
  run!: ConformanceRun | null;

  @ListSize(2)
  @Field(() => [Problem], { description: 'Empty when it was done; else nothing was changed.' })
  problems!: readonly Problem[];
}

/** What beginning a run anew answers. */
@RequiresScopes('inherited')
@ObjectType({ description: 'The run that took the place of another, or the problems a person can mend.' })
export class RestartConformanceRunPayload extends ConformanceRunPayload {
  @Field(() => [String], {
    description:
      'Keys of the steps that are to be seen again, and of the requirements that are to be declared or found again; all others were carried over.',
  })
  redo!: readonly string[];
}
