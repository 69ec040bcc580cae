import { refuseIfAny } from '@portal/service-kit';
import { audit } from '../audit/audit.ts';
import type { CredentialsContext } from '../context.ts';
import { endOfLine } from '../events/cursors.ts';
import { type Outcome, perform } from '../idempotency/perform.ts';
import { GIVES_SECRET } from './act-on-webhook.ts';
import { newWebhookSecret } from './secret.ts';
import { Webhook } from './webhook.ts';
import { type CreateWebhookInput, readWebhookFields } from './webhook-input.ts';
import { refuseOneMore, refuseUnlessAnswers } from './whose.ts';

/** A webhook with a secret that was just drawn, for the one time that it is shown. */
export interface DrawnWebhook {
  webhook: Webhook;
  secret: string;
}

/** Makes a webhook, of a team or of one's own. */
export function createWebhook(ctx: CredentialsContext, input: CreateWebhookInput): Promise<Outcome<DrawnWebhook>> {
  return perform(ctx, GIVES_SECRET, async (em, person) => {
    const { fields, problems } = readWebhookFields(input, ctx.webhooks.allowPrivate);
    refuseIfAny(problems);
    const teamId = input.teamId ?? person.ofTeam ?? null;
    const ownerId = teamId ?? person.id;
    if (teamId !== null) await refuseUnlessAnswers(em, person, teamId);
    await refuseOneMore(em, ownerId, teamId);
    const now = ctx.now();
    const { secret, kept } = await newWebhookSecret(ctx.sealing);
    const webhook = Object.assign(new Webhook(), {
      ownerId,
      teamId,
      createdById: person.id,
      description: '',
      ...fields,
      state: 'ACTIVE' as const,
      stateChangedAt: now,
      ...kept,
      secretIssuedAt: now,
      sincePos: String(await endOfLine(em)),
      createdAt: now,
    });
    em.persist(webhook);
    audit(em, { at: now, actorId: person.id, act: 'createWebhook', subject: 'WEBHOOK', subjectId: webhook.id });
    return { webhook, secret };
  });
}
