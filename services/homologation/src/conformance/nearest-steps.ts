import type { EntityManager } from '@mikro-orm/postgresql';

/** What a call was for in a run, as it is kept. */
export interface NearestRow {
  call_id: string;
  run_id: string;
  suite_id: string;
  suite_hash: string;
  step_id: string;
  matched: boolean;
  why: string | null;
  ownerId: string;
  credentialId: string;
}

/** Of calls, in the order of the runs. */
export function nearestOf(em: EntityManager, callIds: readonly string[]): Promise<NearestRow[]> {
  return em.execute<NearestRow[]>(
    `select conformance_call.*, suite_id, suite_hash, owner_id as "ownerId", credential_id as "credentialId" from conformance_call
     join conformance_run on conformance_run.id = run_id where call_id = any(?::uuid[]) order by run_id`,
    [`{${callIds.join(',')}}`],
  );
}
