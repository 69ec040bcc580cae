import type { EntityManager } from '@mikro-orm/postgresql';
import { logger } from '../logger.ts';
import { Evidence } from './evidence.ts';
import type { EvidenceStorage } from './storage.ts';

/** Bytes younger than this may belong to an upload that is about to commit; one may take fifteen minutes. */
const GRACE_MS = 20 * 60_000;
const BATCH = 200;

/** Deletes bytes that no row speaks of: left by a stop between storing and committing, or between committing and deleting. */
export async function sweepEvidence(em: EntityManager, storage: EvidenceStorage, now: Date): Promise<void> {
  let batch: string[] = [];
  for await (const key of storage.keysWrittenBefore(new Date(now.getTime() - GRACE_MS))) {
    batch.push(key);
    if (batch.length === BATCH) {
      await removeOrphans(em, storage, batch);
      batch = [];
    }
  }
  await removeOrphans(em, storage, batch);
}

async function removeOrphans(em: EntityManager, storage: EvidenceStorage, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const rows = await em.fork().find(Evidence, { id: { $in: [...keys] } }, { fields: ['id'] });
  const known = new Set<string>(rows.map(({ id }) => id));
  const orphans = keys.filter((key) => !known.has(key));
  for (const key of orphans) await storage.remove(key);
  if (orphans.length > 0) logger.info({ removed: orphans.length }, 'evidence without a row removed');
}
