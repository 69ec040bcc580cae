import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { WebhookDisabledReason } from '@portal/domain';
import { audit } from '../audit/audit.ts';
import { logger } from '../logger.ts';
import { addNotices } from '../notices/notice-rows.ts';
import { letFollow, putOffBehind } from './keep-in-order.ts';
import type { Posted } from './post.ts';
import { waitAfter } from './schedule.ts';
import { Webhook } from './webhook.ts';
import { WebhookAttempt } from './webhook-attempt.ts';
import { WebhookDelivery } from './webhook-delivery.ts';
import { whoLooksAfter } from './whose.ts';

/** An attempt that came to its end. */
export interface Attempted {
  delivery: WebhookDelivery;
  at: Date;
  headers: Record<string, string>;
  posted: Posted;
}

/** Writes down an attempt and what follows from it; nothing where the claim was lost or the webhook deleted meanwhile. */
export async function recordAttempt(em: EntityManager, attempted: Attempted, now: Date, chance: number): Promise<void> {
  await em.fork().transactional(async (inside) => {
    const { id, claimId } = attempted.delivery;
    // Always the webhook first, as everybody does who changes both.
    const webhook = await inside.findOne(
      Webhook,
      { id: attempted.delivery.webhook.id },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    const delivery = await inside.findOne(WebhookDelivery, { id, claimId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!webhook || !delivery) return;
    note(inside, delivery, attempted);
    const { failure, status } = attempted.posted;
    delivery.claimId = null;
    delivery.claimedUntil = null;
    if (failure === null) {
      finish(delivery, 'DELIVERED', now);
      await letFollow(inside, delivery, now);
      await inside.execute('update webhook set last_delivered_at = ? where id = ?', [now, webhook.id]);
      return;
    }
    const wait = delivery.once || status === 410 ? null : waitAfter(delivery.attemptCount, chance);
    if (wait !== null) {
      // Nothing is sent while it is disabled; it goes on when it is enabled again.
      delivery.nextAttemptAt = webhook.state === 'ACTIVE' ? new Date(now.getTime() + wait) : null;
      await putOffBehind(inside, delivery);
      return;
    }
    finish(delivery, 'FAILED', now);
    await letFollow(inside, delivery, now);
    const reason = reasonToDisable(webhook, delivery, status);
    if (reason) await disableWebhook(inside, webhook, reason, null, now);
  });
}

function note(em: EntityManager, delivery: WebhookDelivery, { at, headers, posted }: Attempted): void {
  delivery.attemptCount += 1;
  const { durationMs, status, body, failure } = posted;
  em.persist(
    Object.assign(new WebhookAttempt(), {
      delivery,
      at,
      durationMs,
      requestHeaders: Object.entries(headers).map(([name, value]) => ({ name, value })),
      responseStatus: status,
      responseBody: body,
      failure,
    }),
  );
}

function finish(delivery: WebhookDelivery, state: 'DELIVERED' | 'FAILED', now: Date): void {
  delivery.state = state;
  delivery.finishedAt = now;
  delivery.nextAttemptAt = null;
}

/** One event that its receiver never takes is given up alone; where nothing at all arrived meanwhile, the webhook is. */
function reasonToDisable(
  { state, lastDeliveredAt }: Webhook,
  { once, createdAt }: WebhookDelivery,
  status: number | null,
): WebhookDisabledReason | null {
  if (state === 'DISABLED') return null;
  if (status === 410) return 'GONE';
  const nothingArrived = lastDeliveredAt === null || lastDeliveredAt < createdAt;
  return !once && nothingArrived ? 'FAILING' : null;
}

/** Stops sending; what waits is kept for when it is enabled again. The reason stands in the webhook. */
export async function disableWebhook(
  em: EntityManager,
  webhook: Webhook,
  reason: WebhookDisabledReason,
  actorId: string | null,
  now: Date,
): Promise<void> {
  Object.assign(webhook, { state: 'DISABLED', disabledReason: reason, stateChangedAt: now });
  await em.flush();
  await em.execute(`update webhook_delivery set next_attempt_at = null where webhook_id = ? and state = 'PENDING'`, [
    webhook.id,
  ]);
  const act = 'disableWebhook';
  audit(em, { at: now, actorId, act, subject: 'WEBHOOK', subjectId: webhook.id, detail: { reason } });
  if (actorId !== null) return;
  // None of its people did it, and they would not know.
  const occasion = `webhook ${webhook.id} ${now.toISOString()}`;
  const told = { side: 'INTEGRATOR', kind: 'WEBHOOK_STOPPED', occasion, at: now } as const;
  await addNotices(
    em,
    (await whoLooksAfter(em, webhook)).map((personId) => ({ personId, ...told })),
  );
  logger.warn({ webhook: webhook.id, reason }, 'webhook disabled');
}
