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
 * in however many processes, whichever of them dies. Whoever something keeps back waits for it to be done.
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

async function eraseOne(em: EntityManager, personId: string, now: Date): Promise<boolean> {
  const [asked] = await em.execute<object[]>(
    'select 1 from erasure_request where person_id = ? and due_at <= ? for update skip locked',
    [personId, now],
  );
  if (!asked) return false;
  // As whoever changes members holds them; what refers to a team goes on beside.
  await em.execute(
    `select 1 from team where id in (select team_id from team_member where person_id = ?) order by id for no key update`,
    [personId],
  );
  if ((await obstaclesTo(em, personId, now)).length > 0) return false;
  await noteInDatabase(em, personId, now);
  audit(em, { at: now, actorId: personId, act: 'erasePerson', subject: 'PERSON', subjectId: personId });
  await em.flush();
  await forgetPerson(em, personId, now);
  return true;
}
