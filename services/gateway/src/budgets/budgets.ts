import { setTimeout as after } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { type BudgetLimits, classOf } from '../budget-limits.ts';
import type { Clock } from '../clock.ts';
import { logger } from '../logger.ts';
import { Account } from './account.ts';
import { Bill } from './bill.ts';
import type { BudgetStore, FullTimes } from './budget-store.ts';

/** What was spent goes to the store so often. */
const SAVE_MS = 200;
/** A store that failed is left alone so long. */
const AWAY_MS = 2_000;
/** A caller is not kept waiting longer for what they spent elsewhere. */
const READ_WITHIN_MS = 1_000;
/** What is known while the store is away. */
const NOBODY_OWES: FullTimes = new Map();
/** The most callers in memory; some 10 MB. */
const MOST_ACCOUNTS = 50_000;

/** What a caller spent and the store does not have yet. */
interface Debt {
  account: Account;
  ms: number;
  /** When the first of it was spent. */
  since: number;
}

/**
 * The budgets of all callers. A gateway charges in memory at once; every fraction of a second it brings what was spent to
 * the store, in one go for all, and learns what other gateways let be spent meanwhile. So a caller may overspend by what
 * each gateway lets through in that fraction, and no operation waits, but a caller's first.
 */
export class Budgets implements AsyncDisposable {
  private readonly accounts = new LRUCache<string, Account>({ max: MOST_ACCOUNTS });
  private unsaved = new Map<string, Debt>();
  private underWay: ReadonlyMap<string, Debt> = new Map();
  private readonly wanted = new Map<string, PromiseWithResolvers<Account>>();
  private reading = false;
  private awayUntil = 0;
  private save: NodeJS.Timeout | undefined;
  private saving: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: BudgetStore,
    private readonly limits: BudgetLimits,
    private readonly now: Clock,
    private readonly onRefused: (account: Account) => void = () => {},
  ) {}

  /** Opens the bill of one operation of a caller, named by their key. */
  async billFor(caller: string): Promise<Bill> {
    const account = this.known(caller) ?? (await this.read(caller));
    return new Bill(account, this);
  }

  /** Takes points from an account. */
  spend(account: Account, points: number): void {
    const now = this.time();
    this.owe(account, account.spend(points, now), now);
    this.save ??= setTimeout(() => this.saveAll(), SAVE_MS);
  }

  /** Tells of a refusal by an account that has too little left. */
  refused(account: Account): void {
    this.onRefused(account);
  }

  /** Milliseconds of the epoch. */
  time(): number {
    return this.now().getTime();
  }

  /** How many callers are in memory, those twice whose last debt is not saved yet. */
  get size(): number {
    return this.accounts.size + this.unsaved.size + this.underWay.size;
  }

  /** Brings what was spent to the store a last time. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.saving;
    clearTimeout(this.save);
    await this.saveAll();
    clearTimeout(this.save);
  }

  /** One with debts that the store does not have yet is known, however long ago it was used. */
  private known(caller: string): Account | undefined {
    return this.accounts.get(caller) ?? (this.unsaved.get(caller) ?? this.underWay.get(caller))?.account;
  }

  private read(caller: string): Promise<Account> {
    const wanted = this.wanted.get(caller) ?? Promise.withResolvers<Account>();
    this.wanted.set(caller, wanted);
    if (!this.reading) this.readWanted();
    return wanted.promise;
  }

  /** All who come while one read is under way are read together by the next. */
  private async readWanted(): Promise<void> {
    this.reading = true;
    while (this.wanted.size > 0) {
      const callers = [...this.wanted.keys()];
      const full = await this.readInTime(callers);
      for (const caller of callers) {
        const account = new Account(caller, this.limits[classOf(caller)], full.get(caller) ?? 0);
        this.accounts.set(caller, account);
        this.wanted.get(caller)?.resolve(account);
        this.wanted.delete(caller);
      }
    }
    this.reading = false;
  }

  /** Without the store everybody is let in: a budget is no reason to be down. */
  private async readInTime(callers: readonly string[]): Promise<FullTimes> {
    if (performance.now() < this.awayUntil) return NOBODY_OWES;
    using timer = abortOnDispose();
    const late = after(READ_WITHIN_MS, undefined, { signal: timer.signal }).then(() => {
      throw new Error('the store of budgets did not answer in time');
    });
    late.catch(() => {});
    try {
      return await Promise.race([this.store.read(callers), late]);
    } catch (err) {
      logger.warn({ err }, 'budgets could not be read');
      this.awayUntil = performance.now() + AWAY_MS;
      return NOBODY_OWES;
    }
  }

  private owe(account: Account, ms: number, since: number): void {
    const before = this.unsaved.get(account.caller);
    if (before) {
      before.ms += ms;
      return;
    }
    // While the store is away, of all too many callers the oldest are forgiven.
    if (this.unsaved.size >= MOST_ACCOUNTS) this.unsaved.delete(this.unsaved.keys().next().value ?? '');
    this.unsaved.set(account.caller, { account, ms, since });
  }

  private saveAll(): Promise<void> {
    this.underWay = this.unsaved;
    this.unsaved = new Map();
    this.saving = this.saveBatch(this.underWay).then((saved) => {
      this.underWay = new Map();
      const wait = saved ? SAVE_MS : AWAY_MS;
      this.save = this.unsaved.size > 0 ? setTimeout(() => this.saveAll(), wait) : undefined;
    });
    return this.saving;
  }

  private async saveBatch(debts: ReadonlyMap<string, Debt>): Promise<boolean> {
    if (debts.size === 0) return true;
    const now = this.time();
    // What came back while it waited to be saved is not owed any more.
    const owed = [...debts].map(
      ([caller, { account, ms }]) => [caller, Math.min(ms, account.msUntilFull(now))] as const,
    );
    try {
      const full = await this.store.add(new Map(owed), now);
      for (const [caller, { account }] of debts) this.learn(account, full.get(caller));
      return true;
    } catch (err) {
      logger.warn({ err }, 'budgets could not be saved');
      for (const { account, ms, since } of debts.values()) this.owe(account, ms, since);
      return false;
    }
  }

  /** What the store has, and what was spent since it was asked. */
  private learn(account: Account, fullAt: number | undefined): void {
    if (fullAt === undefined) return;
    const later = this.unsaved.get(account.caller);
    account.fullAt = later ? Math.max(fullAt, later.since) + later.ms : fullAt;
  }
}

function abortOnDispose(): AbortController & Disposable {
  const controller = new AbortController();
  return Object.assign(controller, { [Symbol.dispose]: () => controller.abort() });
}
