import type { MikroORM } from '@mikro-orm/postgresql';
import { createTestDatabase } from '@portal/postgres/testing';
import { startChores } from '@portal/service-kit';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { inTurn } from './chore-turn.ts';
import { openCredentialsDatabase } from './database.ts';
import { logger } from './logger.ts';
import { testKeys } from './testing/sealing.ts';

const HOUR_MS = 3_600_000;

const whole = new AsyncDisposableStack();
let processes: MikroORM[];
beforeAll(async () => {
  const database = whole.use(await createTestDatabase());
  const open = async () =>
    whole.adopt(await openCredentialsDatabase(database.url, testKeys), (opened) => opened.close(true));
  processes = [await open(), await open(), await open()];
});
afterAll(() => whole.disposeAsync());

/** The chore as every process has it, and what was done where. */
function everywhere(name: string) {
  const work = vi.fn(async () => {});
  const notMine = vi.fn();
  const chores = processes.map((orm) => inTurn(orm, { name, everyMs: HOUR_MS, work, notMine }));
  return { chores, work, notMine };
}

test('of processes that come at once one does it, and the others know', async () => {
  const { chores, work, notMine } = everywhere('at once');
  const running = chores.map((chore) => startChores([chore], logger));
  await Promise.all(running.map((chore) => chore[Symbol.asyncDispose]()));
  expect([work.mock.calls.length, notMine.mock.calls.length]).toEqual([1, 2]);
  // One that starts anew does not do again what was just done.
  await chores[0]?.work();
  expect(work).toHaveBeenCalledTimes(1);
});

test('whoever comes first once the interval is over does it next, also after one that ended in the middle', async () => {
  const { chores, work } = everywhere('next');
  work.mockRejectedValueOnce(new Error('it ended'));
  await expect(chores[0]?.work()).rejects.toThrow('it ended');
  await chores[1]?.work();
  expect(work).toHaveBeenCalledTimes(1);
  const due = `update chore_turn set next_at = clock_timestamp() where chore = 'next'`;
  await processes[0]?.em.fork().execute(due);
  await Promise.all(chores.map((chore) => chore.work()));
  expect(work).toHaveBeenCalledTimes(2);
});

test('each chore has turns of its own', async () => {
  const [one, other] = [everywhere('one'), everywhere('other')];
  await one.chores[0]?.work();
  await other.chores[1]?.work();
  expect([one.work.mock.calls.length, other.work.mock.calls.length]).toEqual([1, 1]);
});
