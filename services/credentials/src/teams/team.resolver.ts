import { TeamInvitationState, TeamRole, teamMay } from '@portal/domain';
import { type Connection, connectionOf, isPerson, ListSize, RequiresScopes, requirePerson } from '@portal/service-kit';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { PageArgs } from '../graph/page-args.ts';
import { readableTeam } from './act-on-team.ts';
import { listTeams } from './list.ts';
import { isOfTeam, roleIn } from './members.ts';
import { Team, TeamInvitation, TeamMember } from './team.ts';

const TeamConnection = connectionOf(Team);

/** What is read of teams. */
@Resolver(() => Team)
export class TeamResolver {
  @RequiresScopes(['requests:read', 'person'])
  @ListSize('first')
  @Query(() => TeamConnection, { nullable: true, description: 'The teams that the viewer is in, by name.' })
  teams(@Args() page: PageArgs, @Ctx() { caller, em }: CredentialsContext): Promise<Connection<Team>> {
    return listTeams(em, requirePerson(caller).id, page);
  }

  @RequiresScopes(['requests:read', 'person'])
  @Query(() => Team, { nullable: true, description: 'A team that the viewer is in; null for every other.' })
  team(
    @Arg('id', () => ID, { description: 'The team.' }) id: string,
    @Ctx() ctx: CredentialsContext,
  ): Promise<Team | null> {
    requirePerson(ctx.caller);
    return readableTeam(ctx, id);
  }

  @FieldResolver(() => TeamRole, {
    nullable: true,
    description: 'What the viewer is in it; null for who is not in it.',
  })
  viewerRole(@Root() team: Team, @Ctx() { caller }: CredentialsContext): TeamRole | null {
    return roleIn(team, caller);
  }

  @ListSize(10)
  @FieldResolver(() => [TeamMember], {
    nullable: true,
    description: 'Who is in it, who came first first; null to who is not in it.',
  })
  async members(@Root() team: Team, @Ctx() { caller, loaders }: CredentialsContext): Promise<TeamMember[] | null> {
    return isOfTeam(team, caller) ? loaders.teamMembers.load(team.id) : null;
  }

  @ListSize(10)
  @FieldResolver(() => [TeamInvitation], {
    nullable: true,
    description: 'Who is invited and not in it yet; null to who is not GESTOR of it.',
  })
  async invitations(@Root() team: Team, @Ctx() ctx: CredentialsContext): Promise<TeamInvitation[] | null> {
    if (!teamMay(roleIn(team, ctx.caller), 'MANAGE_MEMBERS')) return null;
    return ctx.loaders.teamInvitations.load(team.id);
  }
}

/** What is read of members. */
@Resolver(() => TeamMember)
export class TeamMemberResolver {
  @FieldResolver(() => Boolean, { description: 'Whether it is the viewer.' })
  own(@Root() { personId }: TeamMember, @Ctx() { caller }: CredentialsContext): boolean {
    return isPerson(caller, personId);
  }
}

/** What is read of invitations. */
@Resolver(() => TeamInvitation)
export class TeamInvitationResolver {
  @FieldResolver(() => TeamInvitationState, { description: 'How far it has come.' })
  state(@Root() { acceptedBy, expiresAt }: TeamInvitation, @Ctx() { now }: CredentialsContext): TeamInvitationState {
    if (acceptedBy !== null) return 'ACCEPTED';
    return expiresAt > now() ? 'SENT' : 'EXPIRED';
  }
}
