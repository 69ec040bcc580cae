import type { EntityManager } from '@mikro-orm/postgresql';
import type { TeamAct, TeamRole } from '@portal/domain';
import { teamMay } from '@portal/domain';
import { arrayLiteral, type Caller, idAmong } from '@portal/service-kit';

/** Who is in the team that something belongs to, and as what; of what has no team yet, whoever began it. */
export type Members = Readonly<Record<string, TeamRole>>;

/** Something that belongs to a team, or to a person until its establishment is known. */
export interface Held {
  ownerId: string;
  teamId: string | null;
  members: Members;
}

/** Read with the row itself, so that whoever looks at it is held against those who are in the team at that moment. */
export function membersSql(table: string): string {
  return `(case when ${table}.team_id is null then jsonb_build_object(${table}.owner_id, 'GESTOR')
    else (select coalesce(jsonb_object_agg(m.person_id, m.role), '{}') from team_member m where m.team_id = ${table}.team_id) end)`;
}

/** Who is in a team, read by itself. */
export async function membersOf(em: EntityManager, teamId: string): Promise<Members> {
  const rows = await em.execute<{ person_id: string; role: TeamRole }[]>(
    'select person_id, role from team_member where team_id = ?',
    [teamId],
  );
  return Object.fromEntries(rows.map(({ person_id, role }) => [person_id, role]));
}

/**
 * Reads anew who is in the team of a row that is locked by now: a statement that waits for a row reads it as it was left,
 * but the subselect beside it as it was before the wait.
 */
export async function readMembers(em: EntityManager, held: Held): Promise<void> {
  if (held.teamId !== null) held.members = await membersOf(em, held.teamId);
}

/** The same of many rows, by one statement. */
export async function readMembersOfAll(em: EntityManager, rows: readonly Held[]): Promise<void> {
  const teamIds = [...new Set(rows.map(({ teamId }) => teamId).filter((id) => id !== null))];
  if (teamIds.length === 0) return;
  const found = await em.execute<{ team_id: string; person_id: string; role: TeamRole }[]>(
    'select team_id, person_id, role from team_member where team_id = any(?::uuid[])',
    [arrayLiteral(teamIds)],
  );
  const byTeam = Map.groupBy(found, ({ team_id }) => team_id);
  for (const row of rows) {
    if (row.teamId === null) continue;
    const members = byTeam.get(row.teamId) ?? [];
    row.members = Object.fromEntries(members.map(({ person_id, role }) => [person_id, role]));
  }
}

/** What the caller is in the team that something belongs to; null for who is not of it. */
export function roleIn({ members }: Pick<Held, 'members'>, caller: Caller): TeamRole | null {
  return members[idAmong(caller, Object.keys(members)) ?? ''] ?? null;
}

/** Whether it belongs to the caller's team, whatever they may do there. */
export function isOfTeam(held: Pick<Held, 'members'>, caller: Caller): boolean {
  return teamMay(roleIn(held, caller), 'READ');
}

/** Whose it is on the live line and in lists: the team, or the person while there is none. */
export function holderOf({ teamId, ownerId }: Pick<Held, 'teamId' | 'ownerId'>): string {
  return teamId ?? ownerId;
}

/** Whether the caller may do that for the team that it belongs to. */
export function mayForTeam(held: Pick<Held, 'members'>, caller: Caller, act: TeamAct): boolean {
  return teamMay(roleIn(held, caller), act);
}

/** Whether another team has sent requests for the establishment of a request's team, or for the one that it was sent for. */
export function otherTeamSql(request: string): string {
  const others = `team as other join access_request as sent on sent.team_id = other.id and sent.submissions > 0`;
  return `(exists (
    select 1 from team as own, ${others}
    where own.id = ${request}.team_id and other.id <> own.id and (other.cnes = own.cnes or other.cnpj = own.cnpj)
  ) or exists (
    select 1 from ${others}
    where other.id <> ${request}.team_id and (
      other.cnes = ${request}.submitted #>> '{establishment,cnes}' or other.cnpj = ${request}.submitted #>> '{establishment,cnpj}')
  ))`;
}
