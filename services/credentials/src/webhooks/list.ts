import type { EntityManager } from '@mikro-orm/postgresql';
import type { WebhookDeliveryState, WebhookState } from '@portal/domain';
import { type Connection, decodeCursor, encodeCursor, pageOf, pageSize, trim } from '@portal/service-kit';
import { countRows } from '../graph/count-rows.ts';
import { momentKey } from '../graph/moment-key.ts';
import type { PageArgs } from '../graph/page-args.ts';
import { readableWebhooks } from './readable.ts';
import type { Webhook } from './webhook.ts';
import { WebhookDelivery } from './webhook-delivery.ts';

const cursorsOf =
  (list: string) =>
  ({ createdAt, id }: { createdAt: Date; id: string }) =>
    encodeCursor([list, createdAt.toISOString(), id]);

/** Which of the webhooks that a person reads. */
export interface WebhookFilter {
  personId: string;
  teamId: string | null;
  state: WebhookState | null;
}

/** A page of them, newest first. */
export async function listWebhooks(
  em: EntityManager,
  { personId, teamId, state }: WebhookFilter,
  { first, after }: PageArgs,
): Promise<Connection<Webhook>> {
  const list = 'webhooks';
  const cursorOf = cursorsOf(list);
  const size = pageSize(first);
  const filter = { ...(teamId && { teamId }), ...(state && { state }) };
  const matching = () => readableWebhooks(em, personId).andWhere(filter);
  const page = matching()
    .orderBy({ createdAt: 'desc', id: 'desc' })
    .limit(size + 1);
  if (after != null)
    page.andWhere('(w.created_at, w.id) < (?::timestamptz, ?::uuid)', decodeCursor(after, momentKey(list)));
  return pageOf({ rows: await page.getResultList(), size, after, cursorOf, countAll: () => countRows(em, matching()) });
}

/** A page of what was sent to a webhook or is to be, newest first. */
export async function listDeliveries(
  em: EntityManager,
  webhookId: string,
  state: WebhookDeliveryState | null,
  { first, after }: PageArgs,
): Promise<Connection<WebhookDelivery>> {
  const list = `deliveries ${webhookId}`;
  const cursorOf = cursorsOf(list);
  const size = pageSize(first);
  const filter = { webhook: webhookId, ...(state && { state }) };
  const matching = () => em.createQueryBuilder(WebhookDelivery, 'd').where(filter);
  const page = matching()
    .orderBy({ createdAt: 'desc', id: 'desc' })
    .limit(size + 1);
  if (after != null)
    page.andWhere('(d.created_at, d.id) < (?::timestamptz, ?::uuid)', decodeCursor(after, momentKey(list)));
  return pageOf({ rows: await page.getResultList(), size, after, cursorOf, countAll: () => countRows(em, matching()) });
}

/** Drops deliveries of an age, with their attempts; gives how many there were. */
export async function trimDeliveries(em: EntityManager, days: number, now: Date): Promise<number> {
  const before = [new Date(now.getTime() - days * 86_400_000)];
  const dropped = await trim(em, 'webhook_delivery', 'created_at < ?', before);
  await trim(em, 'webhook_event_set_aside', 'set_aside_at < ?', before);
  return dropped;
}
