import type { EntityManager } from '@mikro-orm/postgresql';
import { sealPeople } from './personal-data/seal-people.ts';
import { forgetSaidOfNobody } from './sessions/role-changes.ts';

/** An operator's command: seals all, and forgets what is of who was erased before that, as it would have been had it been sealed. */
export async function sealPersonalData(
  em: EntityManager,
  wait?: (milliseconds: number) => Promise<unknown>,
): Promise<{ sealed: number }> {
  const done = await sealPeople(em, wait);
  await forgetSaidOfNobody(em);
  return done;
}
