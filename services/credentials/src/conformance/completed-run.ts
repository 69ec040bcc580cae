import type { EntityManager } from '@mikro-orm/postgresql';
import type { Change } from '../events/change.ts';
import { OutboxEntry } from '../events/outbox-entry.ts';

/** A run of conformance of which nothing that is required is left, as its owner's webhooks are told of it. */
export interface CompletedRun {
  runId: string;
  suite: string;
  suiteVersion: string;
  outcome: string;
  connector: string | null;
}

/** What the homologation environment tells of one. */
export interface ToldRun extends CompletedRun {
  credentialId: string;
  completedAt: Date;
}

/** Puts a completed run on the live line, once for a run; false where there is no such credential. */
export async function tellCompletedRun(em: EntityManager, run: ToldRun): Promise<boolean> {
  const [credential] = await em.execute<{ holder_id: string }[]>(
    `select holder_id from credential where id = ? and environment = 'HOMOLOGATION'`,
    [run.credentialId],
  );
  if (!credential) return false;
  const kept = await em.execute<unknown[]>(
    `insert into completed_run (run_id, credential_id, suite, suite_version, outcome, connector, completed_at)
     values (?, ?, ?, ?, ?, ?, ?) on conflict (run_id) do nothing returning run_id`,
    [run.runId, run.credentialId, run.suite, run.suiteVersion, run.outcome, run.connector, run.completedAt],
  );
  if (kept.length === 0) return true;
  const entry = Object.assign(new OutboxEntry(), {
    at: run.completedAt,
    act: 'COMPLETE_RUN',
    subject: 'CONFORMANCE_RUN',
    subjectId: run.credentialId,
    ownerId: credential.holder_id,
    eventId: run.runId,
  } as const);
  em.persist(entry);
  return true;
}

interface Row {
  run_id: string;
  suite: string;
  suite_version: string;
  outcome: string;
  connector: string | null;
}

/** The runs that changes are about, by their ids. */
export async function completedRuns(
  em: EntityManager,
  changes: readonly Change[],
): Promise<ReadonlyMap<string, CompletedRun>> {
  const ids = changes.flatMap(({ act, eventId }) => (act === 'COMPLETE_RUN' && eventId ? [eventId] : []));
  if (ids.length === 0) return new Map();
  const rows = await em.execute<Row[]>(
    `select run_id, suite, suite_version, outcome, connector from completed_run where run_id in (${ids.map(() => '?').join(', ')})`,
    ids,
  );
  return new Map(
    rows.map(({ run_id: runId, suite_version: suiteVersion, ...row }) => [runId, { runId, suiteVersion, ...row }]),
  );
}
