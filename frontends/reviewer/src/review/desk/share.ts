/** How much of the desk's width the proof takes, in percent. */
export const SHARES = { least: 30, most: 70, usual: 52, step: 2 } as const;

/** A share that leaves both sides room to read. */
export function shareWithin(share: number): number {
  return Math.min(SHARES.most, Math.max(SHARES.least, Math.round(share)));
}

/** The share as it was kept; the usual one where nothing, or nonsense, was. */
export function keptShare(kept: unknown): number {
  return typeof kept === 'number' ? shareWithin(kept) : SHARES.usual;
}

/** The share that a key leads to on the separator; undefined for keys that are not its own. */
export function shareByKey(share: number, key: string): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return shareWithin(share - SHARES.step);
    case 'ArrowRight':
      return shareWithin(share + SHARES.step);
    case 'Home':
      return SHARES.least;
    case 'End':
      return SHARES.most;
    default:
      return undefined;
  }
}
