// @vitest-environment happy-dom
import { Client, type Exchange, gql } from '@urql/core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { filter, map, pipe, subscribe } from 'wonka';
import { afterPresses } from './after-presses.ts';

const network: Exchange = () => (operations) =>
  pipe(
    operations,
    filter(({ kind }) => kind !== 'teardown'),
    map((operation) => ({ operation, data: { n: operation.variables?.n }, stale: false, hasNext: false })),
  );

let client: Client;
let shown: number[];
const ask = (n: number) =>
  pipe(
    client.query(gql`query ($n: Int) { n(n: $n) }`, { n }),
    subscribe(({ data }) => shown.push(data.n)),
  );
const press = (type: string) => document.dispatchEvent(new PointerEvent(type));

beforeEach(() => {
  client = new Client({ url: '/graphql', exchanges: [afterPresses, network], preferGetMethod: false });
  shown = [];
  vi.useFakeTimers();
});
afterEach(async () => {
  await vi.runAllTimersAsync();
  vi.useRealTimers();
});

it('shows at once what comes while nothing is pressed', () => {
  ask(1);
  expect(shown).toEqual([1]);
});

it.each(['pointerup', 'pointercancel'])('shows what comes during a press after its %s, in its order', async (end) => {
  press('pointerdown');
  for (const n of [2, 3]) ask(n);
  await vi.advanceTimersByTimeAsync(500);
  press(end);
  expect(shown).toEqual([]);
  await vi.advanceTimersByTimeAsync(0);
  expect(shown).toEqual([2, 3]);
  ask(4);
  expect(shown).toEqual([2, 3, 4]);
});

it('waits no longer than a second for a press that does not end', async () => {
  press('pointerdown');
  ask(5);
  await vi.advanceTimersByTimeAsync(999);
  expect(shown).toEqual([]);
  await vi.advanceTimersByTimeAsync(10);
  expect(shown).toEqual([5]);
});
