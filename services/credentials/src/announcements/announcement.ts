import { LIMITS, PortalPart } from '@portal/domain';
import { IDEMPOTENCY_KEY, ListSize, Problem, RequiresScopes } from '@portal/service-kit';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

const STARTS_AT = 'When it begins.';
const ENDS_AT = 'When it is over, a week later at the most.';
const PARTS = 'What may not do as usual meanwhile.';
const TEXT = 'What it means to who uses them.';

/** A maintenance that everybody is told of. */
@RequiresScopes('session')
@ObjectType({
  description:
    'A maintenance that is told to everybody, on the status page at once and in the consoles from a day before. What is tried meanwhile in the homologation environment counts against nobody where that is one of its parts.',
})
export class Announcement {
  @Field(() => ID, { description: 'Opaque identifier.' })
  announcementId!: string;

  @Field(() => Int, { description: 'Counts every change; who changes it says which one they saw.' })
  version!: number;

  @Field(() => Date, { description: STARTS_AT })
  startsAt!: Date;

  @Field(() => Date, { description: ENDS_AT })
  endsAt!: Date;

  @ListSize(5)
  @Field(() => [PortalPart], { description: PARTS })
  parts!: readonly PortalPart[];

  @Field(() => String, { description: TEXT })
  text!: string;
}

/** What a change of an announcement answers. */
@RequiresScopes('inherited')
@ObjectType({ description: 'What a mutation changed, or the problems a person can mend.' })
export class AnnouncementPayload {
  @Field(() => Announcement, { nullable: true, description: 'As it is now; null where it is gone, or unknown.' })
  announcement!: Announcement | null;

  @ListSize(4)
  @Field(() => [Problem], { description: 'Empty when it was done; else nothing was changed.' })
  problems!: readonly Problem[];
}

/** What is announced. */
@InputType({ description: 'A maintenance, as it is announced or changed.' })
export class SaveAnnouncementInput {
  @Field(() => ID, { nullable: true, description: 'The announcement; a new one where there is none.' })
  announcementId?: string | null;

  @Field(() => Int, { nullable: true, description: 'Which version of it was seen; none of a new one.' })
  version?: number | null;

  @Field(() => Date, { description: `${STARTS_AT} Not in the past; as it is where it has begun.` })
  startsAt!: Date;

  @Field(() => Date, { description: ENDS_AT })
  endsAt!: Date;

  @Field(() => [PortalPart], { description: `${PARTS} At least one; as they are where it has begun.` })
  parts!: PortalPart[];

  @Field(() => String, {
    description: `${TEXT} ${LIMITS.announcementText.min} to ${LIMITS.announcementText.max} characters.`,
  })
  text!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}
