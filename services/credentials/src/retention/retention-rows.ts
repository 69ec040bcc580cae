import type { EntityManager } from '@mikro-orm/postgresql';
import { MOST_COUNTED, type RetentionKind } from '@portal/domain';

/** What a job did of one kind. */
export interface RetentionRun {
  kind: RetentionKind;
  ranAt: Date;
  /** How many it deleted the last time. */
  removed: number;
  /** How many since it is counted. */
  removedInAll: number;
  countedSince: Date;
}

interface Row extends Omit<RetentionRun, 'ranAt' | 'countedSince' | 'removedInAll'> {
  ranAt: Date | string;
  countedSince: Date | string;
  removedInAll: string | number;
}

/** What the jobs did last. */
export async function readRuns(em: EntityManager): Promise<RetentionRun[]> {
  const rows = await em.execute<Row[]>(
    `select kind, ran_at as "ranAt", removed, removed_in_all as "removedInAll", counted_since as "countedSince"
     from retention_run`,
  );
  return rows.map((row) => ({
    ...row,
    ranAt: new Date(row.ranAt),
    removedInAll: Number(row.removedInAll),
    countedSince: new Date(row.countedSince),
  }));
}

/** Notes what a job did. */
export async function keepRun(em: EntityManager, kind: RetentionKind, removed: number, now: Date): Promise<void> {
  await em.execute(
    `insert into retention_run as run (kind, ran_at, removed, removed_in_all, counted_since) values (?, ?, ?, ?, ?)
     on conflict (kind) do update set ran_at = excluded.ran_at, removed = excluded.removed,
       removed_in_all = run.removed_in_all + excluded.removed`,
    [kind, now, removed, removed, now],
  );
}

/** Where what can be kept for a shorter time stands, and by which moment it is told old. */
const PLACES: Partial<Record<RetentionKind, { table: string; column: string }>> = {
  NOTICES: { table: 'notice', column: 'at' },
  WEBHOOK_DELIVERIES: { table: 'webhook_delivery', column: 'created_at' },
};

/** How much of a kind is older than a moment, counted one further than is told exactly. */
export async function countOlder(em: EntityManager, kind: RetentionKind, before: Date): Promise<number> {
  const place = PLACES[kind];
  if (!place) return 0;
  const [row] = await em.execute<{ count: number }[]>(
    `select count(*)::int as count from (
       select 1 from ${place.table} where ${place.column} < ? limit ${MOST_COUNTED + 1}) as older`,
    [before],
  );
  return row?.count ?? 0;
}
