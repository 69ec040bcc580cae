import type { PlanNode } from '@graphql-hive/router-query-planner';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { type ExecuteOptions, pick, planWith, Run } from './execute.ts';
import type { OperationPlan, PreparedOperation } from './prepare.ts';
import type { GraphTransport, SubgraphRequest, SubgraphResult } from './subgraph.ts';

/** A subscription, ready to be begun. */
export interface PlannedSubscription {
  /** Where its events come from, and what is asked there. */
  subgraph: string;
  request: SubgraphRequest;
  /**
   * Where these subgraphs, which answer everybody alike, are all that its events are completed from: names what is made of
   * an event. Two subscriptions of one name that receive the same are answered the same. Undefined where more is asked.
   */
  likeness(alike: ReadonlySet<string>): string | undefined;
  /** An event, which is written into, completed from the other subgraphs. */
  complete<Context>(
    event: SubgraphResult,
    transport: GraphTransport<Context>,
    context: Context,
  ): Promise<ExecutionResult>;
}

/** Says what a subscription asks of whom, or why it is refused. */
export function planSubscription(
  prepared: PreparedOperation,
  variables: ExecuteOptions<unknown>['variables'],
): PlannedSubscription | { errors: readonly GraphQLError[] } {
  const begun = planWith(prepared, variables);
  if ('errors' in begun) return begun;
  const { plan } = begun;
  const { node } = plan;
  const [first, ...rest] = node?.kind === 'Sequence' ? node.nodes : node ? [node] : [];
  if (first?.kind !== 'Subscription') return { errors: [new GraphQLError('The operation subscribes to nothing.')] };
  const { primary } = first;
  return {
    subgraph: prepared.supergraph.subgraphOf(primary.serviceName),
    request: { kind: 'subscription', query: primary.operation, variables: pick(variables, primary.variableUsages) },
    likeness(alike) {
      const made = makingOf(plan, rest);
      if (!made.subgraphs.every((name) => alike.has(name))) return undefined;
      return JSON.stringify([
        made.id,
        made.variables.map((name) => (variables && Object.hasOwn(variables, name) ? [variables[name]] : [])),
      ]);
    },
    async complete(event, transport, context) {
      const run = new Run(prepared, plan, { transport, variables, context });
      run.take(event, primary);
      for (const each of rest) await run.execute(each);
      return run.answer();
    },
  };
}

/** What is made of a plan's events. */
interface Making {
  id: number;
  /** Who is asked to complete them. */
  subgraphs: readonly string[];
  /** Variables of what is asked: those of the subscription's own arguments the event has behind it. */
  variables: readonly string[];
}

const makings = new WeakMap<OperationPlan, Making>();
let lastMaking = 0;

function makingOf(plan: OperationPlan, rest: readonly PlanNode[]): Making {
  let made = makings.get(plan);
  if (!made) {
    const fetches = rest.flatMap(fetchesOf);
    lastMaking += 1;
    made = {
      id: lastMaking,
      subgraphs: fetches.map(({ serviceName }) => serviceName),
      variables: [...new Set(fetches.flatMap(({ variableUsages = [] }) => variableUsages))],
    };
    makings.set(plan, made);
  }
  return made;
}

type AnyFetch = Extract<PlanNode, { kind: 'Fetch' | 'BatchFetch' }>;

function fetchesOf(node: PlanNode): AnyFetch[] {
  switch (node.kind) {
    case 'Fetch':
    case 'BatchFetch':
      return [node];
    case 'Flatten':
      return fetchesOf(node.node);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(fetchesOf);
    default:
      throw new Error(`a plan for events has no ${node.kind}`);
  }
}

/**
 * Whether an event that was completed is the last: what was to be told is in none of its fields, its cursor neither. Whoever
 * subscribes again with the cursor before it is told it then.
 */
export function isLastEvent({ data, errors }: ExecutionResult): boolean {
  return errors !== undefined && (data === undefined || data === null);
}
