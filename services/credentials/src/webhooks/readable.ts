import type { EntityManager } from '@mikro-orm/postgresql';
import { type QueryBuilder, sql } from '@mikro-orm/postgresql';
import { mine } from '../teams/holders.ts';
import { Webhook } from './webhook.ts';
import { WebhookAttempt } from './webhook-attempt.ts';
import { WebhookDelivery } from './webhook-delivery.ts';

// A person reads their own, and those of their teams; by one statement, so that what is another's takes as long as what is
// not there.

const readBy = (personId: string) => sql`w.owner_id in (select holder_id from ${mine(personId)})`;

/** All that a person reads. */
export function readableWebhooks(em: EntityManager, personId: string): QueryBuilder<Webhook, 'w'> {
  return em.createQueryBuilder(Webhook, 'w').where(readBy(personId));
}

/** One of them; null for what is another's. */
export function readableWebhook(em: EntityManager, personId: string, id: string): Promise<Webhook | null> {
  return readableWebhooks(em, personId).andWhere({ id }).getSingleResult();
}

/** One of what was sent to them; null for what is another's. */
export function readableDelivery(em: EntityManager, personId: string, id: string): Promise<WebhookDelivery | null> {
  return em
    .createQueryBuilder(WebhookDelivery, 'd')
    .innerJoin('d.webhook', 'w')
    .where({ id })
    .andWhere(readBy(personId))
    .getSingleResult();
}

/** One of the attempts; null for what is another's. */
export function readableAttempt(em: EntityManager, personId: string, id: string): Promise<WebhookAttempt | null> {
  return em
    .createQueryBuilder(WebhookAttempt, 'a')
    .innerJoin('a.delivery', 'd')
    .innerJoin('d.webhook', 'w')
    .where({ id })
    .andWhere(readBy(personId))
    .getSingleResult();
}
