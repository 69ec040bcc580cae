import type { EntityManager } from '@mikro-orm/postgresql';
import { RETENTION, type Role } from '@portal/domain';
import type { Person } from '@portal/service-kit';
import { arrayLiteral, trim } from '@portal/service-kit';
import { sealText } from '../personal-data/texts.ts';

/** Who was not here for so long is told nothing more of the queue: of roles that the environment gave nobody says that they ended. */
const FORGOTTEN_DAYS = RETENTION.RECIPIENTS.days;
const HOUR_MS = 3_600_000;
/** So many are remembered by a process. */
const MOST_REMEMBERED = 10_000;

/** Keeps who may be told what, and by which e-mail: people as they are in their own browsers, where notices are read. */
export class Recipients {
  private readonly noted = new Map<string, { as: string; at: number }>();

  /** Writes at most once an hour for a person, or when something about them changes: pages ask often. */
  async know(em: EntityManager, { id, roles, email, portfolios }: Person, now: Date): Promise<void> {
    const as = JSON.stringify([roles, email, portfolios]);
    const before = this.noted.get(id);
    if (before?.as === as && now.getTime() - before.at < HOUR_MS) return;
    await em.execute(
      `insert into notice_recipient (person_id, roles, email, portfolios, seen_at)
       values (?, ?::varchar[], ?, ?::text[], ?)
       on conflict (person_id) do update set roles = excluded.roles, email = excluded.email,
         portfolios = excluded.portfolios, seen_at = excluded.seen_at`,
      [
        id,
        arrayLiteral(roles),
        await sealText(em, 'notice_recipient.email', id, email),
        portfolios && arrayLiteral(portfolios),
        now,
      ],
    );
    if (this.noted.size >= MOST_REMEMBERED) this.noted.clear();
    this.noted.set(id, { as, at: now.getTime() });
  }
}

/** Somebody as the gateway says that they are. */
export interface ToldPerson {
  personId: string;
  roles: readonly Role[];
  /** Where they review; null for everywhere. */
  portfolios: readonly string[] | null;
}

/** Keeps what the gateway says that people are, of those who are known here, or are to be erased. */
export async function keepRoles(em: EntityManager, people: readonly ToldPerson[], now: Date): Promise<void> {
  // Told again it changes nothing: nobody counts as seen for it.
  await em.execute(
    `insert into notice_recipient (person_id, roles, portfolios, seen_at)
     select told."personId", told.roles, told.portfolios, ?
     from jsonb_to_recordset(?::jsonb) as told("personId" uuid, roles varchar[], portfolios text[])
     where exists (select 1 from notice_recipient r where r.person_id = told."personId")
       or exists (select 1 from reviewer_presence p where p.person_id = told."personId")
       -- Who is to be erased may not have been here for long: a role keeps them back.
       or exists (select 1 from erasure_request e where e.person_id = told."personId")
     order by told."personId"
     on conflict (person_id) do update
       set roles = excluded.roles, portfolios = excluded.portfolios, seen_at = excluded.seen_at
       where (notice_recipient.roles, notice_recipient.portfolios) is distinct from (excluded.roles, excluded.portfolios)`,
    [now, JSON.stringify(people)],
  );
}

/** Who has a role at the Ministry, and where they review. */
export async function peopleKnown(em: EntityManager, role: Role, now: Date): Promise<StaffMember[]> {
  const rows = await em.execute<{ person_id: string; portfolios: string[] | null }[]>(
    `select person_id, portfolios from notice_recipient
     where roles && '{REVIEWER,MANAGER}' and roles @> array[?]::varchar[] and seen_at > ?`,
    [role, forgottenBefore(now)],
  );
  return rows.map(({ person_id: id, portfolios }) => ({ id, portfolios }));
}

interface StaffMember {
  id: string;
  portfolios: readonly string[] | null;
}

/** People of the Ministry who may be told. */
export interface Staff {
  reviewers: readonly StaffMember[];
  managers: readonly StaffMember[];
}

/** The same as to one portfolio: who reviews in it, and who leads them, whom nothing binds. */
export interface StaffOf {
  reviewers: readonly string[];
  managers: readonly string[];
}

/** Who of the Ministry is told of what is of a portfolio. */
export function staffOf(portfolio: string, { reviewers, managers }: Staff): StaffOf {
  return {
    reviewers: reviewers
      .filter(({ portfolios }) => portfolios === null || portfolios.includes(portfolio))
      .map(({ id }) => id),
    managers: managers.map(({ id }) => id),
  };
}

/** Who is to answer: whoever holds it, while they review; where they do no more, all who review, and who leads them. */
export function whoAnswers(holder: string | null, { reviewers, managers }: StaffOf): readonly string[] {
  if (holder === null) return reviewers;
  return reviewers.includes(holder) ? [holder] : [...new Set([...reviewers, ...managers])];
}

/** Drops who was not here for long and is of no team: nobody is told anything then. */
export function trimRecipients(em: EntityManager, now: Date): Promise<number> {
  const nowhere = 'not exists (select 1 from team_member m where m.person_id = notice_recipient.person_id)';
  return trim(em, 'notice_recipient', `seen_at < ? and ${nowhere}`, [forgottenBefore(now)]);
}

function forgottenBefore(now: Date): Date {
  return new Date(now.getTime() - FORGOTTEN_DAYS * 24 * HOUR_MS);
}
