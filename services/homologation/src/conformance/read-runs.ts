import type { EntityManager } from '@mikro-orm/postgresql';
import type { RunState } from '@portal/conformance';
import { MOST_COUNTED } from '@portal/domain';
import { arrayLiteral, type Connection, decodeCursor, encodeCursor, pageOf, pageSize } from '@portal/service-kit';
import { z } from 'zod';
import type { HomologationContext } from '../context.ts';
import type { ConformanceRun } from './conformance-run.ts';
import { isOver } from './held-run.ts';

/** A run as it is kept. */
export interface RunRow {
  id: string;
  credential_id: string;
  owner_id: string;
  suite_id: string;
  suite_hash: string;
  connector: string | null;
  state: RunState;
  outcome: ConformanceRun['outcome'];
  calls: number;
  remaining: number;
  opened_at: Date;
  changed_at: Date;
  completed_at: Date | null;
  replaced_by: string | null;
}

export interface RunsAsked {
  first: number | null;
  after: string | null;
  /** True: those that calls move; false: those that another took the place of; null: both. */
  current: boolean | null;
}

/** A page of a credential's runs, newest first. */
export async function listRuns(
  em: EntityManager,
  credentialId: string,
  { first, after, current }: RunsAsked,
): Promise<Connection<ConformanceRun>> {
  const size = pageSize(first);
  const list = `runs ${credentialId} ${current}`;
  const before = after == null ? null : decodeCursor(after, z.tuple([z.literal(list), z.uuid()]))[1];
  const which = `credential_id = ?${current === null ? '' : ` and (replaced_by is null) = ${current}`}`;
  const rows = await em.execute<RunRow[]>(
    `select * from conformance_run where ${which} ${before ? 'and id < ?' : ''} order by id desc limit ?`,
    [credentialId, ...(before ? [before] : []), size + 1],
  );
  return pageOf({
    rows: rows.map(runOf),
    size,
    after,
    cursorOf: ({ id }) => encodeCursor([list, id]),
    async countAll() {
      const [counted] = await em.execute<{ count: number }[]>(
        `select count(*)::int as count from (select 1 from conformance_run where ${which} limit ?) as counted`,
        [credentialId, MOST_COUNTED + 1],
      );
      return counted?.count ?? 0;
    },
  });
}

/** Runs by their ids, as many as there are. */
export async function runsById(em: EntityManager, ids: readonly string[]): Promise<ConformanceRun[]> {
  const rows = await em.execute<RunRow[]>('select * from conformance_run where id = any(?::uuid[])', [
    arrayLiteral(ids),
  ]);
  return rows.map(runOf);
}

/** The runs of credentials that calls move, by their suites. */
export async function currentRunsOf(em: EntityManager, credentialIds: readonly string[]): Promise<ConformanceRun[]> {
  const rows = await em.execute<RunRow[]>(
    'select * from conformance_run where credential_id = any(?::uuid[]) and replaced_by is null order by suite_id',
    [arrayLiteral(credentialIds)],
  );
  return rows.map(runOf);
}

/** Whether a run's time is over: a newer version of its suite took its place. */
export async function isRunOver(
  { loaders, now }: Pick<HomologationContext, 'loaders' | 'now'>,
  { state }: Pick<ConformanceRun, 'state'>,
): Promise<boolean> {
  return isOver({ endsAt: await loaders.versionEnd.load(state.suite) }, now().getTime());
}

/** As the API has it. */
function runOf(row: RunRow): ConformanceRun {
  return {
    id: row.id,
    credentialId: row.credential_id,
    ownerId: row.owner_id,
    suiteHash: row.suite_hash,
    state: row.state,
    connector: row.connector,
    outcome: row.outcome,
    current: row.replaced_by === null,
    openedAt: new Date(row.opened_at),
    completedAt: row.completed_at && new Date(row.completed_at),
    calls: row.calls,
    remaining: row.remaining,
    openProposals: Object.keys(row.state.proposals ?? {}).length,
  };
}
