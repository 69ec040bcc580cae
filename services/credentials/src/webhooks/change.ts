import { parseOverlapHours } from '@portal/domain';
import { refuse, refuseIfAny } from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';
import { endOfLine } from '../events/cursors.ts';
import { GIVES_ID, type Outcome } from '../idempotency/perform.ts';
import { actOnWebhook, GIVES_SECRET, GIVES_WEBHOOK, type Opened } from './act-on-webhook.ts';
import type { DrawnWebhook } from './create.ts';
import { disableWebhook } from './record-attempt.ts';
import { newWebhookSecret } from './secret.ts';
import type { Webhook } from './webhook.ts';
import { readWebhookFields, type UpdateWebhookInput } from './webhook-input.ts';
import { refuseOneMore, refuseUnlessAnswers } from './whose.ts';

/** Changes what is given, and starts or stops it. */
export async function updateWebhook(ctx: CredentialsContext, input: UpdateWebhookInput): Promise<Outcome<Webhook>> {
  const outcome = await actOnWebhook(ctx, input.id, 'updateWebhook', GIVES_WEBHOOK, async (opened) => {
    const { webhook } = opened;
    if (webhook.version !== input.version) {
      return refuse('STALE_VERSION', 'O webhook foi alterado enquanto isso. Atualize a página.', ['version']);
    }
    const { fields, problems } = readWebhookFields(input, ctx.webhooks.allowPrivate);
    refuseIfAny(problems);
    if (input.teamId != null && input.teamId !== webhook.teamId) await giveToTeam(opened, input.teamId);
    Object.assign(webhook, fields);
    noteChange(opened);
    if (input.state != null && input.state !== webhook.state) await changeState(opened, input.state);
    return webhook;
  });
  ctx.webhooks.wake();
  return outcome;
}

/** From then on it is told of that team alone; what it was told of others, or still waits to be, is dropped. */
async function giveToTeam({ em, webhook, person }: Opened, teamId: string): Promise<void> {
  if (webhook.teamId !== null) refuse('NOT_ALLOWED', 'Este webhook já é de uma equipe.', ['teamId']);
  await refuseUnlessAnswers(em, person, teamId);
  await refuseOneMore(em, teamId, teamId);
  Object.assign(webhook, { ownerId: teamId, teamId, createdById: person.id });
  // All of the team read what was sent to it.
  await em.execute(
    `delete from webhook_delivery d where d.webhook_id = ? and d.request_id is not null and not exists (
       select 1 from access_request r where r.id = d.request_id and r.holder_id = ?)`,
    [webhook.id, teamId],
  );
}

function noteChange({ webhook, person, now }: Opened): void {
  Object.assign(webhook, { changedById: person.id, changedAt: now });
}

async function changeState({ em, webhook, person, now }: Opened, state: Webhook['state']): Promise<void> {
  if (state === 'DISABLED') return disableWebhook(em, webhook, 'OWNER', person.id, now);
  // What happened while it was disabled is not told to it, even where it is not dispatched yet.
  const sincePos = String(await endOfLine(em));
  Object.assign(webhook, { state, disabledReason: null, stateChangedAt: now, sincePos });
  await em.execute(`update webhook_delivery set next_attempt_at = ? where webhook_id = ? and state = 'PENDING'`, [
    now,
    webhook.id,
  ]);
}

/** Draws a new secret; the one before it signs along for so many hours, where it can still be opened. */
export function rotateWebhookSecret(
  ctx: CredentialsContext,
  id: string,
  overlapHours: number,
): Promise<Outcome<DrawnWebhook>> {
  const { sealing } = ctx;
  return actOnWebhook(ctx, id, 'rotateWebhookSecret', GIVES_SECRET, async (opened) => {
    const { webhook, now } = opened;
    const overlap = parseOverlapHours(overlapHours);
    if (!overlap.ok) return refuse('INVALID', overlap.message, ['overlapHours']);
    const overlaps = overlap.value > 0 && webhook.sealedBy === sealing.sealedBy;
    const { secret, kept } = await newWebhookSecret(sealing);
    Object.assign(webhook, {
      sealedPreviousSecret: overlaps ? webhook.sealedSecret : null,
      previousSecretExpiresAt: overlaps ? new Date(now.getTime() + overlap.value * 3_600_000) : null,
      ...kept,
      secretIssuedAt: now,
    });
    noteChange(opened);
    return { webhook, secret };
  });
}

/** Takes a webhook away, with all that was sent to it and all that was to be. */
export function deleteWebhook(ctx: CredentialsContext, id: string): Promise<Outcome<string>> {
  return actOnWebhook(ctx, id, 'deleteWebhook', GIVES_ID, async ({ em, webhook }) => {
    em.remove(webhook);
    return id;
  });
}
