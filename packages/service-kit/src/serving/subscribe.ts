import { AsyncLocalStorage } from 'node:async_hooks';
import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, execute } from 'graphql';
import type { Caller } from '../identity/caller.ts';
import type { AlikeAnswers } from './alike-answers.ts';
import type { AlikeSubscription, SharedSubscriptions } from './shared-subscriptions.ts';
import { isBeatingSource, isStreamBeat, isStreamEvent } from './stream-event.ts';

/** What a subscription is run with. */
export interface Subscribing {
  caller: Caller;
  /** Of the subscription itself, and anew of each event. */
  contextFor: (caller: Caller) => unknown;
  answers: AlikeAnswers;
  line: SharedSubscriptions;
  /** Where it takes what it receives alike with others. */
  alike: AlikeSubscription | undefined;
}

/**
 * Subscribes as graphql-js does, with a fresh context for every event: an identity map or a loader that lives as long as
 * the subscription would answer the tenth event with what the first one read. Every event is answered in the trace that
 * the subscription began in. What is told on the line to many alike does not come out of the iterator.
 *
 * An event that cannot be completed is the last: what was to be told is in none of its fields, its cursor neither. Whoever
 * subscribes again with the cursor before it is told it then.
 */
export async function subscribeWithContext(
  args: ExecutionArgs,
  { caller, contextFor, answers, line, alike }: Subscribing,
): Promise<AsyncIterable<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream({ ...args, contextValue: contextFor(caller) });
  if (!(Symbol.asyncIterator in source)) return source;
  const events = source[Symbol.asyncIterator]();
  const inTrace = AsyncLocalStorage.snapshot();
  const { document, operationName, variableValues: variables } = args;
  const told = { caller, document, operationName, variables };
  const leave = alike && isBeatingSource(source) ? line.join(alike, source) : () => {};
  let failed = false;

  async function answer(event: unknown): Promise<ExecutionResult> {
    const work = async (viewer: Caller) =>
      inTrace(() => execute({ ...args, rootValue: event, contextValue: contextFor(viewer) }));
    return isStreamEvent(event) ? answers.answer(event, told, work) : work(caller);
  }

  async function next(): Promise<IteratorResult<ExecutionResult>> {
    if (failed) return end();
    for (;;) {
      const { done, value: event } = await events.next();
      if (done) {
        leave();
        return { done, value: undefined };
      }
      if (isStreamBeat(event)) {
        if (alike) await line.tell(alike, event.place);
        continue;
      }
      const result = await answer(event);
      failed = result.errors !== undefined && result.data == null;
      if (!alike || result.errors || !isStreamEvent(event)) return { done: false, value: result };
      await line.tell(alike, event.place, result);
    }
  }

  async function end(): Promise<IteratorResult<ExecutionResult>> {
    leave();
    await events.return?.();
    return { done: true, value: undefined };
  }

  const results: AsyncIterableIterator<ExecutionResult> = {
    async next() {
      try {
        return await next();
      } catch (error) {
        await end();
        throw error;
      }
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
  return results;
}
