import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Person, requirePerson } from '@portal/service-kit';
import { audit } from '../audit/audit.ts';
import type { CredentialsContext } from '../context.ts';
import { isId } from '../graph/ids.ts';
import { type Problem, Refused, refuse } from '../graph/problem.ts';
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

/** Does an act in a transaction of its own; a refusal rolls it back. */
export async function settle<Result>(
  ctx: CredentialsContext,
  act: (em: EntityManager, person: Person) => Promise<Result>,
): Promise<Outcome<Result>> {
  const person = requirePerson(ctx.caller);
  try {
    return { result: await ctx.em.fork().transactional((em) => act(em, person)), problems: [] };
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
  act: (opened: Opened) => Promise<Result>,
): Promise<Outcome<Result>> {
  return settle(ctx, async (em, person) => {
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
export function refuseIfNothingIsSent({ webhooks }: CredentialsContext, { state, sealedBy }: Webhook): void {
  if (state === 'DISABLED') refuse('NOT_ALLOWED', 'O webhook está desativado. Ative-o antes de enviar.');
  if (sealedBy !== webhooks.sealing.sealedBy) {
    refuse('NOT_ALLOWED', 'O segredo deste webhook precisa ser trocado. Gere um novo segredo antes de enviar.');
  }
}

/** The id of the webhook that a delivery belongs to; null for what is unknown. */
export async function webhookOfDelivery(em: EntityManager, id: string): Promise<string | null> {
  const delivery = isId(id) ? await em.findOne(WebhookDelivery, { id }, { fields: ['webhook'] }) : null;
  return delivery?.webhook.id ?? null;
}
