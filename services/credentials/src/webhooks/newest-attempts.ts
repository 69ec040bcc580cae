import type { EntityManager } from '@mikro-orm/postgresql';
import { WebhookAttempt } from './webhook-attempt.ts';

const MOST = 50;

/** The newest attempts of each of these deliveries, newest first. */
export function newestAttempts(em: EntityManager, deliveryIds: readonly string[]): Promise<WebhookAttempt[]> {
  const places = deliveryIds.map(() => '?').join(', ');
  const ids = `select id from (
    select id, row_number() over (partition by delivery_id order by at desc, id desc) as place
    from webhook_attempt where delivery_id in (${places})) as placed where place <= ?`;
  return em
    .createQueryBuilder(WebhookAttempt, 'a')
    .where(`a.id in (${ids})`, [...deliveryIds, MOST])
    .orderBy({ at: 'desc', id: 'desc' })
    .getResultList();
}
