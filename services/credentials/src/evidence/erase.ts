import type { EntityManager } from '@mikro-orm/postgresql';
import type { AccessRequest } from '../requests/access-request.ts';
import type { Opened } from '../requests/act.ts';
import { record } from '../requests/record.ts';
import { Evidence } from './evidence.ts';

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
  const { em, request, person, now } = opened;
  const rows = await em.find(Evidence, { request, id: { $in: erasures.map(({ evidenceId }) => evidenceId) } });
  for (const evidence of rows) {
    const { id, fileName, sha256 } = evidence;
    em.remove(evidence);
    record(em, request, {
      at: now,
      actor: { id: person.id, name: person.name },
      action: 'ERASE_EVIDENCE',
      from: request.state,
      to: request.state,
      message: erasures.find(({ evidenceId }) => evidenceId === id)?.message ?? null,
      evidence: { fileName, sha256 },
    });
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
