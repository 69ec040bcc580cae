import type { Bill } from './bill.ts';

/** Headers that an answer for everybody does not have. */
export const LIMIT_HEADERS = ['ratelimit-policy', 'ratelimit'] as const;

/** What an HTTP answer says of its caller's budget (draft-ietf-httpapi-ratelimit-headers, RFC 9110 §10.2.3). */
export function limitHeaders(bill: Bill): Record<string, string> {
  const { policy, limit, windowSeconds } = bill.account;
  return {
    'ratelimit-policy': `"${policy}";q=${limit.burst};w=${windowSeconds}`,
    ratelimit: `"${policy}";r=${bill.remaining};t=${bill.secondsToFull}`,
    ...(bill.retryAfter !== undefined && { 'retry-after': String(bill.retryAfter) }),
  };
}
