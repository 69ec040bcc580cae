import type { CredentialState, Moment } from '@portal/domain';

const EXPIRING_DAYS = 30;
const DAY_MS = 86_400_000;

/** Whether it is time to renew it: the last thirty days of one that is good. */
export function isExpiring(
  { state, expiresAt }: { readonly state: CredentialState; readonly expiresAt: Moment },
  now: Moment,
): boolean {
  const left = new Date(expiresAt).getTime() - new Date(now).getTime();
  return state === 'ACTIVE' && left > 0 && left < EXPIRING_DAYS * DAY_MS;
}
