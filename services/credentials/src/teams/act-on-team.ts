import type { EntityManager } from '@mikro-orm/postgresql';
import type { TeamRole } from '@portal/domain';
import { teamMay } from '@portal/domain';
import { isId, once, type Person, type Problem, Refused, refuse, requirePerson } from '@portal/service-kit';
import { audit } from '../audit/audit.ts';
import type { CredentialsContext } from '../context.ts';
import type { Members } from './members.ts';
import type { Team } from './team.ts';
import { teamsById } from './team-rows.ts';

/** A team under its lock, so that who is in it changes one by one. */
export interface OpenedTeam {
  em: EntityManager;
  team: Team;
  /** What who acts is in it. */
  role: TeamRole;
  person: Person;
  now: Date;
}

/** What an act gave: the team as it is now, for who is still in it, and what is shown once. */
export interface TeamOutcome {
  team: Team | null;
  secret: string | null;
  problems: readonly Problem[];
}

/** What was done, for the audit: never addresses or names. */
export interface TeamAudit {
  act: string;
  detail?: Record<string, unknown>;
  secret?: string;
}

/** Does an act to a team in one transaction, once for a key, and writes it down. */
export async function actOnTeam(
  ctx: CredentialsContext,
  teamId: string,
  act: (opened: OpenedTeam) => Promise<TeamAudit>,
): Promise<TeamOutcome> {
  const person = requirePerson(ctx.caller);
  try {
    const { id, secret } = await ctx.em.fork().transactional((em) =>
      once(em, ctx, async () => {
        const opened = await open(em, ctx, person, teamId);
        const { act: name, detail = {}, secret: drawn } = await act(opened);
        audit(em, { at: opened.now, actorId: person.id, act: name, subject: 'TEAM', subjectId: teamId, detail });
        return { id: teamId, secret: drawn };
      }),
    );
    return { team: await readableTeam(ctx, id), secret: secret ?? null, problems: [] };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { team: await readableTeam(ctx, teamId), secret: null, problems: error.problems };
  }
}

/** The same for what only who manages its members, or its tokens, does. */
export function manageTeam(
  ctx: CredentialsContext,
  teamId: string,
  act: (opened: OpenedTeam) => Promise<TeamAudit>,
  needs: 'MANAGE_MEMBERS' | 'MANAGE_TOKENS' = 'MANAGE_MEMBERS',
): Promise<TeamOutcome> {
  return actOnTeam(ctx, teamId, (opened) => {
    if (teamMay(opened.role, needs)) return act(opened);
    return refuse('NOT_ALLOWED', 'Só quem é gestor da equipe pode fazer isso.');
  });
}

async function open(em: EntityManager, ctx: CredentialsContext, person: Person, teamId: string): Promise<OpenedTeam> {
  if (isId(teamId)) await em.execute('select 1 from team where id = ? for update', [teamId]);
  const [team] = isId(teamId) ? await teamsById(em, [teamId]) : [];
  const role = team?.members[person.id];
  if (!team || !role)
    return refuse('NOT_FOUND', 'Não encontramos esta equipe. Talvez você não esteja nela.', ['teamId']);
  return { em, team, role, person, now: ctx.now() };
}

/** The team as it is now; null for who is not in it. */
export async function readableTeam({ em, caller }: CredentialsContext, teamId: string): Promise<Team | null> {
  const [team] = isId(teamId) ? await teamsById(em.fork(), [teamId]) : [];
  return team && caller.kind === 'person' && Object.hasOwn(team.members, caller.id) ? team : null;
}

/** Refuses what would leave a team to nobody who answers for it. */
export function refuseWithoutManager(members: Members): void {
  if (Object.values(members).some((role) => teamMay(role, 'MANAGE_MEMBERS'))) return;
  refuse('NOT_ALLOWED', 'A equipe precisa de um gestor. Dê antes esse papel a outra pessoa.');
}
