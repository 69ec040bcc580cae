import type { EntityManager } from '@mikro-orm/postgresql';
import { MAY, RETENTION } from '@portal/domain';
import { arrayLiteral, isId, type Person, trim } from '@portal/service-kit';
import { withinReach } from '../requests/reach.ts';
import type { Colleague } from './colleague.ts';

/** For so long after they last came to the queue somebody is handed requests. */
const PRESENT_DAYS = RETENTION.PRESENCES.days;
const HOUR = 3_600_000;

/** Notes who reviews, as they come to the queue: roles are known of those who ask alone, so that this is how others find them. */
export class Attendance {
  private readonly noted = new Map<string, { as: string; at: number }>();

  /** At most once an hour for a person, or when their name or their portfolios change. */
  async note(
    em: EntityManager,
    { id, name, portfolios }: Pick<Person, 'id' | 'name' | 'portfolios'>,
    now: Date,
  ): Promise<void> {
    const as = JSON.stringify([name, portfolios]);
    const before = this.noted.get(id);
    if (before?.as === as && now.getTime() - before.at < HOUR) return;
    await em.execute(
      `insert into reviewer_presence (person_id, name, portfolios, seen_at) values (?, ?, ?::text[], ?)
       on conflict (person_id) do update
         set name = excluded.name, portfolios = excluded.portfolios, seen_at = excluded.seen_at`,
      [id, name, portfolios && arrayLiteral(portfolios), now],
    );
    this.noted.set(id, { as, at: now.getTime() });
  }
}

/** Who was at the queue of late, and has not come to any console since without deciding any more. */
const PRESENT = `reviewer_presence p
  left join notice_recipient since on since.person_id = p.person_id and since.seen_at > p.seen_at
  where p.seen_at > ? and (since.roles is null or since.roles && ?::varchar[])`;

/** Where they review: as was said last. */
const PORTFOLIOS = 'case when since.person_id is null then p.portfolios else since.portfolios end as portfolios';

/** Reviewers who were at the queue of late, by name; of a reach, who reviews in it and what they hold of it. */
export function colleagues(em: EntityManager, reach: readonly string[] | null, now: Date): Promise<Colleague[]> {
  const [inReach, slugs] = withinReach('portfolio', reach);
  const there = reach === null ? 'true' : '(p.portfolios is null or p.portfolios && ?::text[])';
  return em.execute<Colleague[]>(
    `select p.person_id as "personId", p.name, p.portfolios, coalesce(h.holding, 0)::int as holding
     from (select p.person_id, p.name, ${PORTFOLIOS} from ${PRESENT}) p
     left join (
       select reviewer_id, count(*) as holding from access_request where state = 'IN_REVIEW' and ${inReach}
       group by reviewer_id
     ) h on h.reviewer_id = p.person_id
     where ${there} order by p.name, p.person_id limit 200`,
    [...presentAt(now), ...slugs, ...slugs],
  );
}

/** To whom a request is given, and where they review: null for everywhere. */
export interface Recipient {
  id: string;
  name: string;
  portfolios: readonly string[] | null;
}

/** One of them; null for anybody else. */
export async function colleague(em: EntityManager, id: string, now: Date): Promise<Recipient | null> {
  if (!isId(id)) return null;
  const [found] = await em.execute<Recipient[]>(
    `select p.person_id as id, p.name, ${PORTFOLIOS} from ${PRESENT} and p.person_id = ?`,
    [...presentAt(now), id],
  );
  return found ?? null;
}

/** How people are called, as they last came to the queue; null of whom nothing is known any more. */
export async function namesOf(em: EntityManager, ids: readonly string[]): Promise<(string | null)[]> {
  const rows = await em.execute<{ id: string; name: string }[]>(
    'select person_id as id, name from reviewer_presence where person_id = any(?::uuid[])',
    [arrayLiteral(ids)],
  );
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return ids.map((id) => names.get(id) ?? null);
}

/** Forgets who was not at the queue for so long, save for the names that notes are to be read with. */
export function trimPresences(em: EntityManager, now: Date): Promise<number> {
  const unmentioned = 'not exists (select 1 from note_mention m where m.person_id = reviewer_presence.person_id)';
  return trim(em, 'reviewer_presence', `seen_at <= ? and ${unmentioned}`, [presentSince(now)]);
}

function presentAt(now: Date): [Date, string] {
  return [presentSince(now), arrayLiteral(MAY.DECIDE)];
}

function presentSince(now: Date): Date {
  return new Date(now.getTime() - PRESENT_DAYS * 24 * HOUR);
}
