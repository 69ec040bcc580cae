import type { MikroORM } from '@mikro-orm/postgresql';
import { type CredentialsGround, openTeller } from '../tell-credentials.ts';

/** What telling of completed runs stands on. */
export interface CompletionGround extends CredentialsGround {
  orm: MikroORM;
  now: () => Date;
}

const MOST_AT_ONCE = 20;
/** Those that were not taken are tried again so much later: of what fails for itself nobody behind it waits. */
const AGAIN_MS = 30_000;

interface Row {
  run_id: string;
  credential_id: string;
  suite_id: string;
  suite_version: string;
  connector: string | null;
  completed_at: Date;
}

/**
 * Tells credentials, which owns webhooks, of runs that were completed, until it took each; told twice it takes it once. One that
 * is complete no more, because people found otherwise, waits until it is again.
 */
export async function tellCompleted(ground: CompletionGround): Promise<void> {
  const { orm, now } = ground;
  const em = orm.em.fork();
  const rows = await em.execute<Row[]>(
    `update conformance_completion set tried_at = ? from (
       select completion.run_id, credential_id, suite_id, state #>> '{suite,version}' as suite_version, connector,
         conformance_run.completed_at
       from conformance_completion as completion join conformance_run on conformance_run.id = completion.run_id
       where taken_at is null and outcome = 'COMPLETE' and (tried_at is null or tried_at < ?) order by completion.completed_at limit ?
       for update of completion skip locked
     ) as run where conformance_completion.run_id = run.run_id
     returning run.*`,
    [now(), new Date(now().getTime() - AGAIN_MS), MOST_AT_ONCE],
  );
  if (rows.length === 0) return;
  const tell = await openTeller(ground);
  let refused: number | undefined;
  for (const row of rows) {
    const status = await tell('/internal/conformance-runs/completed', messageOf(row));
    // Of a credential that is not there any more nobody is to be told.
    if (status === 204 || status === 404) {
      await em.execute('update conformance_completion set taken_at = ? where run_id = ?', [now(), row.run_id]);
    } else refused = status;
  }
  // One that is refused holds up no other.
  if (refused !== undefined) throw new Error(`credentials answered ${refused} to a completed run`);
}

function messageOf(row: Row) {
  return {
    runId: row.run_id,
    credentialId: row.credential_id,
    suite: row.suite_id,
    suiteVersion: row.suite_version,
    outcome: 'COMPLETE',
    connector: row.connector,
    completedAt: new Date(row.completed_at).toISOString(),
  };
}
