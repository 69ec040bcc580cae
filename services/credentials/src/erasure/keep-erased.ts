import type { EntityManager } from '@mikro-orm/postgresql';
import { ERASED_NAME } from '@portal/domain';
import type { EvidenceStorage } from '../evidence/storage.ts';
import { logger } from '../logger.ts';
import { forgetPerson } from './forget-person.ts';
import { isMarkedBy } from './marked.ts';

/** Who has something again: it came in by a page that was open while they were erased. */
const BACK = `select person_id as id from erased_person e
  where exists (select 1 from personal_key where subject = e.person_id)
    or exists (select 1 from notice_recipient n where n.person_id = e.person_id)
    or exists (select 1 from team_member m where m.person_id = e.person_id)
    or exists (select 1 from access_request r 
      where ${isMarkedBy('r', 'e.person_id')} and r.requester ->> 'name' <> '${ERASED_NAME}')`;

/**
 * Keeps those erased who were. The store of evidence remembers them beside the database: one that was restored as it was
 * before knows nothing of it, and has them back. Gives those for whom it is tried again: one of them keeps neither the others
 * back nor the service from starting.
 */
export async function keepErased(em: EntityManager, storage: EvidenceStorage, now: Date): Promise<ReadonlySet<string>> {
  const failed = new Set<string>();
  const attempt = async (id: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (err) {
      failed.add(id);
      logger.error({ err, person: id }, 'to keep an erased person erased is tried again');
    }
  };
  const noted: string[] = [];
  for await (const id of storage.erased()) noted.push(id);
  const known = await em.fork().execute<{ id: string }[]>('select person_id as id from erased_person');
  const inDatabase = new Set(known.map(({ id }) => id));
  for (const id of noted) if (!inDatabase.has(id)) await attempt(id, () => eraseAnew(em, id, now));
  const inStore = new Set(noted);
  for (const id of inDatabase) if (!inStore.has(id)) await attempt(id, () => storage.noteErased(id));
  const back = await em.fork().execute<{ id: string }[]>(BACK);
  for (const { id } of back) await attempt(id, () => eraseAnew(em, id, now));
  return failed;
}

async function eraseAnew(em: EntityManager, personId: string, now: Date): Promise<void> {
  await em.fork().transactional(async (inside) => {
    await noteInDatabase(inside, personId, now);
    await forgetPerson(inside, personId, now);
  });
  logger.warn({ person: personId }, 'a person who was erased was there again, and was erased anew');
}

/** In the transaction that erases them. */
export async function noteInDatabase(em: EntityManager, personId: string, now: Date): Promise<void> {
  await em.execute('insert into erased_person (person_id, erased_at) values (?, ?) on conflict do nothing', [
    personId,
    now,
  ]);
}

/** By hand, where the store does not know of them either: their ids stand in the log. */
export async function eraseAgain(
  em: EntityManager,
  storage: EvidenceStorage,
  { people, now }: { people: readonly string[]; now: Date },
): Promise<{ erased: number }> {
  for (const id of people) await storage.noteErased(id);
  const failed = await keepErased(em, storage, now);
  const left = people.filter((id) => failed.has(id));
  if (left.length > 0) throw new Error(`Not erased, the log says why: ${left.join(', ')}`);
  return { erased: people.length };
}
