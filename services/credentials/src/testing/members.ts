import type { MikroORM } from '@mikro-orm/postgresql';
import type { TeamRole } from '@portal/domain';
import type { Person } from '@portal/service-kit';

/** The team that a request belongs to. */
export async function teamOf(orm: MikroORM, requestId: string): Promise<string> {
  const [row] = await orm.em
    .fork()
    .execute<{ team_id: string | null }[]>('select team_id from access_request where id = ?', [requestId]);
  if (!row?.team_id) throw new Error('the request has no team');
  return row.team_id;
}

/** Puts somebody into a team, or makes them something else in it, as if they had been invited and confirmed. */
export async function insertMember(orm: MikroORM, teamId: string, person: Person, role: TeamRole): Promise<void> {
  await orm.em.fork().execute(
    `insert into team_member (team_id, person_id, role, name, email, since) values (?, ?, ?, ?, ?, now())
     on conflict (team_id, person_id) do update set role = excluded.role`,
    [teamId, person.id, role, person.name, person.email],
  );
}
