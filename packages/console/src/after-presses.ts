import { untilReleased } from '@portal/ui';
import type { Exchange } from '@urql/core';
import { fromPromise, fromValue, mergeMap, pipe } from 'wonka';

/** What the Portal answers or tells while something is pressed shows once it was let go: nothing moves away under the press. */
export const afterPresses: Exchange =
  ({ forward }) =>
  (operations) =>
    pipe(
      forward(operations),
      mergeMap((result) => {
        const released = untilReleased();
        return released ? fromPromise(released.then(() => result)) : fromValue(result);
      }),
    );
