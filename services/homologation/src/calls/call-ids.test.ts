import { expect, test } from 'vitest';
import { callIds } from './call-ids.ts';

test('calls are in the order in which they came, many in one millisecond too', () => {
  const next = callIds(() => new Date());
  const ids = Array.from({ length: 2_000 }, next);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test('calls that two instances took stand in the order of the time that both were told', () => {
  let at = Date.parse('2026-11-30T12:00:00.000Z');
  const [one, other] = [callIds(() => new Date(at)), callIds(() => new Date(at))];
  const ids = Array.from({ length: 200 }, (_, place) => {
    at += 1;
    return place % 2 === 0 ? one() : other();
  });
  expect(ids.toSorted()).toEqual(ids);
  expect(Number.parseInt(ids.at(-1)?.replace('-', '').slice(0, 12) ?? '', 16)).toBe(at);
});

test('a clock that was set back gives neither an id again nor one that comes before', () => {
  let at = Date.parse('2026-11-30T12:00:00.000Z');
  const next = callIds(() => new Date(at));
  const before = Array.from({ length: 100 }, next);
  at -= 3_600_000;
  const ids = [...before, ...Array.from({ length: 100 }, next)];
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});
