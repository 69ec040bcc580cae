import { expect, test } from 'vitest';
import { gathered } from './gathered.ts';

/** Batches that end when they are let go on. */
function held() {
  const batches: { keys: readonly number[]; goOn: () => void }[] = [];
  const ask = gathered((keys: readonly number[]) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    batches.push({ keys, goOn: resolve });
    return promise.then(() => {
      if (keys.includes(13)) throw new Error('thirteen');
      return keys.map((key) => key * 2);
    });
  });
  const started = (number: number) => expect.poll(() => batches.length).toBe(number);
  return { ask, batches, started };
}

test('the first is asked for at once, and what comes meanwhile together, each with its own answer', async () => {
  const { ask, batches, started } = held();
  const first = ask(1);
  await started(1);
  const later = [2, 3, 4].map(ask);
  batches[0]?.goOn();
  await expect(first).resolves.toBe(2);
  await started(2);
  expect(batches.map(({ keys }) => keys)).toEqual([[1], [2, 3, 4]]);
  batches[1]?.goOn();
  await expect(Promise.all(later)).resolves.toEqual([4, 6, 8]);
});

test('the same is asked for again each time', async () => {
  const { ask, batches, started } = held();
  for (const time of [1, 2]) {
    const asked = ask(7);
    await started(time);
    batches[time - 1]?.goOn();
    await asked;
  }
  expect(batches.map(({ keys }) => keys)).toEqual([[7], [7]]);
});

test('of many no more than twenty go together', async () => {
  const sizes: number[] = [];
  const ask = gathered(async (keys: readonly number[]) => {
    sizes.push(keys.length);
    return keys;
  });
  const all = Array.from({ length: 45 }, (_, key) => key);
  await expect(Promise.all(all.map(ask))).resolves.toEqual(all);
  expect(sizes).toEqual([20, 20, 5]);
});

test('one that is wrong fails alone, and what comes after it goes on', async () => {
  const ask = gathered(async (keys: readonly number[]) => {
    if (keys.includes(13)) throw new Error('thirteen');
    return keys;
  });
  const settled = await Promise.allSettled([12, 13, 14].map(ask));
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(settled[1]).toMatchObject({ reason: new Error('thirteen') });
  await expect(ask(15)).resolves.toBe(15);
});
