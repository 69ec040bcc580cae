import { TeamRole } from '@portal/domain';
import { IDEMPOTENCY_KEY, ListSize, Problem, RequiresScopes } from '@portal/service-kit';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Team } from './team.ts';

const PROBLEMS = 'Empty when it was done; else nothing was changed.';

/** What a change of a team answers. */
@RequiresScopes('inherited')
@ObjectType({ description: 'What a mutation changed, or the problems a person can mend.' })
export class TeamPayload {
  @Field(() => Team, { nullable: true, description: 'As it is now; null to who is not in it any more.' })
  team!: Team | null;

  @ListSize(2)
  @Field(() => [Problem], { description: PROBLEMS })
  problems!: readonly Problem[];
}

/** What drawing a link answers. */
@RequiresScopes('inherited')
@ObjectType({
  description: 'A team to which somebody was invited: the secret of the link is shown here and never again.',
})
export class TeamInvitationPayload extends TeamPayload {
  @Field(() => String, {
    nullable: true,
    description:
      'What the link ends in behind `/convite#`: a fragment, which no server is sent. Null where there are problems.',
  })
  secret!: string | null;

  @Field(() => Boolean, {
    description:
      'Whether the mail server took the invitation. False where none is set up or it did not take it, and of an answer that a key repeats: the link is then to be handed over by hand.',
  })
  mailed!: boolean;
}

/** What accepting answers. */
@RequiresScopes('inherited')
@ObjectType({ description: 'The team whose invitation was accepted, or the problems a person can mend.' })
export class AcceptTeamInvitationPayload {
  @Field(() => String, { nullable: true, description: "The establishment's name; null where there are problems." })
  teamName!: string | null;

  @ListSize(2)
  @Field(() => [Problem], { description: PROBLEMS })
  problems!: readonly Problem[];
}

/** Somebody to be invited. */
@InputType({ description: 'Somebody to be invited to a team.' })
export class InviteToTeamInput {
  @Field(() => ID, { description: 'The team.' })
  teamId!: string;

  @Field(() => String, { description: 'Their e-mail address.' })
  email!: string;

  @Field(() => TeamRole, { description: 'What they are to be in it.' })
  role!: TeamRole;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}
