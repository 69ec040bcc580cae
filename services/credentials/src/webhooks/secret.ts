import { randomBytes } from 'node:crypto';
import type { Sealing } from '@portal/service-kit';
import type { Webhook } from './webhook.ts';

/** What a key of the service's own seals webhook secrets for. */
export const WEBHOOK_SECRETS = 'portal-de-servicos:webhook-secrets';

/** A secret that was just drawn: as it is shown, once, and as it is kept. */
export interface NewSecret {
  secret: string;
  kept: Pick<Webhook, 'sealedSecret' | 'sealedBy'>;
}

/** Draws a secret of 256 random bits, written as Standard Webhooks has it. */
export async function newWebhookSecret(sealing: Sealing): Promise<NewSecret> {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  return { secret, kept: { sealedSecret: await sealing.seal(secret), sealedBy: sealing.sealedBy } };
}

/** The secrets that sign at a moment: the current one, and the one before it within its overlap. */
export async function signingSecrets(
  webhook: Pick<Webhook, 'sealedSecret' | 'sealedPreviousSecret' | 'previousSecretExpiresAt'>,
  sealing: Sealing,
  at: Date,
): Promise<string[]> {
  const { sealedSecret, sealedPreviousSecret, previousSecretExpiresAt } = webhook;
  const overlaps = sealedPreviousSecret !== null && previousSecretExpiresAt !== null && previousSecretExpiresAt > at;
  const sealed = overlaps ? [sealedSecret, sealedPreviousSecret] : [sealedSecret];
  return Promise.all(sealed.map((one) => sealing.unseal(one)));
}
