import { randomUUID } from 'node:crypto';
import { WEBHOOK_PING } from '@portal/domain';
import { refuse } from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';
import type { Outcome } from '../idempotency/perform.ts';
import { actOnWebhook, GIVES_DELIVERY, refuseIfNothingIsSent, webhookOfDelivery } from './act-on-webhook.ts';
import { WebhookDelivery } from './webhook-delivery.ts';

/** How many tests a webhook may be sent within a minute. */
const MOST_TESTS = 10;
const MINUTE_MS = 60_000;

/** Sends a test: an event of its own kind, tried once. */
export async function testWebhook(ctx: CredentialsContext, id: string): Promise<Outcome<WebhookDelivery>> {
  const outcome = await actOnWebhook(ctx, id, 'testWebhook', GIVES_DELIVERY, async ({ em, webhook, now }) => {
    refuseIfNothingIsSent(ctx, webhook);
    const lately = { $gt: new Date(now.getTime() - MINUTE_MS) };
    if ((await em.count(WebhookDelivery, { webhook, eventType: WEBHOOK_PING, createdAt: lately })) >= MOST_TESTS) {
      return refuse('NOT_ALLOWED', 'Foram enviados muitos testes. Espere um minuto e tente de novo.');
    }
    const delivery = Object.assign(new WebhookDelivery(), {
      webhook,
      messageId: `msg_${randomUUID().replaceAll('-', '')}`,
      eventType: WEBHOOK_PING,
      payload: JSON.stringify({ type: WEBHOOK_PING, timestamp: now.toISOString(), data: { webhookId: id } }),
      once: true,
      nextAttemptAt: now,
      createdAt: now,
    });
    em.persist(delivery);
    return delivery;
  });
  ctx.webhooks.wake();
  return outcome;
}

/** Sends what was sent before: what is finished once more, what waits for its next attempt now. */
export async function replayDelivery(ctx: CredentialsContext, id: string): Promise<Outcome<WebhookDelivery>> {
  const webhookId = await webhookOfDelivery(ctx, id);
  const outcome = await actOnWebhook(
    ctx,
    webhookId ?? '',
    'replayWebhookDelivery',
    GIVES_DELIVERY,
    async ({ em, webhook, now }) => {
      const delivery = await em.findOne(WebhookDelivery, { id });
      if (!delivery) return refuse('NOT_FOUND', 'Não encontramos este envio.', ['id']);
      refuseIfNothingIsSent(ctx, webhook);
      if (delivery.state !== 'PENDING') Object.assign(delivery, { state: 'PENDING', once: true, finishedAt: null });
      delivery.nextAttemptAt = now;
      return delivery;
    },
  );
  ctx.webhooks.wake();
  return outcome;
}
