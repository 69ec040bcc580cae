import type { EntityManager } from '@mikro-orm/postgresql';
import type { FaultKind } from '@portal/domain';
import { arrayLiteral } from '@portal/service-kit';

/** What is told of a call as long as the run is kept. */
export interface SeenCall {
  runId: string;
  callId: string;
  at: Date;
  method: string;
  operation: string | null;
  status: number;
  codes: readonly string[];
  fault: FaultKind | null;
}

interface Row {
  run_id: string;
  call_id: string;
  at: Date;
  method: string;
  operation: string | null;
  status: number;
  codes: string[];
  fault: FaultKind | null;
}

/** Of runs, all that their attempts name. */
export async function seenCalls(em: EntityManager, runIds: readonly string[]): Promise<SeenCall[]> {
  const rows = await em.execute<Row[]>('select * from conformance_seen where run_id = any(?::uuid[])', [
    arrayLiteral(runIds),
  ]);
  return rows.map(({ run_id: runId, call_id: callId, at, ...row }) => ({ ...row, runId, callId, at: new Date(at) }));
}

/** The credentials whose runs tell of a call. */
export async function credentialsThatSaw(em: EntityManager, callId: string): Promise<{ credentialId: string }[]> {
  const rows = await em.execute<{ credential_id: string }[]>(
    'select distinct credential_id from conformance_seen join conformance_run on conformance_run.id = run_id where call_id = ?',
    [callId],
  );
  return rows.map(({ credential_id: credentialId }) => ({ credentialId }));
}
