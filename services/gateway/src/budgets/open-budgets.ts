import type { MikroORM } from '@mikro-orm/postgresql';
import { Counter, type Registry } from 'prom-client';
import { BUDGET_CLASSES, BUDGETS, NO_LIMITS } from '../budget-limits.ts';
import type { Clock } from '../clock.ts';
import type { GatewayConfig } from '../config.ts';
import type { Refusals } from '../refusals.ts';
import type { Account } from './account.ts';
import { type BudgetStore, FORGETFUL_STORE } from './budget-store.ts';
import { Budgets } from './budgets.ts';
import { PostgresBudgets } from './postgres-budgets.ts';

/** What budgets stand on. */
export interface BudgetParts {
  /** Closes them: what was spent is saved before its store is closed. */
  opened: AsyncDisposableStack;
  orm: MikroORM;
  now: Clock;
  /** Counts what they turn away. */
  registry: Registry;
  refusals: Refusals;
}

/** The budgets of all callers, kept in Redis where there is one, else in the database. */
export async function openBudgets(
  { budgetLimits = BUDGETS, redisUrl }: Pick<GatewayConfig, 'budgetLimits' | 'redisUrl'>,
  { opened, orm, now, registry, refusals }: BudgetParts,
): Promise<Budgets> {
  return opened.use(new Budgets(await openStore(), budgetLimits, now, countRefusals(registry, refusals)));

  async function openStore(): Promise<BudgetStore> {
    if (budgetLimits === NO_LIMITS) return FORGETFUL_STORE;
    if (!redisUrl) return new PostgresBudgets(orm);
    // Its client takes 7 MB, for those who use it.
    const { openRedisBudgets } = await import('./redis-budgets.ts');
    return opened.use(openRedisBudgets(redisUrl));
  }
}

/** Counts what is turned away because a budget is spent: on every way in, most of which end before any operation is known. */
function countRefusals(registry: Registry, refusals: Refusals): (account: Account) => void {
  const counter = new Counter({
    name: 'rate_limited_total',
    help: 'Requests and operations turned away because the budget of their caller is spent, by its policy',
    labelNames: ['policy'],
    registers: [registry],
  });
  for (const policy of BUDGET_CLASSES) counter.inc({ policy }, 0);
  return ({ caller, policy }) => {
    counter.inc({ policy });
    refusals.note(caller, 'RATE_LIMITED', 'the budget');
  };
}
