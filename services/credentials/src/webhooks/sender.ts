import type { MikroORM } from '@mikro-orm/postgresql';
import { outsideOperation, type Sealing } from '@portal/service-kit';
import { logger } from '../logger.ts';
import { claimDue, releaseClaim } from './claim.ts';
import { dispatchEvents } from './dispatch.ts';
import type { Poster } from './post.ts';
import { recordAttempt } from './record-attempt.ts';
import { signingSecrets } from './secret.ts';
import { signedHeaders } from './signed-headers.ts';
import type { WebhookDelivery } from './webhook-delivery.ts';

/** Sends what the live line brings to the webhooks of its owners, for as long as it is not disposed of. */
export interface WebhookSender extends AsyncDisposable {
  /** Looks for new events and for what is due, now. */
  wake(): void;
}

interface SenderOptions {
  orm: MikroORM;
  poster: Poster;
  /** Opens the secrets; webhooks sealed by another key wait. */
  sealing: Sealing;
  now: () => Date;
}

/** How many deliveries this process has under way at once: each is a socket that waits, and nobody has more than a few. */
const MOST_AT_ONCE = 64;

/**
 * Starts it. Whatever it knows stands in the database: several processes may do the same, and one that ends, however it
 * ends, leaves nothing undone.
 */
export function startWebhookSender({ orm, poster, sealing, now }: SenderOptions): WebhookSender {
  const stop = new AbortController();
  const underWay = new Set<Promise<void>>();
  let looking: Promise<void> | null = null;
  let again = false;

  async function look(): Promise<void> {
    const em = orm.em.fork();
    // What waits already is sent all the same.
    await dispatchEvents(em, now()).catch((err) => logger.error({ err }, 'events could not be dispatched to webhooks'));
    const free = MOST_AT_ONCE - underWay.size;
    if (free <= 0 || stop.signal.aborted) return;
    for (const delivery of await claimDue(em, { most: free, sealedBy: sealing.sealedBy, now: now() })) start(delivery);
  }

  function wake(): void {
    again = true;
    if (looking || stop.signal.aborted) return;
    again = false;
    // Who woke it may be an operation, whose end is not the end of this.
    looking = outsideOperation(look)
      .catch((err) => logger.error({ err }, 'webhooks could not be looked after'))
      .finally(() => {
        looking = null;
        if (again) wake();
      });
  }

  function start(delivery: WebhookDelivery): void {
    const sending = send(delivery)
      .catch((err) => logger.error({ err, delivery: delivery.id }, 'webhook could not be sent'))
      .finally(() => {
        underWay.delete(sending);
        wake();
      });
    underWay.add(sending);
  }

  async function send(delivery: WebhookDelivery): Promise<void> {
    const { webhook, payload: body } = delivery;
    const at = now();
    const headers = signedHeaders(delivery, await signingSecrets(webhook, sealing, at), at);
    const posted = await poster.post({ url: webhook.url, headers, body, signal: stop.signal });
    const em = orm.em.fork();
    if (stop.signal.aborted && posted.failure !== null) return releaseClaim(em, delivery);
    await recordAttempt(em, { delivery, at, headers, posted }, now(), Math.random());
  }

  return {
    wake,
    async [Symbol.asyncDispose]() {
      stop.abort();
      await looking;
      await Promise.all(underWay);
    },
  };
}
