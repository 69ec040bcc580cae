import { metrics } from '@opentelemetry/api';
import type { OperationTypeNode } from 'graphql';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { describeOperation } from '../telemetry/spans.ts';

/** How an operation ended: with data alone, with errors that its caller made, or with one of ours. */
export type OperationOutcome = 'ok' | 'refused' | 'internal';

/** Counts and times the operations of one service. */
export interface OperationMetrics {
  registry: Registry;
  observe(operation: ObservedOperation): void;
}

/** One operation that ended. */
export interface ObservedOperation {
  name: string | undefined;
  type: OperationTypeNode | 'unknown';
  outcome: OperationOutcome;
  seconds: number;
}

/** Names come from clients: beyond so many they are counted together, so that nobody can grow the memory. */
const MOST_NAMES = 300;

/** Seconds. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Makes the metrics of one service, with those of its process beside them, in a registry that may hold others already. */
export function createOperationMetrics(registry = new Registry()): OperationMetrics {
  collectDefaultMetrics({ register: registry });
  const operations = new Counter({
    name: 'graphql_operations_total',
    help: 'Operations by name, type and outcome',
    labelNames: ['operation', 'type', 'outcome'],
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'graphql_operation_duration_seconds',
    help: 'How long an operation took; of a subscription, how long it took to begin',
    labelNames: ['operation', 'type'],
    buckets: BUCKETS,
    registers: [registry],
  });
  // The same for who collects by OTLP: nothing where nobody does.
  const exported = metrics.getMeter('portal-de-servicos').createHistogram('graphql.server.operation.duration', {
    unit: 's',
    description: 'How long an operation took; of a subscription, how long it took to begin',
    advice: { explicitBucketBoundaries: BUCKETS },
  });
  const names = new Set<string>();
  const label = (name = 'anonymous') => {
    if (names.size >= MOST_NAMES && !names.has(name)) return 'other';
    names.add(name);
    return name;
  };
  return {
    registry,
    observe({ name, type, outcome, seconds }) {
      const operation = label(name);
      operations.inc({ operation, type, outcome });
      durations.observe({ operation, type }, seconds);
      exported.record(seconds, { 'graphql.operation.name': operation, 'graphql.operation.type': type, outcome });
      describeOperation(operation, type, outcome === 'internal');
    },
  };
}

/** What an error of ours has for a code: none before it is masked, INTERNAL after. */
const OURS = [undefined, 'INTERNAL_SERVER_ERROR', 'INTERNAL', 'UNAVAILABLE', 'OUTCOME_UNKNOWN'];

/** The outcome that a result's errors tell. */
export function outcomeOf(errors: readonly { extensions?: { code?: unknown } }[] | undefined): OperationOutcome {
  if (!errors?.length) return 'ok';
  return errors.some(({ extensions }) => OURS.includes(extensions?.code as string | undefined))
    ? 'internal'
    : 'refused';
}
