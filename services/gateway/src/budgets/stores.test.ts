import { createTestDatabase } from '@portal/postgres/testing';
import { openDatabase } from '@portal/service-kit/database';
import type { Redis } from 'ioredis';
import RedisMock from 'ioredis-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../migrations/index.ts';
import { PersonRecord } from '../sessions/person.entity.ts';
import type { BudgetStore } from './budget-store.ts';
import { PostgresBudgets } from './postgres-budgets.ts';
import { RedisBudgets } from './redis-budgets.ts';

/** The real time at the beginning of each test, by which Redis lets keys go. */
let now: number;
beforeEach(() => {
  now = Date.now();
});

interface OpenStore extends AsyncDisposable {
  store: BudgetStore;
  /** The same, as another gateway sees it. */
  other: BudgetStore;
  /** How many callers it holds. */
  count(): Promise<number>;
}

async function openPostgres(): Promise<OpenStore> {
  await using opening = new AsyncDisposableStack();
  const { url } = opening.use(await createTestDatabase());
  const open = async () =>
    opening.adopt(await openDatabase({ url, entities: [PersonRecord], migrations: MIGRATIONS }), (orm) =>
      orm.close(true),
    );
  const [orm, another] = [await open(), await open()];
  const opened = opening.move();
  return {
    store: new PostgresBudgets(orm),
    other: new PostgresBudgets(another),
    count: async () => (await orm.em.fork().execute<unknown[]>('select caller from budgets')).length,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

/** Redis as far as npm has it: its commands and its Lua. */
async function openRedis(): Promise<OpenStore> {
  const open = () => new RedisMock() as unknown as Redis;
  const redis = open();
  await redis.flushall();
  return {
    store: new RedisBudgets(redis),
    other: new RedisBudgets(open()),
    count: () => redis.dbsize(),
    async [Symbol.asyncDispose]() {},
  };
}

describe.each([
  ['PostgreSQL', openPostgres],
  ['Redis', openRedis],
])('budgets kept in %s', (_name, open) => {
  it('are sums of what each gateway let be spent', async () => {
    await using opened = await open();
    const { store, other } = opened;
    expect(await store.read(['token a'])).toEqual(new Map());
    expect(await store.add(new Map([['token a', 100_000.25]]), now)).toEqual(new Map([['token a', now + 100_000.25]]));
    expect(await other.add(new Map([['token a', 50_000]]), now)).toEqual(new Map([['token a', now + 150_000.25]]));
    expect(await store.read(['token a', 'token b'])).toEqual(new Map([['token a', now + 150_000.25]]));
  });

  it('fill with time, and are full at most', async () => {
    await using opened = await open();
    const { store } = opened;
    await store.add(new Map([['token a', 60_000]]), now);
    expect(await store.add(new Map([['token a', 60_000]]), now + 40_000)).toEqual(
      new Map([['token a', now + 120_000]]),
    );
    expect(await store.add(new Map([['token a', 10]]), now + 200_000)).toEqual(new Map([['token a', now + 200_010]]));
  });

  it('take a debt of hours for another clock’s', async () => {
    await using opened = await open();
    const { store } = opened;
    await store.add(new Map([['token a', 1_000]]), now + 8 * 3_600_000);
    expect(await store.add(new Map([['token a', 1_000]]), now)).toEqual(new Map([['token a', now + 1_000]]));
  });

  it('lose nothing where gateways add the same callers at once, each in an order of its own', async () => {
    await using opened = await open();
    const { store, other } = opened;
    const callers = Array.from({ length: 1_500 }, (_, at) => `anonymous 2001:db8:0:${at}::/64`);
    const spent = new Map(callers.map((caller) => [caller, 60_000]));
    const reversed = new Map(callers.toReversed().map((caller) => [caller, 60_000]));
    await Promise.all([
      store.add(spent, now),
      other.add(reversed, now),
      store.add(reversed, now),
      other.add(spent, now),
    ]);
    expect(await store.read(callers)).toEqual(new Map(callers.map((caller) => [caller, now + 240_000])));
    expect(await opened.count()).toBe(1_500);
  });
});

it('forgets in PostgreSQL who owes nothing any more', async () => {
  await using opened = await openPostgres();
  const { store, count } = opened;
  await store.add(
    new Map([
      ['token a', 1_000],
      ['token b', 500_000],
    ]),
    now,
  );
  expect(await count()).toBe(2);
  await store.add(new Map([['token c', 1_000]]), now + 120_000);
  expect(await count()).toBe(2);
  expect([...(await store.read(['token a', 'token b', 'token c'])).keys()].sort()).toEqual(['token b', 'token c']);
});
