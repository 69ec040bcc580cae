import type { EntityManager } from '@mikro-orm/postgresql';
import type { TeamRole } from '@portal/domain';
import { refuse } from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';
import { actOnTeam, manageTeam, type OpenedTeam, refuseWithoutManager, type TeamOutcome } from './act-on-team.ts';
import { announceMember } from './announce-member.ts';
import { tellMakerLeft } from './tell-maker-left.ts';

/** Makes a member something else. */
export function setTeamRole(
  ctx: CredentialsContext,
  teamId: string,
  { personId, role }: { personId: string; role: TeamRole },
): Promise<TeamOutcome> {
  return manageTeam(ctx, teamId, async ({ em, team, now }) => {
    await refuseUnlessMember(em, team, personId);
    refuseWithoutManager({ ...team.members, [personId]: role });
    await em.execute('update team_member set role = ? where team_id = ? and person_id = ?', [role, teamId, personId]);
    announceMember(em, { teamId, personId, act: 'CHANGE_TEAM_ROLE' }, now);
    return { act: 'setTeamRole', detail: { personId, role } };
  });
}

/** Takes a member out: from then on they read nothing of it. */
export function removeTeamMember(ctx: CredentialsContext, teamId: string, personId: string): Promise<TeamOutcome> {
  return manageTeam(ctx, teamId, async (opened) => {
    await refuseUnlessMember(opened.em, opened.team, personId);
    await takeOut(opened, personId);
    return { act: 'removeTeamMember', detail: { personId } };
  });
}

/** Goes out of a team oneself. */
export function leaveTeam(ctx: CredentialsContext, teamId: string): Promise<TeamOutcome> {
  return actOnTeam(ctx, teamId, async (opened) => {
    await takeOut(opened, opened.person.id);
    return { act: 'leaveTeam' };
  });
}

async function takeOut({ em, team, now }: OpenedTeam, personId: string): Promise<void> {
  const { [personId]: _, ...others } = team.members;
  refuseWithoutManager(others);
  await em.execute('delete from team_member where team_id = ? and person_id = ?', [team.id, personId]);
  announceMember(em, { teamId: team.id, personId, act: 'LEAVE_TEAM' }, now);
  await tellMakerLeft(em, { teamId: team.id, personId }, now);
}

/** A token is looked after as such, and is never GESTOR. */
async function refuseUnlessMember(em: EntityManager, { members }: OpenedTeam['team'], personId: string): Promise<void> {
  const isPerson =
    Object.hasOwn(members, personId) &&
    (await em.execute('select 1 from team_token where id = ?', [personId])).length === 0;
  if (!isPerson) refuse('NOT_FOUND', 'Esta pessoa não está mais na equipe.', ['personId']);
}
