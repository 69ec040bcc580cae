import { expect, it } from 'vitest';
import { JoinedReads } from './joined-reads.ts';

it('shares an answer while it is under way, and reads anew after it', async () => {
  const reads = new JoinedReads<number>();
  let asked = 0;
  const first = Promise.withResolvers<number>();
  const read = () => {
    asked += 1;
    return asked === 1 ? first.promise : Promise.resolve(asked);
  };
  const both = [reads.join('a', read), reads.join('a', read)];
  expect(await reads.join('b', async () => 7)).toBe(7);
  first.resolve(1);
  expect(await Promise.all(both)).toEqual([1, 1]);
  expect(await reads.join('a', read)).toBe(2);
});

it('shares a failure too, and forgets it', async () => {
  const reads = new JoinedReads<number>();
  const fail = () => Promise.reject(new Error('gone'));
  const outcomes = await Promise.allSettled([reads.join('a', fail), reads.join('a', fail)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await reads.join('a', async () => 1)).toBe(1);
});
