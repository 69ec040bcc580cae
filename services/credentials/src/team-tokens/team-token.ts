import { TeamRole } from '@portal/domain';
import { RequiresScopes } from '@portal/service-kit';
import { Field, ID, ObjectType } from 'type-graphql';

/** A token by which a program acts for a team. */
@RequiresScopes('session')
@ObjectType({ description: 'A token by which a program acts for a team, as its members who are GESTOR read it.' })
export class TeamToken {
  teamId!: string;

  @Field(() => ID, { description: 'The token, to be passed to what is done to it; not the token itself.' })
  tokenId!: string;

  @Field(() => String, { description: 'What it is called.' })
  name!: string;

  @Field(() => TeamRole, { description: 'What it is in the team: INTEGRADOR or LEITURA.' })
  role!: TeamRole;

  @Field(() => [String], { description: 'What it may do of that, such as requests:read.' })
  scopes!: string[];

  @Field(() => [String], { description: 'CIDR ranges that it may be used from; empty for any address.' })
  allowedIps!: string[];

  @Field(() => Date, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When its text was drawn.' })
  issuedAt!: Date;

  @Field(() => Date, { description: 'When it ends.' })
  expiresAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was last used, to the minute; null while it was not.' })
  lastUsedAt!: Date | null;

  createdById!: string;
}
