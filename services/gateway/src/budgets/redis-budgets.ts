import { Redis } from 'ioredis';
import { logger } from '../logger.ts';
import { LONGEST_DEBT_MS } from './account.ts';
import type { BudgetStore, FullTimes } from './budget-store.ts';

/** So many in one go: Redis answers nobody else meanwhile. */
const MOST_AT_ONCE = 1_000;
const ANSWER_WITHIN_MS = 1_000;
const PREFIX = 'portal:budget:';

/** A key goes when its bucket is full. Times keep their thousandths: a point may be less than a millisecond. */
const ADD = `
local now = tonumber(ARGV[1])
local full = {}
for i, key in ipairs(KEYS) do
  local debt = math.max(tonumber(redis.call('GET', key) or now) - now, 0)
  if debt > tonumber(ARGV[2]) then debt = 0 end
  local at = now + debt + tonumber(ARGV[i + 2])
  full[i] = string.format('%.3f', at)
  if at > now then
    redis.call('SET', key, full[i], 'PX', math.ceil(at - now))
  else
    redis.call('DEL', key)
  end
end
return full
`;

/** Debts in Redis: a key for each caller whose bucket is not full. */
export class RedisBudgets implements BudgetStore, AsyncDisposable {
  constructor(private readonly redis: Redis) {}

  async read(callers: readonly string[]): Promise<FullTimes> {
    const full = await this.redis.mget(callers.map(keyOf));
    return new Map(callers.flatMap((caller, at) => (full[at] ? [[caller, Number(full[at])] as const] : [])));
  }

  async add(owed: ReadonlyMap<string, number>, now: number): Promise<FullTimes> {
    const all = [...owed];
    const full = new Map<string, number>();
    for (let from = 0; from < all.length; from += MOST_AT_ONCE) {
      const some = all.slice(from, from + MOST_AT_ONCE);
      const keys = some.map(([caller]) => keyOf(caller));
      const answer = await this.redis.eval(
        ADD,
        keys.length,
        ...keys,
        now,
        LONGEST_DEBT_MS,
        ...some.map(([, ms]) => ms),
      );
      for (const [at, [caller]] of some.entries()) full.set(caller, Number((answer as string[])[at]));
    }
    return full;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.redis.disconnect();
  }
}

/** Connects when it is first needed, and anew whenever the connection is lost. */
export function openRedisBudgets(url: string): RedisBudgets {
  const redis = new Redis(url, {
    lazyConnect: true,
    commandTimeout: ANSWER_WITHIN_MS,
    connectTimeout: ANSWER_WITHIN_MS,
    maxRetriesPerRequest: 1,
  });
  redis.on('error', (err) => logger.warn({ err }, 'Redis, which keeps budgets, does not answer'));
  return new RedisBudgets(redis);
}

function keyOf(caller: string): string {
  return PREFIX + caller;
}
