import { Webhook as Signer } from 'standardwebhooks';
import type { WebhookDelivery } from './webhook-delivery.ts';

/** The headers of one attempt. While two secrets are good both sign, so that a receiver may change over in its own time. */
export function signedHeaders(
  { messageId, payload }: Pick<WebhookDelivery, 'messageId' | 'payload'>,
  secrets: readonly string[],
  at: Date,
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'portal-de-servicos-webhooks/1',
    'webhook-id': messageId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Signer(secret).sign(messageId, at, payload)).join(' '),
  };
}
