/** When each caller's bucket is full again, in milliseconds of the epoch; who is not in it has a full one. */
export type FullTimes = ReadonlyMap<string, number>;

/** Where gateways put together what each let be spent. */
export interface BudgetStore {
  read(callers: readonly string[]): Promise<FullTimes>;
  /** Adds what is owed now, in milliseconds of filling by caller; answers what all gateways together made of those. */
  add(owed: ReadonlyMap<string, number>, now: number): Promise<FullTimes>;
}

/** For one who keeps nothing: each gateway then counts for itself, until it stops. */
export const FORGETFUL_STORE: BudgetStore = { read: async () => new Map(), add: async () => new Map() };
