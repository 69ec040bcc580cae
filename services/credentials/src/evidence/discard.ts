import { logger } from '../logger.ts';
import type { EvidenceStorage } from './storage.ts';

/**
 * Deletes bytes whose row is gone, after the commit that took it. What cannot be deleted now is logged, and the sweep
 * takes it later: the act itself is done and stays done.
 */
export async function discardContent(storage: EvidenceStorage, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await storage
      .remove(key)
      .catch((err) => logger.error({ err, evidence: key }, 'evidence bytes could not be deleted'));
  }
}
