import { createHash, randomBytes } from 'node:crypto';

/** What a link holds, and what is kept of it: 256 random bits need no salt. */
export function newLinkSecret(): { secret: string; hash: string } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, hash: hashOfLink(secret) };
}

/** By which a link is found. */
export function hashOfLink(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
