import { randomUUIDv7 } from 'node:crypto';
import { LIMITS, readTokenRequest, TEAM_TOKEN_PREFIX, type TeamRole } from '@portal/domain';
import { arrayLiteral, drawAccessToken, hashOfAccessToken, isId, problem, Refused, refuse } from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';
import { manageTeam, type OpenedTeam, type TeamAudit, type TeamOutcome } from '../teams/act-on-team.ts';
import { announceMember } from '../teams/announce-member.ts';
import { dropEnded, endTokens, nameOfToken } from './token-rows.ts';

/** What a token is to be. */
export interface TokenWish {
  name: string;
  role: TeamRole;
  scopes: string[];
  expiresAt?: Date | null;
  allowedIps?: string[] | null;
}

const manageTokens = (
  ctx: CredentialsContext,
  teamId: string,
  act: (opened: OpenedTeam) => Promise<TeamAudit>,
): Promise<TeamOutcome> => manageTeam(ctx, teamId, act, 'MANAGE_TOKENS');

/** Makes a token, which is of the team from then on, whoever made it; its text is shown once. */
export function createTeamToken(
  ctx: CredentialsContext,
  teamId: string,
  { role, ...wish }: TokenWish,
): Promise<TeamOutcome> {
  return manageTokens(ctx, teamId, async ({ em, team, person, now }) => {
    const read = readTokenRequest(wish, now);
    const problems = [...('problems' in read ? read.problems : []), ...roleProblems(role)];
    if ('problems' in read || problems.length > 0) throw new Refused(problems);
    await dropEnded(em, team.id, now);
    await refuseOneMore({ em, team, now });
    const { name, scopes, allowedIps, expiresAt } = read.token;
    const id = randomUUIDv7();
    const token = drawAccessToken(TEAM_TOKEN_PREFIX);
    await em.execute('insert into team_member (team_id, person_id, role, name, since) values (?, ?, ?, ?, ?)', [
      team.id,
      id,
      role,
      nameOfToken(name, team.name),
      now,
    ]);
    await em.execute(
      `insert into team_token (id, team_id, name, scopes, allowed_ips, token_hash, created_by_id, created_at, issued_at, expires_at)
       values (?, ?, ?, ?::text[], ?::text[], ?, ?, ?, ?, ?)`,
      [
        id,
        team.id,
        name,
        arrayLiteral(scopes),
        arrayLiteral(allowedIps),
        hashOfAccessToken(token),
        person.id,
        now,
        now,
        expiresAt,
      ],
    );
    announceMember(em, { teamId: team.id, personId: id, act: 'JOIN_TEAM' }, now);
    return { act: 'createTeamToken', detail: { token: id, role, scopes }, secret: token };
  });
}

/** Draws another text, good until another end; the one before opens nothing from that moment on. */
export function rotateTeamToken(
  ctx: CredentialsContext,
  teamId: string,
  { tokenId, expiresAt }: { tokenId: string; expiresAt: Date | null },
): Promise<TeamOutcome> {
  return manageTokens(ctx, teamId, async ({ em, now }) => {
    const [known] = await em.execute<{ name: string; scopes: string[] }[]>(
      'select name, to_jsonb(scopes) as scopes from team_token where id = ? and team_id = ?',
      [isId(tokenId) ? tokenId : null, teamId],
    );
    if (!known) return refuseUnknown();
    const read = readTokenRequest({ ...known, expiresAt }, now);
    if ('problems' in read) throw new Refused(read.problems);
    const token = drawAccessToken(TEAM_TOKEN_PREFIX);
    await em.execute('update team_token set token_hash = ?, issued_at = ?, expires_at = ? where id = ?', [
      hashOfAccessToken(token),
      now,
      read.token.expiresAt,
      tokenId,
    ]);
    announceMember(em, { teamId, personId: tokenId, act: 'CHANGE_TEAM_ROLE' }, now);
    return { act: 'rotateTeamToken', detail: { token: tokenId }, secret: token };
  });
}

/** Ends a token at once. */
export function revokeTeamToken(ctx: CredentialsContext, teamId: string, tokenId: string): Promise<TeamOutcome> {
  return manageTokens(ctx, teamId, async ({ em, now }) => {
    const [known] = await em.execute<object[]>('select 1 from team_token where id = ? and team_id = ?', [
      isId(tokenId) ? tokenId : null,
      teamId,
    ]);
    if (!known) return refuseUnknown();
    await endTokens(em, teamId, [tokenId], now);
    return { act: 'revokeTeamToken', detail: { token: tokenId } };
  });
}

function roleProblems(role: TeamRole) {
  return role === 'GESTOR' ? [problem('INVALID', 'Um token de equipe é integrador ou só leitura.', ['role'])] : [];
}

async function refuseOneMore({ em, team, now }: Pick<OpenedTeam, 'em' | 'team' | 'now'>): Promise<void> {
  const [row] = await em.execute<{ good: number }[]>(
    'select count(*)::int as good from team_token where team_id = ? and expires_at > ?',
    [team.id, now],
  );
  if ((row?.good ?? 0) < LIMITS.teamTokens.max) return;
  const most = LIMITS.teamTokens.max;
  refuse('NOT_ALLOWED', `A equipe já tem ${most} tokens ativos, o máximo. Revogue um que não usa mais.`);
}

function refuseUnknown(): never {
  return refuse('NOT_FOUND', 'Este token não existe mais.', ['tokenId']);
}
