import type { EntityManager } from '@mikro-orm/postgresql';
import type { Role } from '@portal/domain';
import type { Person } from '@portal/service-kit';

/** Who was not here for so long is told nothing more of the queue: nobody says when somebody stops being a reviewer. */
const FORGOTTEN_DAYS = 90;

/** Keeps who may be told what: a person as they are in their own browser, where notices are read. */
export async function knowRecipient(em: EntityManager, { id, roles, email }: Person, now: Date): Promise<void> {
  await em.execute(
    `insert into notice_recipient as known (person_id, roles, email, seen_at) values (?, ?::varchar[], ?, ?)
     on conflict (person_id) do update set roles = excluded.roles, email = excluded.email, seen_at = excluded.seen_at
     where known.roles <> excluded.roles or known.email is distinct from excluded.email or known.seen_at < excluded.seen_at - interval '1 hour'`,
    [id, `{${roles.join(',')}}`, email, now],
  );
}

/** Who has a role at the Ministry. */
export async function peopleKnown(em: EntityManager, role: Role, now: Date): Promise<string[]> {
  const rows = await em.execute<{ person_id: string }[]>(
    `select person_id from notice_recipient where ? = any(roles) and seen_at > ?`,
    [role, new Date(now.getTime() - FORGOTTEN_DAYS * 86_400_000)],
  );
  return rows.map(({ person_id: id }) => id);
}
