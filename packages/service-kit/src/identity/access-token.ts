import { createHash, randomInt } from 'node:crypto';
import { ACCESS_TOKEN_RANDOM, BASE_62, formatAccessToken } from '@portal/domain';

/** Draws the text of a token. */
export function drawAccessToken(prefix?: string): string {
  const random = Array.from({ length: ACCESS_TOKEN_RANDOM }, () => BASE_62[randomInt(BASE_62.length)]).join('');
  return formatAccessToken(random, prefix);
}

/** What is kept of it: 178 random bits need no salt. */
export function hashOfAccessToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
