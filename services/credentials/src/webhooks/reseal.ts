import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Sealing } from '@portal/service-kit';
import { logger } from '../logger.ts';
import { Webhook } from './webhook.ts';

/** The service's own key, and the one that it had before, where that is still told. */
export interface SealingKeys {
  current: Sealing;
  previous: Sealing | null;
}

const BATCH = 100;

/**
 * After the service's key was replaced: seals by the new key what the one before sealed. What neither opens is told in the
 * log, and waits for its owner to draw a new secret.
 */
export async function resealSecrets(em: EntityManager, { current, previous }: SealingKeys): Promise<void> {
  if (previous) {
    const resealBatch = (inside: EntityManager) => resealSome(inside, previous, current);
    while ((await em.fork().transactional(resealBatch)) === BATCH);
  }
  const known = [current, previous].flatMap((sealing) => sealing?.sealedBy ?? []);
  const webhooks = await em.fork().count(Webhook, { sealedBy: { $nin: known }, state: 'ACTIVE' });
  if (webhooks > 0)
    logger.error({ webhooks }, 'secrets of webhooks are sealed by an unknown key: nothing is sent to them');
}

async function resealSome(em: EntityManager, previous: Sealing, current: Sealing): Promise<number> {
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const webhooks = await em.find(
    Webhook,
    { sealedBy: previous.sealedBy },
    { orderBy: { id: 'asc' }, limit: BATCH, lockMode },
  );
  const reseal = async (sealed: string) => current.seal(await previous.unseal(sealed));
  for (const webhook of webhooks) {
    const { sealedSecret, sealedPreviousSecret } = webhook;
    const secret = await reseal(sealedSecret);
    const before = sealedPreviousSecret === null ? null : await reseal(sealedPreviousSecret);
    // Not by the entity: its version would rise, and what an owner is changing right now be refused.
    await em.execute('update webhook set sealed_secret = ?, sealed_previous_secret = ?, sealed_by = ? where id = ?', [
      secret,
      before,
      current.sealedBy,
      webhook.id,
    ]);
  }
  return webhooks.length;
}
