/** Who has a budget of their own; the word also names the policy in headers. */
export const BUDGET_CLASSES = ['anonymous', 'token', 'client', 'resource-server', 'person'] as const;

export type BudgetClass = (typeof BUDGET_CLASSES)[number];

/** A token bucket, in points. */
export interface BudgetLimit {
  /** What may be spent at once. */
  burst: number;
  /** What comes back in a minute. */
  perMinute: number;
}

/** A bucket for each class of callers. */
export type BudgetLimits = Readonly<Record<BudgetClass, BudgetLimit>>;

/** Where the configuration says nothing else: generous for people, who share no bucket. */
export const BUDGETS: BudgetLimits = {
  anonymous: { burst: 2_000, perMinute: 2_000 },
  token: { burst: 10_000, perMinute: 10_000 },
  client: { burst: 10_000, perMinute: 10_000 },
  'resource-server': { burst: 60_000, perMinute: 60_000 },
  person: { burst: 30_000, perMinute: 30_000 },
};

/** As large as an Int of GraphQL can well say. */
export const LARGEST_BUDGET = 1_000_000_000;

/** An empty bucket fills within so long. */
export const LONGEST_WINDOW_MINUTES = 10;

/** For RATE_LIMITS=off: nobody reaches the end of it, and nothing is kept of it. */
export const NO_LIMITS = Object.fromEntries(
  BUDGET_CLASSES.map((name) => [name, { burst: LARGEST_BUDGET, perMinute: LARGEST_BUDGET }]),
) as BudgetLimits;

/** The class that a caller's key begins with. */
export function classOf(callerKey: string): BudgetClass {
  const name = callerKey.slice(0, callerKey.indexOf(' '));
  return BUDGET_CLASSES.find((known) => known === name) ?? 'anonymous';
}
