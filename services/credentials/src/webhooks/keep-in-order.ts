import type { EntityManager } from '@mikro-orm/postgresql';
import type { WebhookDelivery } from './webhook-delivery.ts';

// What waits behind an earlier event of its request is due when that one is: due before, it would be looked at and passed
// over with every claim.

const BEHIND = `webhook_id = ? and request_id = ? and pos > ? and state = 'PENDING' and not once`;

/** An attempt failed: what waits behind it waits as long. */
export async function putOffBehind(em: EntityManager, delivery: WebhookDelivery): Promise<void> {
  const { webhook, requestId, pos, nextAttemptAt } = delivery;
  if (delivery.once || nextAttemptAt === null) return;
  await em.execute(`update webhook_delivery set next_attempt_at = ? where ${BEHIND} and next_attempt_at < ?`, [
    nextAttemptAt,
    webhook.id,
    requestId,
    pos,
    nextAttemptAt,
  ]);
}

/** It is through, or given up: what waited behind it is due. */
export async function letFollow(em: EntityManager, delivery: WebhookDelivery, now: Date): Promise<void> {
  const { webhook, requestId, pos } = delivery;
  if (delivery.once) return;
  await em.execute(`update webhook_delivery set next_attempt_at = ? where ${BEHIND} and next_attempt_at > ?`, [
    now,
    webhook.id,
    requestId,
    pos,
    now,
  ]);
}

/** New events of requests wait behind those that failed before. */
export async function lineUp(em: EntityManager, requestIds: readonly string[]): Promise<void> {
  await em.execute(
    `update webhook_delivery d set next_attempt_at = earlier.next_attempt_at from webhook_delivery earlier
     where d.request_id in (${requestIds.map(() => '?').join(', ')}) and d.state = 'PENDING' and not d.once
       and earlier.webhook_id = d.webhook_id and earlier.request_id = d.request_id and earlier.pos < d.pos
       and earlier.state = 'PENDING' and not earlier.once and earlier.next_attempt_at > d.next_attempt_at`,
    [...requestIds],
  );
}
