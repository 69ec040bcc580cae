import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { audit } from '../audit/audit.ts';
import type { EvidenceStorage } from '../evidence/storage.ts';
import { logger } from '../logger.ts';
import { forgetPerson } from './forget-person.ts';
import { noteInDatabase } from './keep-erased.ts';
import { obstaclesTo } from './obstacles.ts';

interface Erasing {
  orm: MikroORM;
  evidenceStorage: EvidenceStorage;
  now: () => Date;
}

/**
 * Erases those whose time has come, each in a transaction of its own, in which their request for it goes: so it happens once,
 * in however many processes, whichever of them dies. Whoever something keeps back waits for it to be done, and a day more.
 */
export async function eraseDue({ orm, evidenceStorage, now }: Erasing): Promise<void> {
  const due = await orm.em
    .fork()
    .execute<{ id: string }[]>('select person_id as id from erasure_request where due_at <= ? order by due_at', [
      now(),
    ]);
  for (const { id } of due) {
    try {
      const erased = await orm.em.fork().transactional((em) => eraseOne(em, id, now()));
      if (!erased) continue;
      logger.info({ person: id }, 'a person was erased');
      // Where this fails, what is missing in the store is noted there by the next who looks.
      await evidenceStorage.noteErased(id);
    } catch (err) {
      // Those behind them do not wait for it.
      logger.error({ err, person: id }, 'the erasure of a person is tried again');
    }
  }
}

/** Once nothing keeps somebody back any more they are told so, and have so long to take it back. */
const TOLD_ANEW_MS = 24 * 3_600_000;

async function eraseOne(em: EntityManager, personId: string, now: Date): Promise<boolean> {
  const [asked] = await em.execute<{ kept_back: boolean }[]>(
    'select kept_back from erasure_request where person_id = ? and due_at <= ? for update skip locked',
    [personId, now],
  );
  if (!asked) return false;
  // As whoever changes members holds them; what refers to a team goes on beside.
  await em.execute(
    `select 1 from team where id in (select team_id from team_member where person_id = ?) order by id for no key update`,
    [personId],
  );
  // What may still be sent waits until this is over: sent after the look, it would be emptied while it is open.
  await em.execute(
    `with me as (select ?::uuid as id)
     select 1 from access_request r, me where r.state = 'DRAFT'
       and (r.owner_id = me.id or r.team_id in (select team_id from team_member m where m.person_id = me.id))
     order by r.id for no key update of r`,
    [personId],
  );
  if ((await obstaclesTo(em, personId, now)).length > 0) {
    await em.execute('update erasure_request set kept_back = true where person_id = ? and not kept_back', [personId]);
    return false;
  }
  if (asked.kept_back) {
    // The notice of a day before tells them.
    const dueAt = new Date(now.getTime() + TOLD_ANEW_MS);
    await em.execute('update erasure_request set kept_back = false, due_at = ? where person_id = ?', [dueAt, personId]);
    return false;
  }
  await noteInDatabase(em, personId, now);
  audit(em, { at: now, actorId: personId, act: 'erasePerson', subject: 'PERSON', subjectId: personId });
  await em.flush();
  await forgetPerson(em, personId, now);
  return true;
}
