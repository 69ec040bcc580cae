import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Environment, TEAM_POLICY, webhookEventName } from '@portal/domain';
import { arrayLiteral } from '@portal/service-kit';
import { completedRuns } from '../conformance/completed-run.ts';
import type { Change } from '../events/change.ts';
import { readLine } from '../events/cursors.ts';
import { eventOfChange, payloadOf, type WebhookSubject } from './event-of-change.ts';
import { lineUp } from './keep-in-order.ts';
import { setAside } from './set-aside.ts';
import { Webhook } from './webhook.ts';
import { WebhookDelivery } from './webhook-delivery.ts';

const PAGE = 200;

/**
 * Reads the live line on from where it was left, and writes a delivery for each webhook that is to be told. The place is
 * kept in the same transaction, under a lock: nothing is lost or doubled, however often or in how many processes this is
 * done.
 */
export async function dispatchEvents(em: EntityManager, now: Date): Promise<void> {
  let read: number;
  do {
    read = await em.fork().transactional((inside) => dispatchPage(inside, now));
  } while (read === PAGE);
}

async function dispatchPage(em: EntityManager, now: Date): Promise<number> {
  const [cursor] = await em.execute<{ pos: string }[]>('select pos from webhook_cursor for update');
  const changes = await readLine(em, Number(cursor?.pos ?? 0), PAGE);
  const last = changes.at(-1);
  if (!last) return 0;
  const told = await whoHears(em, changes);
  const webhooks = await webhooksOf(em, told);
  if (webhooks.length > 0) await dispatchAll(em, changes, { webhooks, told }, now);
  await em.execute('update webhook_cursor set pos = ?', [last.pos]);
  return changes.length;
}

/** Whose webhooks are told of what belongs to a team, or to a person: its own, and those of who answers for it; by its holder. */
type WhoHears = ReadonlyMap<string, readonly string[]>;

async function whoHears(em: EntityManager, changes: readonly Change[]): Promise<WhoHears> {
  const holders = [...new Set(changes.map(({ ownerId }) => ownerId))];
  const rows = await em.execute<{ team_id: string; person_id: string }[]>(
    `select team_id, person_id from team_member where team_id = any(?::uuid[]) and role = any(?)`,
    [arrayLiteral(holders), arrayLiteral(TEAM_POLICY.HEAR_BY_WEBHOOK)],
  );
  const members = Map.groupBy(rows, ({ team_id }) => team_id);
  return new Map(holders.map((id) => [id, [id, ...(members.get(id) ?? []).map(({ person_id }) => person_id)]]));
}

/** Locked, so that none is deleted meanwhile. */
function webhooksOf(em: EntityManager, told: WhoHears): Promise<Webhook[]> {
  const owners = [...new Set([...told.values()].flat())];
  return em.find(
    Webhook,
    { ownerId: { $in: owners }, state: 'ACTIVE' },
    { lockMode: LockMode.PESSIMISTIC_READ, orderBy: { id: 'asc' } },
  );
}

/** Who is told, by what. */
interface Audience {
  webhooks: readonly Webhook[];
  told: WhoHears;
}

/** All at once; where that fails one by one, and what fails then is set aside: nothing behind it waits for it. */
async function dispatchAll(
  em: EntityManager,
  changes: readonly Change[],
  audience: Audience,
  now: Date,
): Promise<void> {
  const failure = await attempt(em, (inside) => writeDeliveries(inside, changes, audience, now));
  if (failure === undefined) return;
  for (const change of changes) {
    for (const webhook of audience.webhooks) {
      const one = { ...audience, webhooks: [webhook] };
      const err = await attempt(em, (inside) => writeDeliveries(inside, [change], one, now));
      if (err !== undefined && codeOf(err) !== ALREADY_THERE) await setAside(em, change, err, now);
    }
  }
}

/** In a savepoint of its own; gives why it failed, and throws what may pass by itself. */
async function attempt(em: EntityManager, work: (inside: EntityManager) => Promise<void>): Promise<unknown> {
  try {
    await em.transactional(work, { clear: true });
    return undefined;
  } catch (error) {
    if (PASSING.has(codeOf(error).slice(0, 2))) throw error;
    return error;
  }
}

/** PostgreSQL's classes of errors that say nothing of the event: connection, deadlock, resources, locks, shutdown, system. */
const PASSING = new Set(['08', '40', '53', '55', '57', '58']);
const ALREADY_THERE = '23505';

function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

async function writeDeliveries(
  em: EntityManager,
  changes: readonly Change[],
  { webhooks, told }: Audience,
  now: Date,
): Promise<void> {
  const subjects = await subjectsOf(em, changes);
  const runs = await completedRuns(em, changes);
  for (const change of changes) {
    const event = eventOfChange(change, runs);
    const subject = subjects.get(change.subjectId);
    if (!event || !subject) continue;
    const hearing = webhooks.filter(
      ({ ownerId, eventTypes, sincePos }) =>
        told.get(change.ownerId)?.includes(ownerId) && eventTypes.includes(event.type) && Number(sincePos) < change.pos,
    );
    for (const webhook of hearing) {
      em.persist(
        Object.assign(new WebhookDelivery(), {
          webhook: em.getReference(Webhook, webhook.id),
          messageId: `msg_${change.id.replaceAll('-', '')}`,
          eventType: webhookEventName(event.type),
          requestId: subject.requestId,
          pos: String(change.pos),
          payload: payloadOf(event, change.at, subject),
          nextAttemptAt: now,
          createdAt: now,
        }),
      );
    }
  }
  await em.flush();
  const requestIds = [...new Set([...subjects.values()].map(({ requestId }) => requestId))];
  if (requestIds.length > 0) await lineUp(em, requestIds);
}

interface RequestRow {
  id: string;
  protocol: string;
  environment: Environment;
  credential_id: string | null;
}

/** What the changes are about, by the id of the request or the credential. */
async function subjectsOf(em: EntityManager, changes: readonly Change[]): Promise<Map<string, WebhookSubject>> {
  const ids = [...new Set(changes.map(({ subjectId }) => subjectId))];
  const places = ids.map(() => '?').join(', ');
  const rows = await em.execute<RequestRow[]>(
    `select id, protocol, environment, null as credential_id from access_request where id in (${places})
     union all
     select r.id, r.protocol, r.environment, c.id from credential c join access_request r on r.id = c.request_id
     where c.id in (${places})`,
    [...ids, ...ids],
  );
  return new Map(
    rows.map(({ id: requestId, protocol, environment, credential_id: credentialId }) => [
      credentialId ?? requestId,
      { requestId, ...(credentialId !== null && { credentialId }), protocol, environment },
    ]),
  );
}
