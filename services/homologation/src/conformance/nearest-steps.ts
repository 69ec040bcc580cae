import type { EntityManager } from '@mikro-orm/postgresql';
import { arrayLiteral } from '@portal/service-kit';

/** What a call was for in a run, as it is kept. */
export interface NearestRow {
  call_id: string;
  run_id: string;
  step_id: string;
  matched: boolean;
  why: string | null;
}

/** Of calls, in the order of the runs. */
export function nearestOf(em: EntityManager, callIds: readonly string[]): Promise<NearestRow[]> {
  return em.execute<NearestRow[]>('select * from conformance_call where call_id = any(?::uuid[]) order by run_id', [
    arrayLiteral(callIds),
  ]);
}
