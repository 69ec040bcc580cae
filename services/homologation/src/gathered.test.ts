import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { gathered } from './gathered.ts';

/** Batches that end when they are let go on. */
function held() {
  const batches: { keys: readonly number[]; goOn: () => void }[] = [];
  const ask = gathered((keys: readonly number[]) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    batches.push({ keys, goOn: resolve });
    return promise.then(() => {
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

test('of many no more than fifty go together, and one batch after the other', async () => {
  const sizes: number[] = [];
  let atOnce = 0;
  let most = 0;
  const ask = gathered(async (keys: readonly number[]) => {
    sizes.push(keys.length);
    atOnce += 1;
    most = Math.max(most, atOnce);
    await nextTurn();
    atOnce -= 1;
    return keys;
  });
  const all = Array.from({ length: 120 }, (_, key) => key);
  await expect(Promise.all(all.map(ask))).resolves.toEqual(all);
  expect([sizes, most]).toEqual([[50, 50, 20], 1]);
});

const wrong = (code: string) => Object.assign(new Error('thirteen'), { code });

test('one that is wrong fails alone, and what comes after it goes on', async () => {
  const ask = gathered(async (keys: readonly number[]) => {
    if (keys.includes(13)) throw wrong('22P05');
    return keys;
  });
  const settled = await Promise.allSettled([12, 13, 14].map(ask));
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(settled[1]).toMatchObject({ reason: { code: '22P05' } });
  await expect(ask(15)).resolves.toBe(15);
});

test('where nobody has time, each is told so and none is asked for again', async () => {
  let asked = 0;
  const ask = gathered(async () => {
    asked += 1;
    throw wrong('57014');
  });
  const settled = await Promise.allSettled([1, 2, 3].map(ask));
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(asked).toBe(1);
});
