import { AsyncLocalStorage } from 'node:async_hooks';
import { mapAsyncIterator } from '@graphql-tools/utils';
import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, execute } from 'graphql';

/**
 * Subscribes as graphql-js does, with a fresh context for every event: an identity map or a loader that lives as long as
 * the subscription would answer the tenth event with what the first one read. Every event is answered in the trace that
 * the subscription began in.
 *
 * An event that cannot be completed is the last: what was to be told is in none of its fields, its cursor neither. Whoever
 * subscribes again with the cursor before it is told it then.
 */
export async function subscribeWithContext(
  args: ExecutionArgs,
  contextFor: () => unknown,
): Promise<AsyncIterable<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream({ ...args, contextValue: contextFor() });
  if (!(Symbol.asyncIterator in source)) return source;
  const inTrace = AsyncLocalStorage.snapshot();
  const results = mapAsyncIterator(source, (event) =>
    inTrace(() => execute({ ...args, rootValue: event, contextValue: contextFor() })),
  );
  return endAfterFailure(results as AsyncIterableIterator<ExecutionResult>);
}

function endAfterFailure(results: AsyncIterableIterator<ExecutionResult>): AsyncIterableIterator<ExecutionResult> {
  let failed = false;
  const end = async (): Promise<IteratorResult<ExecutionResult>> => {
    await results.return?.();
    return { done: true, value: undefined };
  };
  return {
    async next() {
      if (failed) return end();
      const result = await results.next();
      failed = !result.done && result.value.errors !== undefined && result.value.data == null;
      return result;
    },
    return: end,
    async throw(error) {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
