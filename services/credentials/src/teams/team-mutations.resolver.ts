import { TeamRole } from '@portal/domain';
import { IdempotencyKey, RequiresScopes } from '@portal/service-kit';
import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { leaveTeam, removeTeamMember, setTeamRole } from './change-members.ts';
import {
  acceptTeamInvitation,
  cancelTeamInvitation,
  confirmTeamMember,
  inviteToTeam,
  renewTeamInvitation,
} from './invite.ts';
import { AcceptTeamInvitationPayload, InviteToTeamInput, TeamInvitationPayload, TeamPayload } from './team-payload.ts';

/** Who comes into a team, what they are there, and who goes. */
@Resolver()
export class TeamMutations {
  @RequiresScopes('session')
  @Mutation(() => TeamInvitationPayload, {
    nullable: true,
    description: 'GESTOR: invites somebody, for 14 days. Mails them the link, and shows its secret, once.',
  })
  inviteToTeam(
    @Arg('input', () => InviteToTeamInput, { description: 'Whom, and as what.' }) {
      teamId,
      ...whom
    }: InviteToTeamInput,
    @Ctx() ctx: CredentialsContext,
  ): Promise<TeamInvitationPayload> {
    return inviteToTeam(ctx, teamId, whom);
  }

  @RequiresScopes('session')
  @Mutation(() => AcceptTeamInvitationPayload, {
    nullable: true,
    description:
      'Accepts an invitation by the secret of its link: the GESTOR then sees name, e-mail and level of the account, and confirms.',
  })
  acceptTeamInvitation(
    @Arg('secret', () => String, { description: 'What the link holds behind `#`.' }) secret: string,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<AcceptTeamInvitationPayload> {
    return acceptTeamInvitation(ctx, secret);
  }

  @RequiresScopes('session')
  @Mutation(() => TeamInvitationPayload, {
    nullable: true,
    description:
      'GESTOR: sends an invitation that nobody accepted again, also by mail, with another link, good anew for 14 days.',
  })
  renewTeamInvitation(
    @Arg('teamId', () => ID, { description: 'The team.' }) teamId: string,
    @Arg('invitationId', () => ID, { description: 'The invitation.' }) invitationId: string,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<TeamInvitationPayload> {
    return renewTeamInvitation(ctx, teamId, invitationId);
  }

  @RequiresScopes('session')
  @Mutation(() => TeamPayload, {
    nullable: true,
    description: 'GESTOR: takes an invitation back, also from who accepted it and is not confirmed.',
  })
  cancelTeamInvitation(
    @Arg('teamId', () => ID, { description: 'The team.' }) teamId: string,
    @Arg('invitationId', () => ID, { description: 'The invitation.' }) invitationId: string,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<TeamPayload> {
    return cancelTeamInvitation(ctx, teamId, invitationId);
  }

  @RequiresScopes('session')
  @Mutation(() => TeamPayload, {
    nullable: true,
    description: 'GESTOR: lets who accepted an invitation into the team, having seen who they are.',
  })
  confirmTeamMember(
    @Arg('teamId', () => ID, { description: 'The team.' }) teamId: string,
    @Arg('invitationId', () => ID, { description: 'The invitation.' }) invitationId: string,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<TeamPayload> {
    return confirmTeamMember(ctx, teamId, invitationId);
  }

  @RequiresScopes('session')
  @Mutation(() => TeamPayload, {
    nullable: true,
    description: 'GESTOR: makes a member something else; one GESTOR stays.',
  })
  setTeamRole(
    @Arg('teamId', () => ID, { description: 'The team.' }) teamId: string,
    @Arg('personId', () => ID, { description: 'The member.' }) personId: string,
    @Arg('role', () => TeamRole, { description: 'What they are from now on.' }) role: TeamRole,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<TeamPayload> {
    return setTeamRole(ctx, teamId, { personId, role });
  }

  @RequiresScopes('session')
  @Mutation(() => TeamPayload, {
    nullable: true,
    description: 'GESTOR: takes a member out, who from then on reads nothing of it; one GESTOR stays.',
  })
  removeTeamMember(
    @Arg('teamId', () => ID, { description: 'The team.' }) teamId: string,
    @Arg('personId', () => ID, { description: 'The member.' }) personId: string,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<TeamPayload> {
    return removeTeamMember(ctx, teamId, personId);
  }

  @RequiresScopes('session')
  @Mutation(() => TeamPayload, { nullable: true, description: 'Goes out of a team oneself; the last GESTOR cannot.' })
  leaveTeam(
    @Arg('teamId', () => ID, { description: 'The team.' }) teamId: string,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<TeamPayload> {
    return leaveTeam(ctx, teamId);
  }
}
