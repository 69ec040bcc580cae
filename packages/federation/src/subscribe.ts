import { AsyncLocalStorage } from 'node:async_hooks';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { coercedVariables, type ExecuteOptions, pick, Run } from './execute.ts';
import type { PreparedOperation } from './prepare.ts';
import type { SharedEvents } from './shared-events.ts';
import type { SubgraphResult } from './subgraph.ts';

/** What a subscription is run with. */
export interface SubscribeOptions<Context> extends Omit<ExecuteOptions<Context>, 'context' | 'dispatch'> {
  /** Of the subscription itself, and anew of each event. */
  contextFor: () => Context;
  /** Lets events that several subscribers receive alike be completed once. */
  sharedEvents?: SharedEvents | undefined;
}

/**
 * Begins a subscription; each event is completed from the other subgraphs before the next is taken, in the trace in which
 * it was begun. Resolves to a result with errors where it was refused; what breaks the line later is thrown by the iterator.
 *
 * An event that cannot be completed is the last: what was to be told is in none of its fields, its cursor neither. Whoever
 * subscribes again with the cursor before it is told it then.
 */
export async function subscribeOperation<Context>(
  prepared: PreparedOperation,
  options: SubscribeOptions<Context>,
): Promise<ExecutionResult | AsyncIterableIterator<ExecutionResult>> {
  const { transport, variables, contextFor, sharedEvents } = options;
  const values = coercedVariables(prepared, variables);
  if (values.errors) return { errors: values.errors };
  const plan = prepared.planFor(values.coerced);
  const { node } = plan;
  const [first, ...rest] = node?.kind === 'Sequence' ? node.nodes : node ? [node] : [];
  if (first?.kind !== 'Subscription') return { errors: [new GraphQLError('The operation subscribes to nothing.')] };
  const { primary } = first;
  const events = await transport.subscribe(
    prepared.supergraph.subgraphOf(primary.serviceName),
    { kind: 'subscription', query: primary.operation, variables: pick(variables, primary.variableUsages) },
    contextFor(),
  );

  async function completed(event: SubgraphResult): Promise<ExecutionResult> {
    const run = new Run(prepared, plan, { transport, variables, context: contextFor() });
    run.take(event, primary);
    for (const each of rest) await run.execute(each);
    return run.answer();
  }
  const complete = (event: SubgraphResult) =>
    sharedEvents && rest.length > 0
      ? sharedEvents.complete({ plan, rest, event, variables }, () => completed(event))
      : completed(event);
  return eachCompleted(events, AsyncLocalStorage.bind(complete));
}

/** An async generator would keep its reader until the next event where it wants to leave. */
function eachCompleted(
  events: AsyncIterableIterator<SubgraphResult>,
  complete: (event: SubgraphResult) => Promise<ExecutionResult>,
): AsyncIterableIterator<ExecutionResult> {
  let failed = false;
  const end = async (): Promise<IteratorResult<ExecutionResult>> => {
    await events.return?.();
    return { done: true, value: undefined };
  };
  return {
    async next() {
      if (failed) return end();
      const event = await events.next();
      if (event.done) return { done: true, value: undefined };
      const value = await complete(event.value);
      failed = value.errors !== undefined && (value.data === undefined || value.data === null);
      return { done: false, value };
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
