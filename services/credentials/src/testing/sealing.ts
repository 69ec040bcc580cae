import { randomBytes } from 'node:crypto';
import { KeyRing, Sealing } from '@portal/service-kit';
import { WEBHOOK_SECRETS } from '../webhooks/secret.ts';

/** A key of its own that seals the secrets of webhooks. */
export function newSealing(): Sealing {
  return new Sealing({ d: randomBytes(32).toString('base64url') }, WEBHOOK_SECRETS);
}

/** The one that tests seal by where nothing hangs on which. */
export const testSealing = newSealing();

/** What tests open databases with. */
export const testKeys = { sealing: testSealing, personalData: new KeyRing([['test', randomBytes(32)]]) };
