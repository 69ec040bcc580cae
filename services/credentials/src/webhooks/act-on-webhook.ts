import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import {
  type Answered,
  isId,
  once,
  type Person,
  type Problem,
  Refused,
  refuse,
  requirePerson,
} from '@portal/service-kit';
import { audit } from '../audit/audit.ts';
import type { CredentialsContext } from '../context.ts';
import type { DrawnWebhook } from './create.ts';
import { Webhook } from './webhook.ts';
import { WebhookDelivery } from './webhook-delivery.ts';

/** A webhook under its lock, in the transaction that changes it. */
export interface Opened {
  em: EntityManager;
  webhook: Webhook;
  person: Person;
  now: Date;
}

/** What an act gave, or why it was refused. */
export interface Outcome<Result> {
  result: Result | null;
  problems: readonly Problem[];
}

/** What an act gives, and how it is given again to who sends it again with the same key. */
export interface Given<Result> {
  remember(result: Result): Answered;
  again(em: EntityManager, answered: Answered): Promise<Result>;
}

/** A webhook as it is now. */
export const GIVES_WEBHOOK: Given<Webhook> = {
  remember: ({ id }) => ({ id }),
  again: (em, { id }) => stillThere(em.findOne(Webhook, { id })),
};

/** A webhook as it is now, with the secret that was drawn then. */
export const GIVES_SECRET: Given<DrawnWebhook> = {
  remember: ({ webhook: { id }, secret }) => ({ id, secret }),
  again: async (em, { id, secret = '' }) => ({ webhook: await stillThere(em.findOne(Webhook, { id })), secret }),
};

/** A delivery as it is now. */
export const GIVES_DELIVERY: Given<WebhookDelivery> = {
  remember: ({ id }) => ({ id }),
  again: (em, { id }) => stillThere(em.findOne(WebhookDelivery, { id })),
};

/** The id alone. */
export const GIVES_ID: Given<string> = {
  remember: (id) => ({ id }),
  again: async (_em, { id }) => id,
};

async function stillThere<Found>(looking: Promise<Found | null>): Promise<Found> {
  return (await looking) ?? refuse('NOT_FOUND', 'O que este pedido fez já não existe mais.', ['idempotencyKey']);
}

/** Does an act in a transaction of its own, once for a key; a refusal rolls it back. */
export async function perform<Result>(
  ctx: CredentialsContext,
  { remember, again }: Given<Result>,
  act: (em: EntityManager, person: Person) => Promise<Result>,
): Promise<Outcome<Result>> {
  const person = requirePerson(ctx.caller);
  try {
    const result = await ctx.em.fork().transactional(async (em) => {
      let given: { result: Result } | undefined;
      const answered = await once(em, ctx, async () => {
        given = { result: await act(em, person) };
        return remember(given.result);
      });
      return given ? given.result : again(em, answered);
    });
    return { result, problems: [] };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { result: null, problems: error.problems };
  }
}

/** The same with one's own webhook under its lock, written down in the audit. */
export function actOnWebhook<Result>(
  ctx: CredentialsContext,
  id: string,
  name: string,
  gives: Given<Result>,
  act: (opened: Opened) => Promise<Result>,
): Promise<Outcome<Result>> {
  return perform(ctx, gives, async (em, person) => {
    const now = ctx.now();
    const webhook = isId(id)
      ? await em.findOne(Webhook, { id, ownerId: person.id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
      : null;
    if (!webhook) return refuse('NOT_FOUND', 'Não encontramos este webhook. Ele pode ser de outra pessoa.', ['id']);
    const result = await act({ em, webhook, person, now });
    audit(em, { at: now, actorId: person.id, act: name, subject: 'WEBHOOK', subjectId: id });
    return result;
  });
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
  const webhook = { ownerId: requirePerson(caller).id };
  const delivery = isId(id) ? await em.findOne(WebhookDelivery, { id, webhook }, { fields: ['webhook'] }) : null;
  return delivery?.webhook.id ?? null;
}
