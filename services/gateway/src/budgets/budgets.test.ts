import { quickest } from '@portal/service-kit/testing';
import { describe, expect, it } from 'vitest';
import { BUDGETS } from '../budget-limits.ts';
import type { BudgetStore, FullTimes } from './budget-store.ts';
import { Budgets } from './budgets.ts';

const START = Date.UTC(2026, 10, 24, 12);

/** A store that several gateways share, and that counts how often it is asked. */
class SharedStore implements BudgetStore {
  readonly full = new Map<string, number>();
  reads = 0;
  adds = 0;
  away = false;

  async read(callers: readonly string[]): Promise<FullTimes> {
    this.reads += 1;
    if (this.away) throw new Error('away');
    return new Map(callers.flatMap((caller) => (this.full.has(caller) ? [[caller, this.full.get(caller) ?? 0]] : [])));
  }

  async add(spent: FullTimes, now: number): Promise<FullTimes> {
    this.adds += 1;
    if (this.away) throw new Error('away');
    for (const [caller, ms] of spent) this.full.set(caller, Math.max(this.full.get(caller) ?? 0, now) + ms);
    return new Map([...spent.keys()].map((caller) => [caller, this.full.get(caller) ?? 0]));
  }
}

const budgetsOn = (store: BudgetStore, now = () => new Date(START)) => new Budgets(store, BUDGETS, now);

async function spend(budgets: Budgets, caller: string, cost: number) {
  return (await budgets.billFor(caller)).pay(cost);
}

async function remaining(budgets: Budgets, caller: string) {
  return (await budgets.billFor(caller)).remaining;
}

describe('budgets', () => {
  it('are each caller’s own, by their class', async () => {
    await using budgets = budgetsOn(new SharedStore());
    await spend(budgets, 'token a', 100);
    expect(await remaining(budgets, 'token a')).toBe(9_900);
    expect(await remaining(budgets, 'token b')).toBe(10_000);
    expect(await remaining(budgets, 'anonymous 200.130.0.10')).toBe(2_000);
    expect(await remaining(budgets, 'person 1')).toBe(30_000);
  });

  it('bound a burst, and come back with time', async () => {
    let now = START;
    await using budgets = budgetsOn(new SharedStore(), () => new Date(now));
    const tried = await Promise.all(Array.from({ length: 50 }, () => spend(budgets, 'anonymous x', 100)));
    expect(tried.filter((refused) => refused === undefined)).toHaveLength(20);
    expect(tried.at(-1)?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 3, http: { status: 429 } });
    now += 2_999;
    expect(await spend(budgets, 'anonymous x', 100)).toBeDefined();
    now += 1;
    expect(await spend(budgets, 'anonymous x', 100)).toBeUndefined();
  });

  it('take nothing for what they refuse', async () => {
    await using budgets = budgetsOn(new SharedStore());
    await spend(budgets, 'token a', 9_000);
    const bill = await budgets.billFor('token a');
    expect(bill.enter()).toBeUndefined();
    expect(bill.pay(1_500)?.extensions.code).toBe('RATE_LIMITED');
    expect(bill.report).toEqual({ requested: 1_500, remaining: 1_000, resetAt: '2026-11-24T12:00:54.000Z' });
  });

  it('refuse what they could never pay as too large', async () => {
    await using budgets = budgetsOn(new SharedStore());
    expect((await spend(budgets, 'person 1', 10_001))?.extensions).toMatchObject({
      code: 'OPERATION_TOO_EXPENSIVE',
      cost: 10_001,
      limit: 10_000,
    });
    expect((await spend(budgets, 'anonymous x', 2_001))?.extensions).toMatchObject({ limit: 2_000 });
    expect(await remaining(budgets, 'anonymous x')).toBe(2_000);
  });

  it('ask the store once for a caller, and then once a fraction of a second for all', async () => {
    const store = new SharedStore();
    await using budgets = budgetsOn(store);
    await Promise.all(Array.from({ length: 500 }, (_, at) => spend(budgets, `token ${at % 50}`, 1)));
    expect(store.reads).toBeLessThanOrEqual(2);
    await expect.poll(() => store.adds).toBe(1);
    for (let time = 0; time < 500; time += 1) await spend(budgets, `token ${time % 50}`, 1);
    expect(store.reads).toBeLessThanOrEqual(2);
    await expect.poll(() => store.adds).toBe(2);
    expect(store.full.get('token 7')).toBe(START + (20 / 10_000) * 60_000);
  });

  it('see what another gateway let be spent, and never forget their own meanwhile', async () => {
    const store = new SharedStore();
    await using one = budgetsOn(store);
    await using other = budgetsOn(store);
    await spend(one, 'token a', 4_000);
    await spend(other, 'token a', 5_000);
    await expect.poll(() => store.adds).toBeGreaterThanOrEqual(2);
    await spend(one, 'token a', 100);
    await expect.poll(() => remaining(one, 'token a')).toBe(900);
    await spend(other, 'token a', 100);
    await expect.poll(() => remaining(other, 'token a')).toBe(800);
  });

  it('are exact, however long what was spent waited to be saved', async () => {
    let now = START;
    const store = new SharedStore();
    await using budgets = budgetsOn(store, () => new Date(now));
    await spend(budgets, 'token a', 1_000);
    await spend(budgets, 'token b', 100);
    now += 3_000;
    await spend(budgets, 'token b', 1_000);
    await expect.poll(() => store.adds).toBe(1);
    expect(store.full.get('token a')).toBe(START + 6_000);
    expect(store.full.get('token b')).toBe(START + 9_000);
    expect(await remaining(budgets, 'token b')).toBe(9_000);
  });

  it('are kept over a restart', async () => {
    const store = new SharedStore();
    const before = budgetsOn(store);
    await spend(before, 'token a', 4_000);
    await before[Symbol.asyncDispose]();
    await using after = budgetsOn(store);
    expect(await remaining(after, 'token a')).toBe(6_000);
  });

  it('hold without their store, and bring to it later what was spent meanwhile', async () => {
    const store = new SharedStore();
    store.away = true;
    await using budgets = budgetsOn(store);
    await spend(budgets, 'token a', 10_000);
    expect((await spend(budgets, 'token a', 1))?.extensions.code).toBe('RATE_LIMITED');
    await expect.poll(() => store.adds).toBe(1);
    store.away = false;
    await expect.poll(() => store.full.get('token a')).toBe(START + 60_000);
  });

  it('keep no one waiting for a store that does not answer', async () => {
    const took = await quickest(2_000, async () => {
      const store = new SharedStore();
      store.read = () => new Promise(() => {});
      await using budgets = budgetsOn(store);
      const started = performance.now();
      expect(await spend(budgets, 'token a', 1)).toBeUndefined();
      for (let at = 0; at < 100; at += 1) await spend(budgets, `token ${at}`, 1);
      return performance.now() - started;
    });
    expect(took).toBeLessThan(2_000);
  });

  it('remember a bounded number of callers, whoever comes', async () => {
    await using budgets = budgetsOn(new SharedStore());
    for (let at = 0; at < 60_000; at += 2_000) {
      await Promise.all(Array.from({ length: 2_000 }, (_, of) => spend(budgets, `anonymous ${at + of}`, 1)));
      expect(budgets.size).toBeLessThanOrEqual(150_000);
    }
    await expect.poll(() => budgets.size).toBe(50_000);
  });
});
