import type { PreparedOperation } from '@portal/federation';
import { inOperationSpan, withTrace } from '@portal/service-kit/process';
import { failedOperation, type OperationMetrics, outcomeOf } from '@portal/service-kit/serving';
import type { ExecutionResult } from 'graphql';
import { nameRequestErrors } from '../http/request-errors.ts';
import type { Refusals } from '../refusals.ts';
import type { GatewayContext } from './gateway-context.ts';
import type { LiveAnswer } from './live-event.ts';
import type { Supergraph } from './supergraph.ts';

/** An operation that was let in. */
export interface RunnableOperation {
  prepared: PreparedOperation;
  variables: Readonly<Record<string, unknown>> | null | undefined;
  traceId: string;
  /** Whose doing it is. */
  cause: string;
  /** Anew for each event of a subscription. */
  contextFor: () => GatewayContext;
  /** How events are told, where it is a subscription. */
  live: () => LiveAnswer;
}

/** One answer, or the events of a subscription. */
export type Answered = ExecutionResult | AsyncIterableIterator<ExecutionResult>;

/** What runs operations, and hears of them. */
export interface RunParts {
  supergraph: Pick<Supergraph, 'execute' | 'subscribe'>;
  metrics: OperationMetrics;
  refusals: Refusals;
}

/** Runs an operation, or begins a subscription, in its trace, counted and timed. Never throws. */
export async function runOperation(
  { prepared, variables, traceId, cause, contextFor, live }: RunnableOperation,
  { supergraph, metrics, refusals }: RunParts,
): Promise<Answered> {
  const { operation: type, name } = prepared.operation;
  const run = async (): Promise<Answered> => {
    if (type !== 'subscription') return supergraph.execute(prepared, variables, contextFor());
    const answer = live();
    const begun = await supergraph.subscribe({ prepared, variables, contextFor }, answer);
    return typeof begun === 'function' ? answer.results(begun) : begun;
  };
  return inOperationSpan(traceId, async () => {
    const started = performance.now();
    const result = nameRequestErrors(await withTrace(traceId, run, cause).catch(failedOperation));
    if (!(Symbol.asyncIterator in result)) refusals.noteAnswer(cause, prepared.operation, result);
    metrics.observe({
      name: name?.value,
      type,
      outcome: outcomeOf('errors' in result ? result.errors : undefined),
      seconds: (performance.now() - started) / 1000,
    });
    return result;
  });
}
