import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { TEAM_POLICY } from '@portal/domain';
import { arrayLiteral } from '@portal/service-kit';
import { WebhookDelivery } from './webhook-delivery.ts';

/** How long a claim holds: longer than an attempt can take, so that only a process that died loses it. */
export const CLAIM_MS = 60_000;

/** How many deliveries to the webhooks of one person or team are under way at once, so that one who hangs holds nobody else up. */
const MOST_OF_OWNER = 2;

/** And how many to one receiver's host, whosever they are: a software house that hangs is told for many. */
const MOST_OF_HOST = 8;

/** Whose deliveries are claimed, and when. */
export interface Claiming {
  most: number;
  /** Only of webhooks whose secrets this key opens: nothing else could be signed. */
  sealedBy: string;
  now: Date;
}

/**
 * Claims deliveries that are due, for this process alone. One that failed holds back the later events of the same request
 * for the same webhook until it is through; tests and replays neither wait nor hold back.
 */
export async function claimDue(em: EntityManager, { most, sealedBy, now }: Claiming): Promise<WebhookDelivery[]> {
  const claimId = randomUUID();
  const claimed = await em.execute<{ id: string }[]>(CLAIM, [
    now,
    now,
    now,
    MOST_OF_OWNER,
    sealedBy,
    MOST_OF_OWNER,
    claimId,
    new Date(now.getTime() + CLAIM_MS),
    MOST_OF_HOST,
    now,
    now,
    most,
  ]);
  if (claimed.length === 0) return [];
  const ids = claimed.map(({ id }) => id);
  const unheard = await endUnheard(em, ids, { claimId, now });
  const left = await em
    .fork()
    .find(WebhookDelivery, { id: { $in: ids }, claimId }, { populate: ['webhook'], orderBy: { id: 'asc' } });
  return unheard > 0 && left.length === 0 ? claimDue(em, { most, sealedBy, now }) : left;
}

/**
 * Ends what was claimed of requests that are not their webhook's owner's to hear of any more, with what waits behind it: a
 * person left the team or answers for it no more, or it went to another one since the event.
 */
async function endUnheard(
  em: EntityManager,
  ids: string[],
  { claimId, now }: { claimId: string; now: Date },
): Promise<number> {
  const ended = await em.execute<unknown[]>(
    `update webhook_delivery d
     set state = 'FAILED', finished_at = ?, next_attempt_at = null, claim_id = null, claimed_until = null
     from webhook w, access_request r
     where w.id = d.webhook_id and r.id = d.request_id and d.state = 'PENDING'
       and (d.webhook_id, d.request_id) in (select webhook_id, request_id from webhook_delivery where id = any(?::uuid[]))
       and (d.claim_id is null or d.claim_id = ?)
       and r.holder_id <> w.owner_id and not exists (
         select 1 from team_member m
         where m.team_id = r.team_id and m.person_id = w.owner_id and m.role = any(?))
     returning d.id`,
    [now, arrayLiteral(ids), claimId, arrayLiteral(TEAM_POLICY.HEAR_BY_WEBHOOK)],
  );
  return ended.length;
}

/** Lets a claim go, as if it had never been: what was under way is sent again. */
export async function releaseClaim(em: EntityManager, { id, claimId }: WebhookDelivery): Promise<void> {
  await em.execute('update webhook_delivery set claim_id = null, claimed_until = null where id = ? and claim_id = ?', [
    id,
    claimId,
  ]);
}

const HOST = `lower(substring(w.url from '^[^:]+://([^/:]+)'))`;

/**
 * However long the backlog is, each webhook is asked for its first few: one step of an index a webhook that something waits
 * for, and one a candidate. What waits behind another of its request is not due (`keepInOrder`), so that few are passed over.
 * Another process may claim what this one has just chosen: those rows are locked or changed by then, and passed over.
 */
const CLAIM = `
  with recursive waiting as (
    (select webhook_id from webhook_delivery where state = 'PENDING' order by webhook_id limit 1)
    union all
    select (
      select d.webhook_id from webhook_delivery d
      where d.state = 'PENDING' and d.webhook_id > waiting.webhook_id order by d.webhook_id limit 1
    ) from waiting where waiting.webhook_id is not null
  ), held as materialized (
    select w.owner_id, ${HOST} as host
    from webhook_delivery d join webhook w on w.id = d.webhook_id
    where d.claimed_until > ?
  ), candidates as materialized (
    select first.id, first.next_attempt_at, first.pos, w.owner_id, ${HOST} as host
    from waiting join webhook w on w.id = waiting.webhook_id
    cross join lateral (
      select d.id, d.next_attempt_at, d.pos from webhook_delivery d
      where d.webhook_id = w.id and d.state = 'PENDING'
        and d.next_attempt_at <= ? and (d.claimed_until is null or d.claimed_until <= ?)
        and (d.once or not exists (
          select 1 from webhook_delivery earlier
          where earlier.webhook_id = d.webhook_id and earlier.request_id = d.request_id and earlier.pos < d.pos
            and earlier.state = 'PENDING' and not earlier.once
        ))
      order by d.next_attempt_at, d.pos, d.id limit ?
    ) first
    where w.state = 'ACTIVE' and w.sealed_by = ?
  ), of_owners as (
    select id, next_attempt_at, pos, host, row_number() over (
      partition by owner_id order by next_attempt_at, pos, id
    ) + (select count(*) from held where held.owner_id = candidates.owner_id) as place
    from candidates
  ), of_hosts as (
    select id, row_number() over (partition by host order by next_attempt_at, pos, id) + (
      select count(*) from held where held.host = of_owners.host
    ) as place
    from of_owners where place <= ?
  )
  update webhook_delivery set claim_id = ?, claimed_until = ?
  where id in (
    select id from webhook_delivery
    where id = any (array(select id from of_hosts where place <= ?))
      and state = 'PENDING' and next_attempt_at <= ? and (claimed_until is null or claimed_until <= ?)
    order by next_attempt_at, pos
    limit ?
    for update skip locked
  )
  returning id`;
