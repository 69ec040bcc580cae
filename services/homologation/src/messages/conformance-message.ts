import { ConformanceMessageSide, LIMITS } from '@portal/domain';
import { IDEMPOTENCY_KEY, ListSize, Problem, RequiresScopes } from '@portal/service-kit';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { ConformanceRun } from '../conformance/conformance-run.ts';

/** What was written about a requirement. */
@RequiresScopes('inherited')
@ObjectType({
  description:
    'What the integrator or reviewers wrote about a requirement. It is never changed; which person wrote it is told to nobody.',
})
export class ConformanceMessage {
  @Field(() => ID, { description: 'What is marked as read up to.' })
  messageId!: string;

  @Field(() => ConformanceMessageSide, { description: 'Who wrote it.' })
  side!: ConformanceMessageSide;

  @Field(() => Boolean, { description: 'Whether the viewer wrote it.' })
  own!: boolean;

  @Field(() => Date, { description: 'When.' })
  writtenAt!: Date;

  @Field(() => String, { description: 'Version of the suite that it was said of.' })
  suiteVersion!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Name and version of the connector that it was said of; null where none was known.',
  })
  connector!: string | null;

  @Field(() => String, { description: 'As it was written, with its lines.' })
  text!: string;

  /** Where it stands in its thread. */
  place!: string;
}

/** What writing a message answers. */
@RequiresScopes('inherited')
@ObjectType({ description: 'The message and its run as it is now, or the problems a person can mend.' })
export class ConformanceMessagePayload {
  @Field(() => ConformanceMessage, { nullable: true, description: 'As it stands; null where nothing was written.' })
  message!: ConformanceMessage | null;

  @Field(() => ConformanceRun, { nullable: true, description: 'As it is now; null where nothing was written.' })
  run!: ConformanceRun | null;

  @ListSize(2)
  @Field(() => [Problem], { description: 'Empty when it was written.' })
  problems!: readonly Problem[];
}

const { min, max } = LIMITS.message;

/** What is written about a requirement. */
@InputType({ description: 'What is written about a requirement of a run.' })
export class WriteConformanceMessageInput {
  @Field(() => ID, {
    description: 'A run that calls move: of your own, or, for reviewers, one of somebody else that they look at.',
  })
  runId!: string;

  @Field(() => String, { description: "The requirement's key." })
  requirement!: string;

  @Field(() => String, {
    description: `${min} to ${max.toLocaleString('en')} characters, without anybody's CPF.`,
  })
  text!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** How far a thread was read. */
@InputType({ description: 'How far the viewer has read what was written about a requirement.' })
export class MarkConformanceMessagesReadInput {
  @Field(() => ID, { description: 'A run that the viewer reads.' })
  runId!: string;

  @Field(() => String, { description: "The requirement's key." })
  requirement!: string;

  @Field(() => ID, { description: 'The newest message that was read: what came after it stays unread.' })
  upTo!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}
