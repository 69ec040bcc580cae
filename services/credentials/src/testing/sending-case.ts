import type { MikroORM } from '@mikro-orm/postgresql';
import { createTestDatabase } from '@portal/postgres/testing';
import { expect, vi } from 'vitest';
import { openCredentialsDatabase } from '../database.ts';
import { claimDue } from '../webhooks/claim.ts';
import { dispatchEvents } from '../webhooks/dispatch.ts';
import { createPoster, type Poster } from '../webhooks/post.ts';
import { startWebhookSender, type WebhookSender } from '../webhooks/sender.ts';
import { Webhook } from '../webhooks/webhook.ts';
import { WebhookDelivery } from '../webhooks/webhook-delivery.ts';
import { testKeys, testSealing } from './sealing.ts';
import { type Receiver, startReceiver } from './webhook-receiver.ts';

/** Waits on a condition, as long as a busy machine may need. */
export function eventually<Seen>(see: () => Seen | Promise<Seen>): Promise<NonNullable<Awaited<Seen>>> {
  return vi.waitUntil(see, { timeout: 60_000, interval: 10 }) as Promise<NonNullable<Awaited<Seen>>>;
}

/** Webhooks on a database of their own, with a clock that only tests move on. */
export class SendingCase implements AsyncDisposable {
  clock = new Date('2026-11-24T12:00:00Z');
  private running = new AsyncDisposableStack();

  private constructor(
    private readonly whole: AsyncDisposableStack,
    readonly databaseUrl: string,
    readonly orm: MikroORM,
    private readonly poster: Poster,
  ) {}

  static async start(): Promise<SendingCase> {
    await using starting = new AsyncDisposableStack();
    const database = starting.use(await createTestDatabase());
    const orm = starting.adopt(await openCredentialsDatabase(database.url, testKeys), (open) => open.close(true));
    const poster = starting.use(createPoster({ allowPrivate: true, timeoutMs: 5_000 }));
    return new SendingCase(starting.move(), database.url, orm, poster);
  }

  /** Begins anew: no webhooks, and a receiver that takes everything. Ends what ran before. */
  async begin(): Promise<Receiver> {
    await this.running.disposeAsync();
    this.running = new AsyncDisposableStack();
    this.clock = new Date('2026-11-24T12:00:00Z');
    await this.orm.em.fork().nativeDelete(Webhook, {});
    return this.running.use(await startReceiver());
  }

  /** Starts what sends; on a connection of its own it is another process. */
  startSender(orm = this.orm): WebhookSender {
    return this.running.use(
      startWebhookSender({ orm, poster: this.poster, sealing: testSealing, now: () => this.clock }),
    );
  }

  async openAnother(): Promise<MikroORM> {
    return this.running.adopt(await openCredentialsDatabase(this.databaseUrl, testKeys), (open) => open.close(true));
  }

  /** Claims what is due, as a process that dies before it sends. */
  claim(): Promise<WebhookDelivery[]> {
    return claimDue(this.orm.em.fork(), { most: 10, sealedBy: testSealing.sealedBy, now: this.clock });
  }

  pass(milliseconds: number): void {
    this.clock = new Date(this.clock.getTime() + milliseconds);
  }

  /** Lets time pass until a condition holds, each time to when the next attempt is due. */
  async until(sender: WebhookSender, holds: () => Promise<boolean>): Promise<void> {
    await dispatchEvents(this.orm.em.fork(), this.clock);
    for (let step = 0; step < 50 && !(await holds()); step += 1) {
      sender.wake();
      await this.atRest();
      const later = { state: 'PENDING', nextAttemptAt: { $gt: this.clock } } as const;
      const em = this.orm.em.fork();
      const [next] = await em.find(WebhookDelivery, later, { orderBy: { nextAttemptAt: 'asc' }, limit: 1 });
      this.clock = next?.nextAttemptAt ?? this.clock;
    }
    expect(await holds()).toBe(true);
  }

  /** Waits until nothing is due or under way. */
  async atRest(): Promise<void> {
    await eventually(async () => {
      const em = this.orm.em.fork();
      await dispatchEvents(em, this.clock);
      const [row] = await em.execute<{ count: string }[]>(
        `select count(*) as count from webhook_delivery d
         where d.state = 'PENDING' and (d.claimed_until is not null or d.next_attempt_at <= ? and not exists (
           select 1 from webhook_delivery e where e.webhook_id = d.webhook_id and e.request_id = d.request_id
             and e.pos < d.pos and e.state = 'PENDING' and e.next_attempt_at > ?))`,
        [this.clock, this.clock],
      );
      return row?.count === '0';
    });
  }

  deliveries(): Promise<WebhookDelivery[]> {
    return this.orm.em.fork().findAll(WebhookDelivery, { orderBy: { pos: 'asc', id: 'asc' } });
  }

  /** The only webhook, as it is now. */
  async webhook(): Promise<Webhook> {
    const [webhook] = await this.orm.em.fork().findAll(Webhook);
    if (!webhook) throw new Error('there is no webhook');
    return webhook;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.running.disposeAsync();
    await this.whole.disposeAsync();
  }
}
