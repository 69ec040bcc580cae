import type { EntityManager } from '@mikro-orm/postgresql';

/** How many rows one statement takes: few enough that nobody waits for its locks, and that a stop loses little. */
export const TRIM_BATCH = 1_000;

/** Deletes the rows of a table that meet a condition, in statements of at most so many; gives how many there were. */
export async function trim(
  em: EntityManager,
  table: string,
  condition: string,
  values: readonly unknown[],
): Promise<number> {
  // What another process is deleting is passed over.
  const statement = `delete from ${table} where ctid = any (array(
    select ctid from ${table} where ${condition} limit ${TRIM_BATCH} for update skip locked))`;
  let trimmed = 0;
  let batch: number;
  do {
    const { affectedRows } = await em.execute<{ affectedRows: number }>(statement, [...values], 'run');
    batch = affectedRows;
    trimmed += batch;
  } while (batch === TRIM_BATCH);
  return trimmed;
}
