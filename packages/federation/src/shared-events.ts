import type { PlanNode } from '@graphql-hive/router-query-planner';
import type { ExecutionResult } from 'graphql';
import type { OperationPlan } from './prepare.ts';
import type { SubgraphResult } from './subgraph.ts';

/** An event of a subscription, before it is completed. */
export interface Event {
  plan: OperationPlan;
  /** What is fetched to complete it. */
  rest: readonly PlanNode[];
  event: SubgraphResult;
  variables: Readonly<Record<string, unknown>> | null | undefined;
}

interface KnownPlan {
  id: number;
  /** Whether all that is fetched is the same for everybody. */
  alike: boolean;
  /** Variables of what is fetched: those of the subscription's own arguments the event has behind it. */
  variables: readonly string[];
}

/**
 * Completes an event once for all who receive it alike. It reaches every open page that it concerns at the same moment,
 * and holds what that page's owner may see; what is left is read of subgraphs that answer everybody alike. Where more is
 * asked, it is asked for each subscriber alone.
 */
export class SharedEvents {
  readonly #underWay = new Map<string, Promise<ExecutionResult>>();
  readonly #plans = new WeakMap<OperationPlan, KnownPlan>();
  readonly #alike: ReadonlySet<string>;
  #lastId = 0;

  /** `alike`: subgraphs that answer everybody alike, by the names in their plans. */
  constructor(alike: readonly string[]) {
    this.#alike = new Set(alike);
  }

  /** The event completed, by `complete` or for another who receives it alike at this moment. */
  complete(received: Event, complete: () => Promise<ExecutionResult>): Promise<ExecutionResult> {
    const key = this.#keyOf(received);
    if (key === undefined) return complete();
    const underWay = this.#underWay.get(key);
    if (underWay) return underWay;
    const completed = complete().finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, completed);
    return completed;
  }

  /** Undefined where something is asked in the subscriber's name, and for an event with an error in it: that is theirs. */
  #keyOf({ plan, rest, event, variables }: Event): string | undefined {
    const known = this.#known(plan, rest);
    if (!known.alike || event.errors?.length) return undefined;
    return JSON.stringify([known.id, known.variables.map((name) => variables?.[name]), event.data]);
  }

  #known(plan: OperationPlan, rest: readonly PlanNode[]): KnownPlan {
    let known = this.#plans.get(plan);
    if (!known) {
      const fetches = rest.flatMap(fetchesOf);
      this.#lastId += 1;
      known = {
        id: this.#lastId,
        alike: fetches.every(({ serviceName }) => this.#alike.has(serviceName)),
        variables: [...new Set(fetches.flatMap(({ variableUsages = [] }) => variableUsages))],
      };
      this.#plans.set(plan, known);
    }
    return known;
  }
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
