import { may } from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';
import { isOfTeam } from './members.ts';
import type { Team } from './team.ts';

/** A team by its id, for who is in it, and for who meets it on a request that they may read: its name, and not its people. */
export async function metTeam(ctx: CredentialsContext, id: string): Promise<Team | null> {
  const team = await ctx.loaders.team.load(id);
  return team && (isOfTeam(team, ctx.caller) || (await isMet(ctx, id))) ? team : null;
}

async function isMet({ caller, em }: CredentialsContext, id: string): Promise<boolean> {
  const [which, values] =
    caller.kind === 'client'
      ? [
          'id = ? or homologation_credential_id = ? or replaces_id = ?',
          [caller.requestId, caller.credentialId, caller.credentialId],
        ]
      : ['submissions > 0', []];
  if (caller.kind !== 'client' && !may(caller, 'READ_REQUESTS')) return false;
  const rows = await em.execute<object[]>(`select 1 from access_request where team_id = ? and (${which}) limit 1`, [
    id,
    ...values,
  ]);
  return rows.length > 0;
}
