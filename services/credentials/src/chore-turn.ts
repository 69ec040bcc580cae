import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Chore } from '@portal/service-kit';

/** Of the interval: who took the last turn is not kept from the next by a timer that is a little early. */
const KEPT = 0.9;

/** A chore that one process does for all, once an interval, however many there are and whichever of them ends meanwhile. */
export function inTurn(orm: MikroORM, chore: Chore & { notMine?: () => void }): Chore {
  return {
    ...chore,
    async work() {
      if (await takeTurn(orm.em.fork(), chore)) await chore.work();
      else chore.notMine?.();
    },
  };
}

/** Kept as a row and not as a lock: a lock would hold a connection, and say nothing of who has just done it. */
async function takeTurn(em: EntityManager, { name, everyMs }: Chore): Promise<boolean> {
  const taken = await em.execute<unknown[]>(
    `insert into chore_turn as turn (chore, next_at) values (?, clock_timestamp() + ? * interval '1 millisecond')
     on conflict (chore) do update set next_at = excluded.next_at where turn.next_at <= clock_timestamp()
     returning chore`,
    [name, Math.round(everyMs * KEPT)],
  );
  return taken.length > 0;
}
