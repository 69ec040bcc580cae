import { Counter, type Registry } from 'prom-client';
import { BUDGET_CLASSES, type BudgetClass } from './limits.ts';

/** Counts what is turned away because a budget is spent: on every way in, most of which end before any operation is known. */
export function countRefusals(registry: Registry): (policy: BudgetClass) => void {
  const refusals = new Counter({
    name: 'rate_limited_total',
    help: 'Requests and operations turned away because the budget of their caller is spent, by its policy',
    labelNames: ['policy'],
    registers: [registry],
  });
  for (const policy of BUDGET_CLASSES) refusals.inc({ policy }, 0);
  return (policy) => refusals.inc({ policy });
}
