import { expect, it } from 'vitest';
import { JudgeBusy, TooMuchToJudge } from './judge-failures.ts';
import { openJudgeThreads } from './judge-threads.ts';

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
  await using impatient = openJudgeThreads({ threads: 1, withinMs: 60_000, workMs: 1 });
  await expect(impatient.judge(LONG)).rejects.toBeInstanceOf(TooMuchToJudge);
  await using threads = openJudgeThreads({ threads: 1 });
  const leaving = new AbortController();
  const given = threads.judge(LONG, leaving.signal);
  leaving.abort();
  await expect(given).rejects.toMatchObject({ name: 'AbortError' });
  expect(await threads.judge('{}')).toMatchObject({ kind: null });
});

it('a document that had to wait for too long is not said to be too much', async () => {
  await using threads = openJudgeThreads({ threads: 1, withinMs: 1 });
  await expect(threads.judge('{}')).rejects.toBeInstanceOf(JudgeBusy);
  await using crowded = openJudgeThreads({ threads: 1, withinMs: 60_000, workMs: 40 });
  const [first, second] = await Promise.allSettled([crowded.judge(LONG), crowded.judge('{}')]);
  expect([first, second]).toMatchObject([{ reason: { name: 'TooMuchToJudge' } }, { value: { kind: null } }]);
});

it('a thread that runs out of memory takes nothing with it', async () => {
  await using threads = openJudgeThreads({ threads: 1, heapMb: 48, withinMs: 60_000 });
  const name = Array.from({ length: 1_000_000 }, (_, place) => ({ text: String(place) }));
  const [much, next] = await Promise.allSettled([
    threads.writeXml({ resourceType: 'Patient', name }),
    threads.judge('{}'),
  ]);
  expect([much, next]).toMatchObject([{ reason: { name: 'TooMuchToJudge' } }, { value: { kind: null } }]);
});
