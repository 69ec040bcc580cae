import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { audit } from '../audit/audit.ts';
import { announceCredential } from '../events/announce-credential.ts';
import { Credential } from './credential.ts';
import { forgetSecrets } from './rotate-secret.ts';

const BATCH = 50;

/**
 * Writes down what reading shows already: credentials past their end are EXPIRED. Their events go out with it. Several
 * processes may do this at once.
 */
export async function expireCredentials(em: EntityManager, now: Date): Promise<number> {
  let expired = 0;
  let batch: number;
  do {
    batch = await em.fork().transactional((inside) => expireBatch(inside, now));
    expired += batch;
  } while (batch === BATCH);
  return expired;
}

async function expireBatch(em: EntityManager, now: Date): Promise<number> {
  const due = await em.find(
    Credential,
    { state: { $in: ['ACTIVE', 'SUSPENDED'] }, expiresAt: { $lte: now } },
    { orderBy: { expiresAt: 'asc' }, limit: BATCH, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE },
  );
  for (const credential of due) {
    credential.state = 'EXPIRED';
    credential.stateChangedAt = credential.expiresAt;
    credential.stateReason = null;
    credential.suspendedByMinistry = false;
    forgetSecrets(credential);
    audit(em, { at: now, actorId: null, act: 'EXPIRE', subject: 'CREDENTIAL', subjectId: credential.id });
    announceCredential(em, credential, 'EXPIRE', now);
  }
  return due.length;
}
