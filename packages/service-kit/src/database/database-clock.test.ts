import { Migration } from '@mikro-orm/migrations';
import pg from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import { createLogger } from '../logger.ts';
import { DatabaseClock } from './database-clock.ts';
import { databaseName, databaseOn } from './database-url.ts';
import { openDatabase } from './open-database.ts';

class Nothing extends Migration {
  override up(): void {}
}

const HOUR_MS = 3_600_000;
const server = process.env.TEST_DATABASE_URL ?? '';
const logger = createLogger('database-clock');

afterEach(() => void vi.useRealTimers());

async function openClock() {
  await using opening = new AsyncDisposableStack();
  const url = databaseOn(server, `kit_${crypto.randomUUID()}`);
  opening.defer(async () => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(`drop database if exists ${pg.escapeIdentifier(databaseName(url))} with (force)`);
    await client.end();
  });
  const orm = opening.adopt(await openDatabase({ url, entities: [], migrations: [Nothing] }), (one) => one.close(true));
  const asked = vi.spyOn(orm.em.getConnection(), 'execute');
  const clock = opening.use(await DatabaseClock.open(orm, logger));
  const opened = opening.move();
  return { clock, asked, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

test.for([3, -3])('a machine whose clock is %i hours off is told the time of the database', async (hours) => {
  const right = () => performance.timeOrigin + performance.now();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * HOUR_MS });
  await using opened = await openClock();
  expect(Math.abs(Date.now() - right())).toBeGreaterThan(2 * HOUR_MS);
  expect(Math.abs(opened.clock.now().getTime() - right())).toBeLessThan(5_000);
  // Nor does one that is set meanwhile move it.
  const before = opened.clock.now().getTime();
  vi.setSystemTime(right() - hours * HOUR_MS);
  expect(opened.clock.now().getTime() - before).toBeLessThan(5_000);
  expect(opened.clock.now().getTime()).toBeGreaterThanOrEqual(before);
});

test('a database whose clock is set is followed within moments, and one that is away changes nothing', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await using opened = await openClock();
  const { clock, asked } = opened;
  const before = clock.now().getTime();
  asked.mockRejectedValueOnce(new Error('away'));
  await vi.advanceTimersByTimeAsync(15_000);
  expect(clock.now().getTime() - before).toBeLessThan(5_000);
  asked.mockResolvedValueOnce([{ at: before + HOUR_MS }]);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(asked).toHaveBeenCalledTimes(3);
  expect(clock.now().getTime() - before).toBeGreaterThanOrEqual(HOUR_MS);
});

test('what an answer may have been on its way moves nothing: time does not go to and fro by it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await using opened = await openClock();
  const { clock, asked } = opened;
  const origin = clock.now().getTime() - performance.now();
  asked.mockImplementationOnce(async () => {
    const until = performance.now() + 40;
    while (performance.now() < until);
    return [{ at: origin + performance.now() - 35 }];
  });
  await vi.advanceTimersByTimeAsync(15_000);
  expect(clock.now().getTime() - performance.now()).toBeCloseTo(origin, -1);
});
