import type { EntityManager } from '@mikro-orm/postgresql';
import type { TeamRole } from '@portal/domain';
import { arrayLiteral } from '@portal/service-kit';
import { announceMember } from '../teams/announce-member.ts';
import { TeamToken } from './team-token.ts';

/** So long a token that ended is still shown. */
const SHOWN_AFTER_END = "interval '30 days'";
/** And of those no more: tokens may end a second after they were made. */
const MOST_ENDED = 20;

interface TokenRow {
  id: string;
  team_id: string;
  name: string;
  role: TeamRole;
  scopes: string[];
  allowed_ips: string[];
  created_by_id: string;
  created_at: Date | string;
  issued_at: Date | string;
  expires_at: Date | string;
  last_used_at: Date | string | null;
}

const dateOf = (at: Date | string) => new Date(at);

/** The tokens of a team, the newest first. */
export async function tokensOf(em: EntityManager, teamId: string): Promise<TeamToken[]> {
  const rows = await em.execute<TokenRow[]>(
    `select t.id, t.team_id, t.name, m.role, to_jsonb(t.scopes) as scopes, to_jsonb(t.allowed_ips) as allowed_ips,
       t.created_by_id, t.created_at, t.issued_at, t.expires_at, t.last_used_at
     from team_token t join team_member m on m.team_id = t.team_id and m.person_id = t.id
     where t.team_id = ? order by t.created_at desc, t.id`,
    [teamId],
  );
  return rows.map((row) =>
    Object.assign(new TeamToken(), {
      teamId: row.team_id,
      tokenId: row.id,
      name: row.name,
      role: row.role,
      scopes: row.scopes,
      allowedIps: row.allowed_ips,
      createdById: row.created_by_id,
      createdAt: dateOf(row.created_at),
      issuedAt: dateOf(row.issued_at),
      expiresAt: dateOf(row.expires_at),
      lastUsedAt: row.last_used_at && dateOf(row.last_used_at),
    }),
  );
}

/** Takes tokens out of their team, and with that away; what follows it hears nothing more. */
export async function endTokens(em: EntityManager, teamId: string, ids: readonly string[], now: Date): Promise<void> {
  await em.execute('delete from team_token where id = any(?::uuid[])', [arrayLiteral(ids)]);
  await em.execute('delete from team_member where team_id = ? and person_id = any(?::uuid[])', [
    teamId,
    arrayLiteral(ids),
  ]);
  for (const personId of ids) announceMember(em, { teamId, personId, act: 'LEAVE_TEAM' }, now);
}

/** Takes those away that ended long ago. */
export async function dropEnded(em: EntityManager, teamId: string, now: Date): Promise<void> {
  const rows = await em.execute<{ id: string }[]>(
    `select id from (
       select id, expires_at, row_number() over (order by expires_at desc, id) as place
       from team_token where team_id = ? and expires_at <= ?
     ) as ended where place > ${MOST_ENDED} or expires_at <= ?::timestamptz - ${SHOWN_AFTER_END}`,
    [teamId, now, now],
  );
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await endTokens(em, teamId, ids, now);
}

/** A token as who acts, in histories and beside messages. */
export function nameOfToken(name: string, teamName: string): string {
  return `token ${name} da equipe ${teamName}`.slice(0, 200);
}

/** A condition that a row of `team_member` is a person. */
export const IS_PERSON = 'not exists (select 1 from team_token where team_token.id = person_id)';
