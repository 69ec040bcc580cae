import type { MikroORM } from '@mikro-orm/postgresql';
import { type AccessRequestAction, type AccessRequestState, WebhookEventType } from '@portal/domain';
import { endOfLine } from '../events/cursors.ts';
import { OutboxEntry } from '../events/outbox-entry.ts';
import type { AccessRequest } from '../requests/access-request.ts';
import { newWebhookSecret } from '../webhooks/secret.ts';
import { Webhook } from '../webhooks/webhook.ts';
import { ana } from './people.ts';
import { testSealing } from './sealing.ts';

/** Puts a webhook into the database, told of everything; gives its secret. */
export async function insertWebhook(
  orm: MikroORM,
  url: string,
  now: Date,
  facts: Partial<Webhook> = {},
): Promise<{ id: string; secret: string }> {
  const em = orm.em.fork();
  const { secret, kept } = await newWebhookSecret(testSealing);
  const webhook = Object.assign(new Webhook(), {
    ownerId: ana.id,
    url,
    description: '',
    eventTypes: Object.values(WebhookEventType),
    state: 'ACTIVE' as const,
    stateChangedAt: now,
    ...kept,
    secretIssuedAt: now,
    sincePos: String(await endOfLine(em)),
    createdAt: now,
    ...facts,
  });
  await em.persist(webhook).flush();
  return { id: webhook.id, secret };
}

/** Puts a change of a request on the live line, as an act does. */
export async function happens(
  orm: MikroORM,
  request: Pick<AccessRequest, 'id' | 'ownerId'>,
  act: AccessRequestAction,
  at: Date,
  to: AccessRequestState = 'DRAFT',
): Promise<void> {
  const em = orm.em.fork();
  const entry = Object.assign(new OutboxEntry(), { at, act, to, subject: 'ACCESS_REQUEST' as const });
  entry.subjectId = request.id;
  entry.ownerId = request.ownerId;
  await em.persist(entry).flush();
}
