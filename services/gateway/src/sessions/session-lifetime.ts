/** A session that nobody used for so long is over, where the configuration says nothing shorter. */
export const SESSION_IDLE_MS = 8 * 3_600_000;

/** A session is over after so long, used or not. */
export const SESSION_LONGEST_MS = 24 * 3_600_000;

/** So long after somebody proved by a second factor that it is them, or signed in, they may do what waits for that. */
export const SECOND_FACTOR_MS = 10 * 60_000;

/** The moment at which a session is over, unless it is used before. */
export function expiryOf({ createdAt, lastSeenAt }: { createdAt: Date; lastSeenAt: Date }, idleMs: number): Date {
  return new Date(Math.min(createdAt.getTime() + SESSION_LONGEST_MS, lastSeenAt.getTime() + idleMs));
}
