import type { EntityManager } from '@mikro-orm/postgresql';
import { arrayLiteral } from '@portal/service-kit/database';
import { noteKeyAct } from './key-acts.ts';

/** Whose keys are taken away, by whom: an ADMIN, or an operator. */
interface Reset {
  personIds: readonly string[];
  byId: string | null;
  at: Date;
}

/** Takes all keys of these people away, and what they proved; says of how many people. */
export function resetKeys(database: EntityManager, { personIds, byId, at }: Reset): Promise<number> {
  return database.fork().transactional(async (em) => {
    const taken = await em.execute<{ personId: string }[]>(
      'delete from security_keys where person_id = any(?::uuid[]) returning person_id as "personId"',
      [arrayLiteral(personIds)],
    );
    const people = Map.groupBy(taken, ({ personId }) => personId);
    await forgetProofs(em, [...people.keys()]);
    for (const [personId, keys] of people) {
      await noteKeyAct(em, { personId, byId, act: 'resetSecurityKeys', detail: { keys: keys.length }, at });
    }
    return people.size;
  });
}

/** What was proved by keys that are taken away counts no more, in no session. */
export async function forgetProofs(em: EntityManager, personIds: readonly string[]): Promise<void> {
  const ids = arrayLiteral(personIds);
  await em.execute('update sessions set second_factor_at = null where person_id = any(?::uuid[])', [ids]);
}
