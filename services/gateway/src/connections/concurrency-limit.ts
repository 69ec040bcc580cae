/** Gives back what was taken; again, it does nothing. */
export type GiveBack = () => void;

/** Counts what each caller holds at once; none may hold more than so many. */
export class ConcurrencyLimit {
  private readonly held = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** What this caller holds. */
  of(caller: string): number {
    return this.held.get(caller) ?? 0;
  }

  /** One more for this caller; undefined where they hold all that they may, with what they hold elsewhere. */
  take(caller: string, elsewhere = 0): GiveBack | undefined {
    const holding = this.of(caller);
    if (holding + elsewhere >= this.most) return undefined;
    this.held.set(caller, holding + 1);
    let given = false;
    return () => {
      if (!given) this.giveBack(caller);
      given = true;
    };
  }

  private giveBack(caller: string): void {
    const left = this.of(caller) - 1;
    if (left > 0) this.held.set(caller, left);
    else this.held.delete(caller);
  }
}
