/** What an authority says of a certificate, or of all that it issued. */
export interface Standing {
  /** Null where it was not revoked. */
  revokedAt: Date | null;
  /** Until when that may be kept; null where it says nothing of that. */
  until: Date | null;
}

/** Clocks differ. */
const SKEW_MS = 5 * 60_000;
/** What says nothing of its end is believed that long. */
const MOST_WITHOUT_END_MS = 86_400_000;

/** Throws where what an authority said does not count yet, or any more. */
export function inForce({ from, until }: { from: Date; until: Date | null }, now: Date): void {
  const end = until?.getTime() ?? from.getTime() + MOST_WITHOUT_END_MS;
  if (from.getTime() > now.getTime() + SKEW_MS || end < now.getTime() - SKEW_MS) {
    throw new Error('the answer is not of now');
  }
}
