import type { MikroORM } from '@mikro-orm/postgresql';
import type { Registry } from 'prom-client';
import type { Clock } from '../clock.ts';
import type { GatewayConfig } from '../config.ts';
import { type BudgetStore, FORGETFUL_STORE } from './budget-store.ts';
import { Budgets } from './budgets.ts';
import { countRefusals } from './count-refusals.ts';
import { BUDGETS, NO_LIMITS } from './limits.ts';
import { PostgresBudgets } from './postgres-budgets.ts';

/** What budgets stand on. */
export interface BudgetParts {
  /** Closes them: what was spent is saved before its store is closed. */
  opened: AsyncDisposableStack;
  orm: MikroORM;
  now: Clock;
  /** Counts what they turn away. */
  registry: Registry;
}

/** The budgets of all callers, kept in Redis where there is one, else in the database. */
export async function openBudgets(
  { budgetLimits = BUDGETS, redisUrl }: Pick<GatewayConfig, 'budgetLimits' | 'redisUrl'>,
  { opened, orm, now, registry }: BudgetParts,
): Promise<Budgets> {
  return opened.use(new Budgets(await openStore(), budgetLimits, now, countRefusals(registry)));

  async function openStore(): Promise<BudgetStore> {
    if (budgetLimits === NO_LIMITS) return FORGETFUL_STORE;
    if (!redisUrl) return new PostgresBudgets(orm);
    // Its client takes 7 MB, for those who use it.
    const { openRedisBudgets } = await import('./redis-budgets.ts');
    return opened.use(openRedisBudgets(redisUrl));
  }
}
