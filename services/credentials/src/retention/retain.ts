import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { RetentionKind } from '@portal/domain';
import type { Chore } from '@portal/service-kit';
import { inTurn } from '../chore-turn.ts';
import { keepRun } from './retention-rows.ts';
import { readTerms, type Terms, termsInForce } from './terms.ts';

const HOUR_MS = 3_600_000;

interface Retaining {
  orm: MikroORM;
  /** What holds of what nobody published. */
  retention: Terms;
  now: () => Date;
}

/** Deletes what is older than so many days; gives how many there were. */
type Drop = (em: EntityManager, days: number) => Promise<number>;

/** A job that every hour deletes what of a kind is older than its term, and notes that it did. */
export function retain(
  { orm, retention, now }: Retaining,
  { name, kind, drop }: { name: string; kind: RetentionKind; drop: Drop },
): Chore {
  return inTurn(orm, {
    name,
    everyMs: HOUR_MS,
    async work() {
      const em = orm.em.fork();
      const { editions } = await readTerms(em);
      const removed = await drop(em, termsInForce(editions, retention, now())[kind]);
      await keepRun(em, kind, removed, now());
    },
  });
}
