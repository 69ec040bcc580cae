import { AsyncLocalStorage } from 'node:async_hooks';
import { withoutTrace } from './trace.ts';

const current = new AsyncLocalStorage<AbortSignal | undefined>();

/** Runs `work` so that every statement of a database that it asks for is given up once the signal aborts. */
export function withOperationSignal<Result>(signal: AbortSignal, work: () => Result): Result {
  return current.run(signal, work);
}

/** For what an operation only sets going: it goes on when nobody waits for the operation any more, and is not its doing. */
export function outsideOperation<Result>(work: () => Result): Result {
  return current.run(undefined, () => withoutTrace(work));
}

/** Aborts when nobody waits for the operation under way any more; undefined outside of one. */
export function operationSignal(): AbortSignal | undefined {
  return current.getStore();
}
