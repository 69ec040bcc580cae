import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { teamMay } from '@portal/domain';
import { isId, type Person, refuse, requirePerson } from '@portal/service-kit';
import { audit } from '../audit/audit.ts';
import type { CredentialsContext } from '../context.ts';
import { type Given, type Outcome, perform } from '../idempotency/perform.ts';
import { membersOf } from '../teams/members.ts';
import type { DrawnWebhook } from './create.ts';
import { readableDelivery, readableWebhook, readableWebhooks } from './readable.ts';
import type { Webhook } from './webhook.ts';
import type { WebhookDelivery } from './webhook-delivery.ts';

/** A webhook under its lock, in the transaction that changes it. */
export interface Opened {
  em: EntityManager;
  webhook: Webhook;
  person: Person;
  now: Date;
}

// Given again to who still reads it alone: who did it may have left its team since.

/** A webhook as it is now. */
export const GIVES_WEBHOOK: Given<Webhook> = {
  remember: ({ id }) => ({ id }),
  again: (em, { id }, person) => stillThere(readableWebhook(em, person.id, id)),
};

/** A webhook as it is now, with the secret that was drawn then. */
export const GIVES_SECRET: Given<DrawnWebhook> = {
  remember: ({ webhook: { id }, secret }) => ({ id, secret }),
  again: async (em, { id, secret = '' }, person) => ({
    webhook: await stillThere(readableWebhook(em, person.id, id)),
    secret,
  }),
};

/** A delivery as it is now. */
export const GIVES_DELIVERY: Given<WebhookDelivery> = {
  remember: ({ id }) => ({ id }),
  again: (em, { id }, person) => stillThere(readableDelivery(em, person.id, id)),
};

async function stillThere<Found>(looking: Promise<Found | null>): Promise<Found> {
  return (await looking) ?? refuse('NOT_FOUND', 'O que este pedido fez já não existe mais.', ['idempotencyKey']);
}

/** Does an act to a webhook of one's own, or of a team that one answers for, under its lock, written down in the audit. */
export function actOnWebhook<Result>(
  ctx: CredentialsContext,
  id: string,
  name: string,
  gives: Given<Result>,
  act: (opened: Opened) => Promise<Result>,
): Promise<Outcome<Result>> {
  return perform(ctx, gives, async (em, person) => {
    const now = ctx.now();
    const webhook = isId(id) ? await lockReadable(em, person, id) : null;
    if (!webhook) return refuse('NOT_FOUND', 'Não encontramos este webhook. Ele pode ser de outra pessoa.', ['id']);
    await refuseUnlessLooksAfter(em, person, webhook);
    const result = await act({ em, webhook, person, now });
    audit(em, { at: now, actorId: person.id, act: name, subject: 'WEBHOOK', subjectId: id });
    return result;
  });
}

function lockReadable(em: EntityManager, person: Person, id: string): Promise<Webhook | null> {
  return readableWebhooks(em, person.id).andWhere({ id }).setLockMode(LockMode.PESSIMISTIC_WRITE).getSingleResult();
}

/** Read by itself, under the lock: whoever left while they waited for it is not of the team any more. */
async function refuseUnlessLooksAfter(em: EntityManager, { id }: Person, { teamId }: Webhook): Promise<void> {
  if (teamId === null || teamMay((await membersOf(em, teamId))[id] ?? null, 'MANAGE_WEBHOOKS')) return;
  refuse('NOT_ALLOWED', 'Só quem é gestor da equipe cuida dos webhooks dela.');
}

/** Refuses to send to what is disabled, or what nothing can be signed for. */
export function refuseIfNothingIsSent({ sealing }: CredentialsContext, { state, sealedBy }: Webhook): void {
  if (state === 'DISABLED') refuse('NOT_ALLOWED', 'O webhook está desativado. Ative-o antes de enviar.');
  if (sealedBy !== sealing.sealedBy) {
    refuse('NOT_ALLOWED', 'O segredo deste webhook precisa ser trocado. Gere um novo segredo antes de enviar.');
  }
}

/** The id of the webhook that a delivery belongs to; null for what is unknown, or another's. */
export async function webhookOfDelivery({ caller, em }: CredentialsContext, id: string): Promise<string | null> {
  const { id: personId } = requirePerson(caller);
  const delivery = isId(id) ? await readableDelivery(em, personId, id) : null;
  return delivery?.webhook.id ?? null;
}
