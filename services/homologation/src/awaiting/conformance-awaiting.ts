import { ConformanceAwaitingKind } from '@portal/domain';
import { RequiresScopes } from '@portal/service-kit';
import { Field, ObjectType } from 'type-graphql';
import { ConformanceRun } from '../conformance/conformance-run.ts';

/** Something about a requirement of a run that waits for a reviewer. */
@RequiresScopes('session')
@ObjectType({ description: 'Something about a requirement of a run that waits for the reviewer who asks.' })
export class ConformanceAwaiting {
  @Field(() => ConformanceAwaitingKind, { description: 'What is waited for.' })
  kind!: ConformanceAwaitingKind;

  @Field(() => ConformanceRun, { description: 'The run, as it is now.' })
  run!: ConformanceRun;

  @Field(() => String, { description: "The requirement's key." })
  requirement!: string;

  @Field(() => String, { description: "The requirement's title, in Portuguese." })
  title!: string;

  @Field(() => Date, { description: 'Since when.' })
  since!: Date;

  @Field(() => String, { description: 'The reason of what was proposed, or what the integrator wrote last.' })
  words!: string;

  /** Tells those of one moment apart. */
  key!: string;
}
