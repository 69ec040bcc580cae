import { expect, test } from 'vitest';
import { keptUntilEnd } from './kept-until-end.ts';

const HOUR_MS = 3_600_000;
const BEGUN = Date.parse('2026-12-01T12:00:00Z');

/** Room for three answers and for ten bytes of them; `asked` has every question that was really asked. */
function opened() {
  const clock = { now: BEGUN };
  const asked: string[] = [];
  const kept = keptUntilEnd<{ until: Date | null; bytes: number }>(
    { max: 3, maxSize: 10, sizeOf: ({ bytes }) => bytes },
    () => new Date(clock.now),
  );
  const ask = (key: string, bytes = 1, until: Date | null = new Date(BEGUN + HOUR_MS)) =>
    kept(key, async () => {
      asked.push(key);
      return { until, bytes };
    });
  return { clock, asked, ask };
}

test('answers take no more room together than there is: those not asked for the longest go first', async () => {
  const { asked, ask } = opened();
  await ask('a', 4);
  await ask('b', 4);
  await ask('a', 4);
  expect(asked).toEqual(['a', 'b']);
  // Ten bytes hold no third: b was asked for the longest ago.
  await ask('c', 4);
  await ask('a', 4);
  expect(asked).toEqual(['a', 'b', 'c']);
  await ask('b', 4);
  expect(asked).toEqual(['a', 'b', 'c', 'b']);
});

test('an answer that is greater than all room is given, and keeps nothing else from being kept', async () => {
  const { asked, ask } = opened();
  await ask('a');
  expect(await ask('huge', 11)).toMatchObject({ bytes: 11 });
  await ask('a');
  await ask('huge', 11);
  expect(asked).toEqual(['a', 'huge', 'huge']);
});

test('there are never more answers than are to be kept, however small', async () => {
  const { asked, ask } = opened();
  for (const key of ['a', 'b', 'c', 'd', 'a']) await ask(key, 0);
  expect(asked).toEqual(['a', 'b', 'c', 'd', 'a']);
});

test('is asked again at its end, after an hour where it has none, and after it failed; who asks at once waits for one', async () => {
  const { clock, asked, ask } = opened();
  await Promise.all([ask('a', 1, null), ask('a', 1, null)]);
  clock.now = BEGUN + HOUR_MS - 1;
  await ask('a', 1, new Date(BEGUN + 2 * HOUR_MS));
  expect(asked).toEqual(['a']);
  clock.now = BEGUN + HOUR_MS;
  await ask('a', 1, new Date(BEGUN + 2 * HOUR_MS));
  expect(asked).toEqual(['a', 'a']);

  const kept = keptUntilEnd<{ until: null }>({ max: 1, maxSize: 1, sizeOf: () => 1 }, () => new Date());
  await expect(kept('x', () => Promise.reject(new Error('silent')))).rejects.toThrow('silent');
  expect(await kept('x', async () => ({ until: null }))).toEqual({ until: null });
});
