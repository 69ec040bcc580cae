import type { EntityManager } from '@mikro-orm/postgresql';
import { TEAM_POLICY } from '@portal/domain';
import { arrayLiteral } from '@portal/service-kit';
import { addNotices } from '../notices/notice-rows.ts';
import type { MemberChange } from './announce-member.ts';

/** Tells who answers for a team that somebody is out of it whose tokens or webhooks of it go on, in the transaction that takes them out. */
export async function tellMakerLeft(
  em: EntityManager,
  { teamId, personId }: Omit<MemberChange, 'act'>,
  at: Date,
): Promise<void> {
  const rows = await em.execute<{ person_id: string }[]>(
    `select m.person_id from team_member m where m.team_id = ? and m.role = any(?) and (
       exists (select 1 from team_token t where (t.team_id, t.created_by_id) = (m.team_id, ?::uuid) and t.expires_at > ?)
       or exists (select 1 from webhook w where (w.team_id, w.created_by_id) = (m.team_id, ?::uuid)))`,
    [teamId, arrayLiteral(TEAM_POLICY.MANAGE_TOKENS), personId, at, personId],
  );
  // Who comes back and goes again is told of again.
  const occasion = `maker left ${teamId} ${personId} ${at.toISOString()}`;
  await addNotices(
    em,
    rows.map((row) => ({ personId: row.person_id, side: 'INTEGRATOR', kind: 'MAKER_LEFT', occasion, at, teamId })),
  );
}
