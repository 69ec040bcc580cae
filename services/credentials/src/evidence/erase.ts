import type { EntityManager } from '@mikro-orm/postgresql';
import type { AccessRequest } from '../requests/access-request.ts';
import type { Opened } from '../requests/act-on-request.ts';
import { Evidence } from './evidence.ts';
import { recordEvidence } from './record-evidence.ts';

/** What is to be erased, and why, in the reviewer's words. */
export interface Erasure {
  evidenceId: string;
  message: string;
}

/**
 * Erases evidence that shows a real patient: it is gone for everybody once the act commits; name, hash and reason stay
 * in the history. Gives the keys whose bytes are to be discarded after the commit.
 */
export async function eraseEvidence(opened: Opened, erasures: readonly Erasure[]): Promise<string[]> {
  const { em, request } = opened;
  const rows = await em.find(Evidence, { request, id: { $in: erasures.map(({ evidenceId }) => evidenceId) } });
  for (const evidence of rows) {
    em.remove(evidence);
    const message = erasures.find(({ evidenceId }) => evidenceId === evidence.id)?.message;
    recordEvidence(opened, 'ERASE_EVIDENCE', evidence, message);
  }
  return rows.map(({ id }) => id);
}

/**
 * Lets go, on a new submission, of what was taken away since the last one: from then on reviewers read the new one.
 * Gives the keys whose bytes are to be discarded after the commit.
 */
export async function dropRemovedEvidence(em: EntityManager, request: AccessRequest): Promise<string[]> {
  const rows = await em.find(Evidence, { request, removedAt: { $ne: null } });
  for (const evidence of rows) em.remove(evidence);
  return rows.map(({ id }) => id);
}
