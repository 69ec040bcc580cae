import { AsyncLocalStorage } from 'node:async_hooks';
import { mapAsyncIterator } from '@graphql-tools/utils';
import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, execute } from 'graphql';

/**
 * Subscribes as graphql-js does, with a fresh context for every event: an identity map or a loader that lives as long as
 * the subscription would answer the tenth event with what the first one read. Every event is answered in the trace that
 * the subscription began in. `complete` takes the place of graphql-js' `execute`.
 */
export async function subscribeWithContext(
  args: ExecutionArgs,
  contextFor: () => unknown,
  complete: (args: ExecutionArgs) => ReturnType<typeof execute> = execute,
): Promise<AsyncIterable<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream({ ...args, contextValue: contextFor() });
  if (!(Symbol.asyncIterator in source)) return source;
  const inTrace = AsyncLocalStorage.snapshot();
  return mapAsyncIterator(source, (event) =>
    inTrace(() => complete({ ...args, rootValue: event, contextValue: contextFor() })),
  );
}
