import { AssuranceLevel, TeamRole } from '@portal/domain';
import { Node, RequiresScopes } from '@portal/service-kit';
import { Field, ID, ObjectType } from 'type-graphql';
import type { Members } from './members.ts';

/** Who acts for an establishment. */
@RequiresScopes('requests:read')
@ObjectType({
  implements: Node,
  description: 'Who acts for one establishment: requests and credentials belong to it, and people are in it in a role.',
})
export class Team {
  @Field(() => ID, { description: 'Opaque identifier.' })
  id!: string;

  @Field(() => String, { description: "The establishment's name, as it was when the team was opened." })
  name!: string;

  @Field(() => String, { nullable: true, description: "The establishment's CNES." })
  cnes!: string | null;

  @Field(() => String, { nullable: true, description: "The establishment's CNPJ." })
  cnpj!: string | null;

  @Field(() => Date, { description: 'When it was opened.' })
  createdAt!: Date;

  members!: Members;
}

/** Somebody in a team, as the other members read it. */
@RequiresScopes('requests:read')
@ObjectType({ description: 'Somebody in a team, as its members read it.' })
export class TeamMember {
  teamId!: string;

  @Field(() => ID, { description: 'The person, to be passed to what is done to a member.' })
  personId!: string;

  @Field(() => String, { description: 'Name in the gov.br account.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'E-mail in the gov.br account.' })
  email!: string | null;

  @Field(() => TeamRole, { description: 'What they are in it.' })
  role!: TeamRole;

  @Field(() => Date, { description: 'Since when.' })
  since!: Date;

  @Field(() => String, { nullable: true, description: 'Who invited them, by name; null of who opened the team.' })
  invitedBy!: string | null;
}

/** Somebody who is to be in a team. */
@RequiresScopes('requests:read')
@ObjectType({ description: 'An invitation to a team, as who is GESTOR of it reads it.' })
export class TeamInvitation {
  teamId!: string;

  @Field(() => ID, { description: 'The invitation, to be passed to what is done to it.' })
  invitationId!: string;

  @Field(() => String, { description: 'The e-mail address it was sent to.' })
  email!: string;

  @Field(() => TeamRole, { description: 'What who accepts it is to be.' })
  role!: TeamRole;

  @Field(() => String, { description: 'Who invited, by name.' })
  invitedBy!: string;

  @Field(() => Date, { description: 'When it was sent, the last time.' })
  createdAt!: Date;

  @Field(() => Date, { description: 'Until when it can be accepted.' })
  expiresAt!: Date;

  @Field(() => String, { nullable: true, description: 'Name in the gov.br account of who accepted it.' })
  acceptedBy!: string | null;

  @Field(() => String, { nullable: true, description: 'E-mail in the gov.br account of who accepted it.' })
  acceptedByEmail!: string | null;

  @Field(() => AssuranceLevel, { nullable: true, description: 'Level of the gov.br account of who accepted it.' })
  acceptedByLevel!: AssuranceLevel | null;
}
