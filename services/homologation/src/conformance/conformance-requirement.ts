import {
  ConformanceDeclarationKind,
  ConformanceOutcome,
  ConformanceOverrideOutcome,
  ConformanceSeverity,
  FaultKind,
} from '@portal/domain';
import { ListSize, RequiresScopes } from '@portal/service-kit';
import { Field, Int, ObjectType } from 'type-graphql';
import type { ConformanceRun } from './conformance-run.ts';

/** A call of an attempt: a small copy of it, which stays when the call itself is kept no more. */
@RequiresScopes('inherited')
@ObjectType({ description: 'A call that an attempt was seen in. What is told of it here is kept as long as the run.' })
export class ConformanceAttemptCall {
  callId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the step calls it, such as `renewal`; null of one that should not have come.',
  })
  as!: string | null;

  @Field(() => Boolean, { description: 'Whether it is what failed the attempt.' })
  failed!: boolean;

  @Field(() => Date, { description: 'When it came.' })
  at!: Date;

  @Field(() => String, { description: 'HTTP method.' })
  method!: string;

  @Field(() => String, { nullable: true, description: 'Name of the operation; null for one that there is not.' })
  operation!: string | null;

  @Field(() => Int, { description: 'HTTP status of the answer.' })
  status!: number;

  @ListSize(5)
  @Field(() => [String], { description: 'Codes of the refusal; empty where it was not refused by one.' })
  codes!: readonly string[];

  @Field(() => FaultKind, { nullable: true, description: 'The fault that was done to it, because it was armed.' })
  fault!: FaultKind | null;
}

/** One try at a step. */
@RequiresScopes('inherited')
@ObjectType({ description: 'One try at a step.' })
export class ConformanceAttempt {
  @Field(() => ConformanceOutcome, { description: 'WAITING, PASSED, FAILED or INCONCLUSIVE.' })
  outcome!: ConformanceOutcome;

  @Field(() => Date, { description: 'When its first call came.' })
  begunAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was decided; null until then.' })
  endedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it is not PASSED: what was expected and what came, in Portuguese.',
  })
  why!: string | null;

  @Field(() => String, { nullable: true, description: 'Name and version of the connector that made it.' })
  connector!: string | null;

  runId!: string;
  /** The calls that it was seen in, by their names. */
  named!: Readonly<Record<string, string>>;
  failedBy!: string | null;
}

/** What is to be seen once. */
@RequiresScopes('inherited')
@ObjectType({ description: 'What is to be seen of a connector once.' })
export class ConformanceStep {
  @Field(() => String, { description: 'Stable, and unique in its suite: `token.reuse/three-calls`.' })
  key!: string;

  @Field(() => String, { description: 'In Portuguese.' })
  title!: string;

  @Field(() => String, { description: 'What to do to have it seen, in Portuguese.' })
  how!: string;

  @Field(() => FaultKind, { nullable: true, description: 'The fault to arm before it; null where none is needed.' })
  fault!: FaultKind | null;

  @Field(() => ConformanceOutcome, { description: 'Where it stands.' })
  outcome!: ConformanceOutcome;

  @Field(() => Int, { description: 'How often it was tried.' })
  tries!: number;

  @ListSize(3)
  @Field(() => [ConformanceAttempt], { description: 'The last tries, the newest first.' })
  attempts!: readonly ConformanceAttempt[];
}

/** What an owner declared in the place of calls. */
@RequiresScopes('inherited')
@ObjectType({ description: 'What the owner of a credential declared of a requirement in the place of calls.' })
export class ConformanceDeclaration {
  @Field(() => ConformanceDeclarationKind, { description: 'That it does not apply, or that it is so.' })
  kind!: ConformanceDeclarationKind;

  @Field(() => String, { description: 'Why, in the words of who declared it.' })
  reason!: string;

  @Field(() => Date, { description: 'When.' })
  at!: Date;
}

/** What is asked, and how it was met. */
@RequiresScopes('inherited')
@ObjectType({ description: 'What a suite asks of a connector, and how a run meets it.' })
export class ConformanceRequirement {
  run!: ConformanceRun;

  @Field(() => String, { description: 'Stable, and unique in its suite: `token.reuse`.' })
  key!: string;

  @Field(() => String, { description: 'In Portuguese.' })
  title!: string;

  @Field(() => ConformanceSeverity, { description: 'How much hangs on it.' })
  severity!: ConformanceSeverity;

  @Field(() => String, { description: 'URL of where it stands.' })
  source!: string;

  @Field(() => ConformanceOutcome, {
    description:
      'Where it stands: as two reviewers found it, where they did; IN_REVIEW while the second is waited for.',
  })
  outcome!: ConformanceOutcome;

  @Field(() => ConformanceOutcome, {
    description: 'Where it stands by calls and declarations alone, whatever reviewers find.',
  })
  judged!: ConformanceOutcome;

  @ListSize(3)
  @Field(() => [ConformanceOverrideOutcome], {
    description:
      'What the viewer may propose in the place of its outcome now, AS_JUDGED where reviewers found one; empty for who may not.',
  })
  allowedOverrides!: readonly ConformanceOverrideOutcome[];

  @Field(() => String, {
    nullable: true,
    description: 'What its owner is to declare because no call can show it, in Portuguese; null where calls do.',
  })
  attest!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it is not tested, in Portuguese; null where it is.' })
  notTested!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'When it may be declared not to apply, in Portuguese; null where it always applies.',
  })
  mayNotApply!: string | null;

  @Field(() => ConformanceDeclaration, { nullable: true, description: 'What was declared of it; null for nothing.' })
  declaration!: ConformanceDeclaration | null;

  @ListSize(2)
  @Field(() => [ConformanceStep], { description: 'What is to be seen of it; none where it is attested or not tested.' })
  steps!: readonly ConformanceStep[];
}

/** What a call was for. */
@RequiresScopes('inherited')
@ObjectType({ description: 'The step of a run that a call was for, or came nearest to.' })
export class NearestStep {
  runId!: string;

  @Field(() => String, { description: "The suite's key." })
  suite!: string;

  @Field(() => String, { description: "The step's key." })
  step!: string;

  @Field(() => String, { description: "The step's title, in Portuguese." })
  title!: string;

  @Field(() => Boolean, { description: 'Whether it is one of the calls that the step waits for.' })
  matched!: boolean;

  @Field(() => String, { nullable: true, description: 'Why it is not, in Portuguese; null where it is.' })
  why!: string | null;
}
