import type { EntityManager } from '@mikro-orm/postgresql';
import { arrayLiteral } from '@portal/service-kit';
import { isBound } from './bind-store.ts';
import type { EvidenceStorage } from './storage.ts';

/** Bytes younger than this may belong to an upload that is about to commit; one may take fifteen minutes. */
const GRACE_MS = 20 * 60_000;
const QUARANTINE_MS = 30 * 24 * 3_600_000;
const BATCH = 200;

/** A sweep never takes more than one file in so many, or these few. A crash leaves one or two; more is a mistake. */
const ONE_IN = 100;
const FEW = 5;

/** What a sweep found and did. */
export interface Sweep {
  /** Files that were looked at: those in the store for longer than an upload takes. */
  files: number;
  /** Those among them that no row speaks of. */
  orphans: number;
  /** Too many to be taken for what a crash left: none was touched. */
  stopped: boolean;
  /** Whose row the database let go of, deleted. */
  discarded: number;
  /** Taken back out of the quarantine, because there is a row again. */
  released: number;
  /** Deleted after their time in the quarantine. */
  deleted: number;
  /** In the quarantine now. */
  quarantined: number;
}

/** Of a store that another process sweeps. */
export const NOTHING_SWEPT: Sweep = {
  files: 0,
  orphans: 0,
  stopped: false,
  discarded: 0,
  released: 0,
  deleted: 0,
  quarantined: 0,
};

/**
 * Puts bytes that no row speaks of into quarantine, for thirty days; a stop between storing and committing leaves such.
 * What the database itself let go of is deleted at once. Rejects where the store is not, or no longer, this database's.
 */
export async function sweepEvidence(em: EntityManager, storage: EvidenceStorage, now: Date): Promise<Sweep> {
  if (!(await isBound(em, storage))) throw new Error('The evidence store does not belong to this database');
  const discarded = await deleteDiscarded(em, storage);
  const { released, deleted } = await clearQuarantine(em, storage, now);
  const { files, orphans } = await findOrphans(em, storage, now);
  const stopped = orphans.length > Math.max(FEW, files / ONE_IN);
  if (!stopped) for (const key of orphans) await storage.quarantine(key, now);
  let quarantined = 0;
  for await (const _ of storage.quarantined()) quarantined++;
  return { files, orphans: orphans.length, stopped, discarded, released, deleted, quarantined };
}

/** The act that deleted the row, or found it infected, deletes the bytes as well; this is for one that was cut off in between. */
async function deleteDiscarded(em: EntityManager, storage: EvidenceStorage): Promise<number> {
  const rows = await em.execute<{ id: string }[]>(
    `select id from evidence_discarded d where not exists (select from evidence e where e.id = d.id and e.scan <> 'INFECTED')
       and not exists (select from message_attachment a where a.id = d.id and a.scan <> 'INFECTED')
       and not exists (select from upload_part p where p.id = d.id)`,
  );
  for (const { id } of rows) {
    await storage.remove(id);
    await em.execute('delete from evidence_discarded where id = ?', [id]);
  }
  return rows.length;
}

async function clearQuarantine(em: EntityManager, storage: EvidenceStorage, now: Date) {
  let released = 0;
  let deleted = 0;
  for await (const batch of inBatches(storage.quarantined())) {
    const known = await knownOf(
      em,
      batch.map(({ key }) => key),
    );
    for (const { key, since } of batch) {
      if (known.has(key)) {
        await storage.release(key);
        released++;
      } else if (since.getTime() + QUARANTINE_MS <= now.getTime()) {
        await storage.remove(key);
        deleted++;
      }
    }
  }
  return { released, deleted };
}

async function findOrphans(em: EntityManager, storage: EvidenceStorage, now: Date) {
  let files = 0;
  const orphans: string[] = [];
  for await (const keys of inBatches(storage.keysWrittenBefore(new Date(now.getTime() - GRACE_MS)))) {
    files += keys.length;
    const known = await knownOf(em, keys);
    orphans.push(...keys.filter((key) => !known.has(key)));
  }
  return { files, orphans };
}

async function knownOf(em: EntityManager, keys: readonly string[]): Promise<Set<string>> {
  const list = arrayLiteral(keys);
  const rows = await em.execute<{ id: string }[]>(
    `select id from evidence where id = any(?::uuid[]) union all select id from message_attachment where id = any(?::uuid[])
     union all select id from upload_part where id = any(?::uuid[])`,
    [list, list, list],
  );
  return new Set(rows.map(({ id }) => id));
}

async function* inBatches<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item[]> {
  let batch: Item[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
