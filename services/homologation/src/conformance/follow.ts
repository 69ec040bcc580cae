import { GraphQLError } from 'graphql';
import type { Moved, RunFollowers } from './run-followers.ts';

/** What may wait for one who follows. */
const MOST_WAITING = 500;

/** Something to tell, or that who follows was too slow for more: then it is the last. */
export type Told<Item> = { item: Item } | { tooSlow: true };

/** What is told of a credential. */
export interface Following<Item> {
  /** Of each move. */
  itemsOf: (moved: Moved) => readonly Item[];
  /** First of all: how things stand, so that whoever joins again has missed nothing. */
  standing: () => Promise<readonly Item[]>;
}

/** Follows a credential from now on. */
export function followCredential<Item>(
  line: RunFollowers,
  credentialId: string,
  { itemsOf, standing }: Following<Item>,
): AsyncIterableIterator<Told<Item>, undefined> {
  const waiting: Told<Item>[] = [];
  let over = false;
  let wake = () => {};
  const leave = line.follow(credentialId, {
    moved(moved) {
      if (over) return;
      waiting.push(...itemsOf(moved).map((item) => ({ item })));
      if (waiting.length > MOST_WAITING) {
        waiting.splice(0, Number.POSITIVE_INFINITY, { tooSlow: true });
        over = true;
        leave();
      }
      wake();
    },
    end: () => end(),
  });
  standing().then(
    (items) => {
      if (!over) waiting.unshift(...items.map((item) => ({ item })));
      wake();
    },
    // Whoever joins again is told then.
    () => end(),
  );

  function end(): void {
    over = true;
    waiting.length = 0;
    leave();
    wake();
  }

  return {
    async next() {
      while (waiting.length === 0 && !over) {
        const woken = Promise.withResolvers<void>();
        wake = woken.resolve;
        await woken.promise;
      }
      const value = waiting.shift();
      return value ? { done: false, value } : { done: true, value: undefined };
    },
    async return() {
      end();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** What is told; for who was too slow the error that says so. */
export function orThrowTooSlow<Item>(told: Told<Item>): Item {
  if ('item' in told) return told.item;
  throw new GraphQLError('A assinatura foi encerrada: as mudanças chegam mais rápido do que são lidas.', {
    extensions: { code: 'CONSUMER_TOO_SLOW' },
  });
}
