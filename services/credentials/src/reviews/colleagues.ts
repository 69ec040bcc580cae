import type { EntityManager } from '@mikro-orm/postgresql';
import { isId, type Person } from '@portal/service-kit';
import type { Colleague } from './colleague.ts';

/** For so long after they last came to the queue somebody is handed requests. */
const PRESENT_DAYS = 30;
const HOUR = 3_600_000;

/** Notes who reviews, as they come to the queue: roles are known of those who ask alone, so that this is how others find them. */
export class Attendance {
  private readonly noted = new Map<string, { name: string; at: number }>();

  /** At most once an hour for a person, or when their name changes. */
  async note(em: EntityManager, { id, name }: Pick<Person, 'id' | 'name'>, now: Date): Promise<void> {
    const before = this.noted.get(id);
    if (before?.name === name && now.getTime() - before.at < HOUR) return;
    await em.execute(
      `insert into reviewer_presence (person_id, name, seen_at) values (?, ?, ?)
       on conflict (person_id) do update set name = excluded.name, seen_at = excluded.seen_at`,
      [id, name, now],
    );
    this.noted.set(id, { name, at: now.getTime() });
  }
}

/** Reviewers who were at the queue of late, by name. */
export function colleagues(em: EntityManager, now: Date): Promise<Colleague[]> {
  return em.execute<Colleague[]>(
    `select p.person_id as "personId", p.name, coalesce(h.holding, 0)::int as holding
     from reviewer_presence p
     left join (
       select reviewer_id, count(*) as holding from access_request where state = 'IN_REVIEW' group by reviewer_id
     ) h on h.reviewer_id = p.person_id
     where p.seen_at > ?
     order by p.name, p.person_id limit 200`,
    [presentSince(now)],
  );
}

/** One of them; null for anybody else. */
export async function colleague(
  em: EntityManager,
  id: string,
  now: Date,
): Promise<{ id: string; name: string } | null> {
  if (!isId(id)) return null;
  const [found] = await em.execute<{ id: string; name: string }[]>(
    'select person_id as id, name from reviewer_presence where person_id = ? and seen_at > ?',
    [id, presentSince(now)],
  );
  return found ?? null;
}

function presentSince(now: Date): Date {
  return new Date(now.getTime() - PRESENT_DAYS * 24 * HOUR);
}
