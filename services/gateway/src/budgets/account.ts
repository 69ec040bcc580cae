import { type BudgetClass, type BudgetLimit, classOf } from '../budget-limits.ts';

const MINUTE_MS = 60_000;

/** A bucket fills within ten minutes, as the configuration sees to: what takes an hour was written by another clock. */
export const LONGEST_DEBT_MS = 60 * MINUTE_MS;

/**
 * A caller's token bucket. What it holds follows from one number, when it would be full again (as in the generic cell rate
 * algorithm): so spendings of several gateways are sums, in any order, and nothing has to be written while it fills.
 */
export class Account {
  readonly policy: BudgetClass;
  private readonly msForPoint: number;

  constructor(
    readonly caller: string,
    readonly limit: BudgetLimit,
    /** In milliseconds of the epoch; long ago for one that is full. */
    public fullAt: number,
  ) {
    this.policy = classOf(caller);
    this.msForPoint = MINUTE_MS / limit.perMinute;
  }

  /** What is left, parts of points included. Below zero where several gateways let spend at once. */
  points(now: number): number {
    return this.limit.burst - this.msUntilFull(now) / this.msForPoint;
  }

  msUntilFull(now: number): number {
    const debt = this.fullAt - now;
    return debt > LONGEST_DEBT_MS ? 0 : Math.max(0, debt);
  }

  /** When there will be so many points; at once where there are. */
  msUntil(points: number, now: number): number {
    return Math.max(0, (points - this.points(now)) * this.msForPoint);
  }

  /** Takes points, or with a number below zero gives them back; answers by how much later it is full. */
  spend(points: number, now: number): number {
    const ms = points * this.msForPoint;
    this.fullAt = now + this.msUntilFull(now) + ms;
    return ms;
  }

  /** Seconds in which an empty one fills. */
  get windowSeconds(): number {
    return Math.ceil((this.limit.burst * this.msForPoint) / 1_000);
  }
}
