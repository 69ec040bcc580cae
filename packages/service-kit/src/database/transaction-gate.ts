import { DatabaseBusy } from './refused-wait.ts';

/** So many connections are left to who only reads. */
const KEPT_FOR_READING = 3;

/**
 * Lets so many transactions run at once that some connections are always left: those that wait for a row that somebody
 * holds would take them all, and with them the reads of everybody else.
 */
export class TransactionGate {
  private free: number;
  private readonly waiting = new Set<() => void>();

  constructor(
    connections: number,
    private readonly waitMs: number,
  ) {
    this.free = Math.max(1, connections - KEPT_FOR_READING);
  }

  /** Runs a transaction when its turn comes; refuses where that takes too long. */
  async pass<Result>(transaction: () => Promise<Result>): Promise<Result> {
    if (this.free > 0) this.free -= 1;
    else await this.turn();
    try {
      return await transaction();
    } finally {
      this.leave();
    }
  }

  private turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = () => {
        clearTimeout(late);
        this.waiting.delete(go);
        resolve();
      };
      const late = setTimeout(() => {
        this.waiting.delete(go);
        reject(new DatabaseBusy('all transactions wait for others'));
      }, this.waitMs);
      this.waiting.add(go);
    });
  }

  /** Who goes hands the place to who waits longest. */
  private leave(): void {
    const [next] = this.waiting;
    if (next) next();
    else this.free += 1;
  }
}
