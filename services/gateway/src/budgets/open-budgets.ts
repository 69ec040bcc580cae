import type { MikroORM } from '@mikro-orm/postgresql';
import type { Clock } from '../clock.ts';
import type { GatewayConfig } from '../config.ts';
import { type BudgetStore, FORGETFUL_STORE } from './budget-store.ts';
import { Budgets } from './budgets.ts';
import { BUDGETS, NO_LIMITS } from './limits.ts';
import { PostgresBudgets } from './postgres-budgets.ts';
import { openRedisBudgets } from './redis-budgets.ts';

/** What budgets stand on. */
export interface BudgetParts {
  /** Closes them: what was spent is saved before its store is closed. */
  opened: AsyncDisposableStack;
  orm: MikroORM;
  now: Clock;
}

/** The budgets of all callers, kept in Redis where there is one, else in the database. */
export function openBudgets(
  { budgetLimits = BUDGETS, redisUrl }: Pick<GatewayConfig, 'budgetLimits' | 'redisUrl'>,
  { opened, orm, now }: BudgetParts,
): Budgets {
  return opened.use(new Budgets(openStore(), budgetLimits, now));

  function openStore(): BudgetStore {
    if (budgetLimits === NO_LIMITS) return FORGETFUL_STORE;
    return redisUrl ? opened.use(openRedisBudgets(redisUrl)) : new PostgresBudgets(orm);
  }
}
