import type { EntityManager } from '@mikro-orm/postgresql';

/** Takes a team of one away that nothing belongs to: somebody only tried another establishment in a draft. */
export async function dropUnused(em: EntityManager, teamId: string): Promise<void> {
  await em.execute(
    `delete from team where id = ?
       and not exists (select 1 from access_request where team_id = team.id)
       and not exists (select 1 from team_invitation where team_id = team.id)
       and not exists (select 1 from team_token where team_id = team.id)
       and not exists (select 1 from webhook where team_id = team.id)
       and (select count(*) from team_member where team_id = team.id) < 2`,
    [teamId],
  );
}
