import { randomBytes } from 'node:crypto';

/** A new secret of 256 random bits, written as Standard Webhooks has it. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}
