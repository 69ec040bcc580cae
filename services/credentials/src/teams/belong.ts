import { randomUUIDv7 } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { TEAM_POLICY } from '@portal/domain';
import { type Person, refuse } from '@portal/service-kit';
import { sealText } from '../personal-data/texts.ts';
import type { AccessRequest } from '../requests/access-request.ts';
import { IS_PERSON } from '../team-tokens/token-rows.ts';
import { announceMember } from './announce-member.ts';
import { dropUnused } from './drop-unused.ts';
import { membersOf } from './members.ts';

type Belonging = Pick<
  AccessRequest,
  | 'id'
  | 'establishment'
  | 'ownerId'
  | 'teamId'
  | 'members'
  | 'submissions'
  | 'homologationCredential'
  | 'continuesId'
  | 'replacesId'
>;

/**
 * Gives a request to the team of its establishment that the person works in, or to a new one of theirs: the Portal cannot
 * know whose word counts there. Nobody takes a draft away from colleagues by choosing another establishment.
 */
export async function belong(em: EntityManager, request: Belonging, person: Person, now: Date): Promise<void> {
  const { establishment, teamId: before } = request;
  const code = establishment?.cnes ?? establishment?.cnpj;
  if (!establishment || !code || (before !== null && isBound(request))) return;
  const { cnes, cnpj, name } = establishment;
  if (before !== null) {
    const team = await teamAt(em, before);
    if (team.code === code) return;
    if (person.ofTeam !== undefined || (await othersIn(em, before, person))) refuseToMove(team.name, cnes);
  }
  // Two drafts of one person for one establishment at once are one team's.
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`teams of ${person.id}`]);
  const teamId = (await workedIn(em, person, code)) ?? (await openTeam(em, { cnes, cnpj, name }, person, now));
  request.teamId = teamId;
  request.members = await membersOf(em, teamId);
  await em.flush();
  if (before !== null) await dropUnused(em, before);
}

/** Other people: a token loses nothing that it would miss. */
async function othersIn(em: EntityManager, teamId: string, { id }: Person): Promise<boolean> {
  const others = await em.execute<object[]>(
    `select 1 from team_member where team_id = ? and person_id <> ? and ${IS_PERSON} limit 1`,
    [teamId, id],
  );
  return others.length > 0;
}

/** What was sent once, and what comes of what was, stays with the team that sent it, whatever it comes to name. */
function isBound({ submissions, homologationCredential, continuesId, replacesId }: Belonging): boolean {
  return submissions > 0 || homologationCredential !== null || continuesId !== null || replacesId !== null;
}

function refuseToMove(team: string, cnes: string | null): never {
  return refuse(
    'NOT_ALLOWED',
    `Esta solicitação é da equipe de ${team}. Para outro estabelecimento, crie outra solicitação.`,
    [cnes === null ? 'establishmentCnpj' : 'establishmentCnes'],
  );
}

/** A team is of a CNES where there is one, else of a CNPJ. */
const CODE = 'coalesce(team.cnes, team.cnpj)';

async function teamAt(em: EntityManager, teamId: string): Promise<{ name: string; code: string }> {
  const [team] = await em.execute<{ name: string; code: string }[]>(
    `select name, ${CODE} as code from team where id = ?`,
    [teamId],
  );
  if (!team) throw new Error(`There is no team ${teamId}`);
  return team;
}

/** Held, so that who is taken out at this moment is so afterwards: their draft would be a team's that they are not in. */
async function workedIn(em: EntityManager, person: Person, code: string): Promise<string | undefined> {
  const [row] = await em.execute<{ id: string }[]>(
    `select team.id from team_member m join team on team.id = m.team_id
     where m.person_id = ? and ${CODE} = ? and m.role in (${TEAM_POLICY.CREATE.map(() => '?').join(', ')})
     order by m.since, team.id limit 1 for share of m`,
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
    [id, person.id, person.name, await sealText(em, 'team_member.email', person.id, person.email), now],
  );
  announceMember(em, { teamId: id, personId: person.id, act: 'JOIN_TEAM' }, now);
  return id;
}
