import type { EntityManager } from '@mikro-orm/postgresql';
import { LIMITS, type TeamRole, teamMay } from '@portal/domain';
import { isId, type Person, refuse } from '@portal/service-kit';
import { membersOf } from '../teams/members.ts';
import { Webhook } from './webhook.ts';

/** Refuses who does not answer for a team. Held, so that who is taken out at this moment is so afterwards. */
export async function refuseUnlessAnswers(em: EntityManager, { id }: Person, teamId: string): Promise<void> {
  const [member] = isId(teamId)
    ? await em.execute<{ role: TeamRole }[]>(
        'select role from team_member where team_id = ? and person_id = ? for share',
        [teamId, id],
      )
    : [];
  if (!member) refuse('NOT_FOUND', 'Não encontramos esta equipe. Talvez você não esteja nela.', ['teamId']);
  if (!teamMay(member?.role ?? null, 'MANAGE_WEBHOOKS')) {
    refuse('NOT_ALLOWED', 'Só quem é gestor da equipe cuida dos webhooks dela.', ['teamId']);
  }
}

/** Refuses one more than a person or a team may have; two that are made at once count each other. */
export async function refuseOneMore(em: EntityManager, ownerId: string, teamId: string | null): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`webhooks ${ownerId}`]);
  if ((await em.count(Webhook, { ownerId })) < LIMITS.webhooks.max) return;
  const whose = teamId === null ? 'pessoa' : 'equipe';
  refuse('NOT_ALLOWED', `Cada ${whose} pode ter no máximo ${LIMITS.webhooks.max} webhooks.`);
}

/** Who is told that it stopped: its owner, or who answers for its team. */
export async function whoLooksAfter(em: EntityManager, { ownerId, teamId }: Webhook): Promise<string[]> {
  if (teamId === null) return [ownerId];
  const members = Object.entries(await membersOf(em, teamId));
  return members.filter(([, role]) => teamMay(role, 'MANAGE_WEBHOOKS')).map(([personId]) => personId);
}
