import { randomUUIDv7 } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { TEAM_POLICY, type TeamRole } from '@portal/domain';
import type { Person } from '@portal/service-kit';
import type { AccessRequest } from '../requests/access-request.ts';
import { announceMember } from './announce-member.ts';
import { dropUnused } from './drop-unused.ts';
import type { Members } from './members.ts';

type Belonging = Pick<AccessRequest, 'id' | 'establishment' | 'ownerId' | 'teamId' | 'members' | 'submissions'>;

/**
 * Gives a request to the team of its establishment that the person works in, or to a new one of theirs: the Portal cannot
 * know whose word counts there. What was sent once stays with the team that sent it, whatever it comes to name.
 */
export async function belong(em: EntityManager, request: Belonging, person: Person, now: Date): Promise<void> {
  const { establishment, submissions, teamId: before } = request;
  const code = establishment?.cnes ?? establishment?.cnpj;
  if (!establishment || !code || (submissions > 0 && before !== null)) return;
  const { cnes, cnpj, name } = establishment;
  if (before !== null && (await isOf(em, before, code))) return;
  // Two drafts of one person for one establishment at once are one team's.
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`teams of ${person.id}`]);
  const teamId = (await workedIn(em, person, code)) ?? (await openTeam(em, { cnes, cnpj, name }, person, now));
  request.teamId = teamId;
  request.members = await membersOf(em, teamId);
  await em.flush();
  if (before !== null) await dropUnused(em, before);
}

/** A team is of a CNES where there is one, else of a CNPJ. */
const CODE = 'coalesce(team.cnes, team.cnpj)';

async function isOf(em: EntityManager, teamId: string, code: string): Promise<boolean> {
  const rows = await em.execute<object[]>(`select 1 from team where id = ? and ${CODE} = ?`, [teamId, code]);
  return rows.length > 0;
}

async function workedIn(em: EntityManager, person: Person, code: string): Promise<string | undefined> {
  const [row] = await em.execute<{ id: string }[]>(
    `select team.id from team_member m join team on team.id = m.team_id
     where m.person_id = ? and ${CODE} = ? and m.role in (${TEAM_POLICY.CREATE.map(() => '?').join(', ')})
     order by m.since, team.id limit 1`,
    [person.id, code, ...TEAM_POLICY.CREATE],
  );
  return row?.id;
}

interface Opening {
  cnes: string | null;
  cnpj: string | null;
  name: string;
}

async function openTeam(em: EntityManager, { cnes, cnpj, name }: Opening, person: Person, now: Date): Promise<string> {
  const id = randomUUIDv7();
  await em.execute('insert into team (id, cnes, cnpj, name, created_at) values (?, ?, ?, ?, ?)', [
    id,
    cnes,
    cnpj,
    name,
    now,
  ]);
  await em.execute(
    `insert into team_member (team_id, person_id, role, name, email, since) values (?, ?, 'GESTOR', ?, ?, ?)`,
    [id, person.id, person.name, person.email, now],
  );
  announceMember(em, { teamId: id, personId: person.id, act: 'JOIN_TEAM' }, now);
  return id;
}

async function membersOf(em: EntityManager, teamId: string): Promise<Members> {
  const rows = await em.execute<{ person_id: string; role: TeamRole }[]>(
    'select person_id, role from team_member where team_id = ?',
    [teamId],
  );
  return Object.fromEntries(rows.map(({ person_id, role }) => [person_id, role]));
}
