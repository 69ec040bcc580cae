import { expect, it } from 'vitest';
import { JudgeBusy, openJudgeThreads, TooMuchToJudge } from './judge-threads.ts';

/** As much as is let pass: a thread has work for a while. */
const LONG = JSON.stringify({
  resourceType: 'Bundle',
  entry: Array.from({ length: 400 }, (_, place) => ({
    resource: { resourceType: 'Patient', name: [{ text: place }] },
  })),
});

it('starts no thread before the first document, and ends it when there is nothing more to do', async () => {
  await using threads = openJudgeThreads({ idleMs: 1 });
  expect(threads.size).toBe(0);
  await threads.judge('{}');
  await expect.poll(() => threads.size).toBe(0);
});

it('takes no more than may wait', async () => {
  await using threads = openJudgeThreads({ threads: 1, waiting: 1 });
  const asked = await Promise.allSettled(Array.from({ length: 4 }, () => threads.judge(LONG)));
  const refused = asked.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
  expect(refused.map(({ reason }) => reason.name)).toEqual(['JudgeBusy', 'JudgeBusy']);
  expect(refused[0]?.reason).toBeInstanceOf(JudgeBusy);
});

it('gives up what takes too long, and goes on with the next', async () => {
  await using impatient = openJudgeThreads({ threads: 1, withinMs: 1 });
  await expect(impatient.judge(LONG)).rejects.toBeInstanceOf(TooMuchToJudge);
  await using threads = openJudgeThreads({ threads: 1 });
  const leaving = new AbortController();
  const given = threads.judge(LONG, leaving.signal);
  leaving.abort();
  await expect(given).rejects.toMatchObject({ name: 'AbortError' });
  expect(await threads.judge('{}')).toMatchObject({ kind: null });
});

it('a thread that runs out of memory takes nothing with it', async () => {
  await using threads = openJudgeThreads({ threads: 1, heapMb: 8, withinMs: 2_000 });
  await expect(threads.judge(LONG)).rejects.toBeInstanceOf(TooMuchToJudge);
});
