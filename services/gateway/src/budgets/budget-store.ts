/** When each caller's bucket is full again, in milliseconds of the epoch; who is not in it has a full one. */
export type FullTimes = ReadonlyMap<string, number>;

/** Where gateways put together what each let be spent. */
export interface BudgetStore {
  read(callers: readonly string[]): Promise<FullTimes>;
  /** Adds what was spent from some time on, in milliseconds of filling by caller; answers what all gateways made of those. */
  add(spent: ReadonlyMap<string, number>, since: number): Promise<FullTimes>;
}

/** For one who keeps nothing: each gateway then counts for itself, until it stops. */
export const FORGETFUL_STORE: BudgetStore = { read: async () => new Map(), add: async () => new Map() };
