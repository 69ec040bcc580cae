import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { TEAM_POLICY } from '@portal/domain';
import { arrayLiteral, RequiresScopes } from '@portal/service-kit';
import { Gauge, type Registry } from 'prom-client';
import { Field, ID, ObjectType } from 'type-graphql';
import type { Change } from '../events/change.ts';
import { logger } from '../logger.ts';
import type { Webhook } from './webhook.ts';

/** An event that could be told to nobody. */
@RequiresScopes('webhooks:write')
@ObjectType({
  description: 'An event that by a fault of the portal could not be sent. What it is about can still be read.',
})
export class WebhookEventSetAside {
  @Field(() => Date, { description: 'When that was noticed, right after the event as a rule.' })
  setAsideAt!: Date;

  @Field(() => ID, { nullable: true, description: 'The request it is about, if it is about one.' })
  accessRequestId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The credential it is about, if it is about one.' })
  credentialId!: string | null;
}

/** Puts an event away, so that those behind it are sent: its owner sees it at the webhook, the operator in log and metrics. */
export async function setAside(em: EntityManager, change: Change, err: unknown, now: Date): Promise<void> {
  const { pos, id, subject, subjectId } = change;
  logger.error({ err, pos, subject, subjectId }, 'an event could not be dispatched to webhooks: it is set aside');
  await em.execute(
    `insert into webhook_event_set_aside (pos, owner_id, subject, subject_id, at, set_aside_at)
     select pos, owner_id, subject, subject_id, at, ? from outbox where id = ? on conflict (pos) do nothing`,
    [now, id],
  );
}

const MOST_SHOWN = 50;

/** What a webhook was not told. */
export async function listSetAside(
  em: EntityManager,
  { ownerId, sincePos }: Pick<Webhook, 'ownerId' | 'sincePos'>,
): Promise<WebhookEventSetAside[]> {
  const rows = await em.execute<{ subject: Change['subject']; subject_id: string; set_aside_at: string }[]>(
    `select subject, subject_id, set_aside_at from webhook_event_set_aside
     where pos > ? and (owner_id = ? or owner_id in (
       select team_id from team_member where person_id = ? and role = any(?)))
     order by pos desc limit ${MOST_SHOWN}`,
    [sincePos, ownerId, ownerId, arrayLiteral(TEAM_POLICY.HEAR_BY_WEBHOOK)],
  );
  return rows.map(({ subject, subject_id: id, set_aside_at: at }) => ({
    setAsideAt: new Date(at),
    accessRequestId: subject === 'ACCESS_REQUEST' ? id : null,
    credentialId: subject === 'ACCESS_REQUEST' ? null : id,
  }));
}

/** How many there are. */
export async function countSetAside(em: EntityManager): Promise<number> {
  const [row] = await em.execute<{ count: string }[]>('select count(*) as count from webhook_event_set_aside');
  return Number(row?.count ?? 0);
}

/** Tells it in `/metrics`. */
export function measureSetAside(orm: MikroORM, registry: Registry): void {
  new Gauge({
    name: 'webhook_events_set_aside',
    help: 'Events of the last 30 days that could not be dispatched to webhooks; the log says why',
    registers: [registry],
    async collect() {
      const count = await countSetAside(orm.em.fork()).catch(() => undefined);
      // The other metrics are wanted all the more while the database is away.
      if (count !== undefined) this.set(count);
    },
  });
}
