import type { EntityManager } from '@mikro-orm/postgresql';
import type { AssuranceLevel, TeamRole } from '@portal/domain';
import { arrayLiteral, openText, type SealedText } from '@portal/service-kit';
import { sealedText } from '../personal-data/texts.ts';
import { IS_PERSON } from '../team-tokens/token-rows.ts';
import { type Members, otherTeamSql } from './members.ts';
import { Team, TeamInvitation, TeamMember } from './team.ts';

interface TeamRow {
  id: string;
  name: string;
  cnes: string | null;
  cnpj: string | null;
  created_at: Date | string;
  members: Members;
}

/** Columns of a team, with who is in it. */
export const TEAM = `team.id, team.name, team.cnes, team.cnpj, team.created_at, (
  select coalesce(jsonb_object_agg(m.person_id, m.role), '{}') from team_member m where m.team_id = team.id) as members`;

/** A row as it is read. */
export function teamFrom({ created_at, ...row }: TeamRow): Team {
  return Object.assign(new Team(), { ...row, createdAt: new Date(created_at) });
}

/** By their ids, in no order. */
export async function teamsById(em: EntityManager, ids: readonly string[]): Promise<Team[]> {
  const rows = await em.execute<TeamRow[]>(`select ${TEAM} from team where id = any(?::uuid[])`, [arrayLiteral(ids)]);
  return rows.map(teamFrom);
}

interface MemberRow {
  team_id: string;
  person_id: string;
  name: string;
  email: SealedText;
  role: TeamRole;
  since: Date | string;
  invited_by: string | null;
}

/** The people in these teams, who came first first. */
export async function membersOfTeams(em: EntityManager, teamIds: readonly string[]): Promise<TeamMember[]> {
  const rows = await em.execute<MemberRow[]>(
    `select team_id, person_id, name, ${sealedText('team_member.email')} as email, role, since, invited_by from team_member
     where team_id = any(?::uuid[]) and ${IS_PERSON} order by since, person_id`,
    [arrayLiteral(teamIds)],
  );
  return rows.map(({ team_id, person_id, email, since, invited_by, ...row }) =>
    Object.assign(new TeamMember(), {
      ...row,
      teamId: team_id,
      personId: person_id,
      email: openText(em, email),
      since: new Date(since),
      invitedBy: invited_by,
    }),
  );
}

interface InvitationRow {
  id: string;
  team_id: string;
  email: NonNullable<SealedText>;
  role: TeamRole;
  invited_by: string;
  created_at: Date | string;
  expires_at: Date | string;
  name: string | null;
  person_email: SealedText;
  assurance_level: AssuranceLevel | null;
}

/** Who is invited to these teams, who was first first. */
export async function invitationsOfTeams(em: EntityManager, teamIds: readonly string[]): Promise<TeamInvitation[]> {
  const rows = await em.execute<InvitationRow[]>(
    `select id, team_id, ${sealedText('team_invitation.email')} as email, role, invited_by, created_at, expires_at, name,
       ${sealedText('team_invitation.person_email')} as person_email, assurance_level
     from team_invitation where team_id = any(?::uuid[]) order by created_at, id`,
    [arrayLiteral(teamIds)],
  );
  return rows.map((row) =>
    Object.assign(new TeamInvitation(), {
      teamId: row.team_id,
      invitationId: row.id,
      email: openText(em, row.email),
      role: row.role,
      invitedBy: row.invited_by,
      createdAt: new Date(row.created_at),
      expiresAt: new Date(row.expires_at),
      acceptedBy: row.name,
      acceptedByEmail: openText(em, row.person_email),
      acceptedByLevel: row.assurance_level,
    }),
  );
}

/** Those of these requests beside which another team has sent some for the same CNES or CNPJ. */
export async function withOtherTeam(em: EntityManager, requestIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await em.execute<{ id: string }[]>(
    `select r.id from access_request r where r.id = any(?::uuid[]) and ${otherTeamSql('r')}`,
    [arrayLiteral(requestIds)],
  );
  return new Set(rows.map(({ id }) => id));
}
