import type { Exchange, Operation } from '@urql/core';
import { makeOperation } from '@urql/core';
import { filter, fromPromise, fromValue, makeSubject, merge, mergeMap, pipe } from 'wonka';
import { errorCode } from '../graph-errors.ts';
import type { SecondFactorDialog } from './second-factor-dialog.tsx';

/** Asks who administrates to prove by their key that it is them, where an act waits for that. */
export interface SecondFactor {
  /** What asks, while it does. */
  readonly Dialog: typeof SecondFactorDialog | null;
  subscribe(listener: () => void): () => void;
  /** Resolves to whether it was proved. Whoever asks meanwhile waits for the same. */
  prove(): Promise<boolean>;
  /** The dialog ended. */
  end(proved: boolean): void;
}

/** One for a page; `load` brings the dialog, which few ever see. */
export function createSecondFactor(load: () => Promise<typeof SecondFactorDialog> = loadDialog): SecondFactor {
  const listeners = new Set<() => void>();
  let Dialog: typeof SecondFactorDialog | null = null;
  let proving: Promise<boolean> | null = null;
  let ended: (proved: boolean) => void = () => {};

  function show(next: typeof Dialog) {
    Dialog = next;
    for (const listener of listeners) listener();
  }

  async function ask(): Promise<boolean> {
    const loaded = await load().catch(() => null);
    // The page's own words say what waits.
    if (!loaded) return false;
    const proved = await new Promise<boolean>((resolve) => {
      ended = resolve;
      show(loaded);
    });
    show(null);
    return proved;
  }

  return {
    get Dialog() {
      return Dialog;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    prove() {
      proving ??= ask().finally(() => {
        proving = null;
      });
      return proving;
    },
    end: (proved) => ended(proved),
  };
}

async function loadDialog() {
  return (await import('./second-factor-dialog.tsx')).SecondFactorDialog;
}

/**
 * An act that waits for a second factor is sent once more as soon as that is proved: nothing typed is lost. What the person
 * does not prove is refused as it was.
 */
export function waitForSecondFactor(secondFactor: SecondFactor): Exchange {
  return ({ forward }) =>
    (operations) => {
      const again = makeSubject<Operation>();
      return pipe(
        merge([operations, again.source]),
        forward,
        mergeMap((result) => {
          const { kind, context } = result.operation;
          const waits = kind === 'mutation' && errorCode(result.error) === 'SECOND_FACTOR_REQUIRED';
          if (!waits || context.afterSecondFactor) return fromValue(result);
          return fromPromise(
            secondFactor.prove().then((proved) => {
              if (!proved) return result;
              again.next(makeOperation(kind, result.operation, { ...context, afterSecondFactor: true }));
              return null;
            }),
          );
        }),
        filter((result) => result !== null),
      );
    };
}
