import { Webhook as Signer } from 'standardwebhooks';
import type { Webhook } from './webhook.ts';
import type { WebhookDelivery } from './webhook-delivery.ts';

/** The headers of one attempt. While two secrets are good both sign, so that a receiver may change over in its own time. */
export function signedHeaders(
  { messageId, payload }: Pick<WebhookDelivery, 'messageId' | 'payload'>,
  secrets: Pick<Webhook, 'secret' | 'previousSecret' | 'previousSecretExpiresAt'>,
  at: Date,
): Record<string, string> {
  const { secret, previousSecret, previousSecretExpiresAt } = secrets;
  const overlaps = previousSecret !== null && previousSecretExpiresAt !== null && previousSecretExpiresAt > at;
  const signing = overlaps ? [secret, previousSecret] : [secret];
  return {
    'content-type': 'application/json',
    'user-agent': 'portal-de-servicos-webhooks/1',
    'webhook-id': messageId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signing.map((key) => new Signer(key).sign(messageId, at, payload)).join(' '),
  };
}
