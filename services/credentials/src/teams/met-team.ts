import { may, type Person, reachOf } from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';
import { withinReach } from '../requests/reach.ts';
import { isOfTeam } from './members.ts';
import type { Team } from './team.ts';

/** A team by its id, for who is in it, and for who meets it on a request that they may read: its name, and not its people. */
export async function metTeam(ctx: CredentialsContext, id: string): Promise<Team | null> {
  const { caller, loaders } = ctx;
  // Asked first: one that is not met takes as long as what is not there.
  if (caller.kind === 'person' && may(caller, 'READ_REQUESTS') && !(await isMetByMinistry(ctx, caller, id)))
    return null;
  const team = await loaders.team.load(id);
  const seen = team && (isOfTeam(team, caller) || may(caller, 'READ_REQUESTS') || (await isMetBySystem(ctx, id)));
  return seen ? team : null;
}

/** Whether somebody of the Ministry meets it where they review, or is in it. */
async function isMetByMinistry({ em }: CredentialsContext, person: Person, id: string): Promise<boolean> {
  const [inReach, slugs] = withinReach('portfolio', reachOf(person, 'READ_REQUESTS'));
  const rows = await em.execute<object[]>(
    `select 1 from access_request where team_id = ? and submissions > 0 and ${inReach}
     union all select 1 from team_member where team_id = ? and person_id = ? limit 1`,
    [id, ...slugs, id, person.id],
  );
  return rows.length > 0;
}

async function isMetBySystem({ caller, em }: CredentialsContext, id: string): Promise<boolean> {
  if (caller.kind !== 'client') return false;
  const { requestId, credentialId } = caller;
  const rows = await em.execute<object[]>(
    `select 1 from access_request
     where team_id = ? and (id = ? or homologation_credential_id = ? or replaces_id = ?) limit 1`,
    [id, requestId, credentialId, credentialId],
  );
  return rows.length > 0;
}
