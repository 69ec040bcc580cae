import type { PlanNode } from '@graphql-hive/router-query-planner';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLObjectType,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  print,
  visit,
} from 'graphql';
import { fieldsAsked, plainSelection, type Reading } from './selection.ts';
import { SelectionShape } from './shape.ts';
import type { Supergraph } from './supergraph.ts';

/** An operation of a checked document, ready to be run as often as it is asked for. */
export interface PreparedOperation {
  readonly supergraph: Supergraph;
  readonly operation: OperationDefinitionNode;
  readonly rootType: GraphQLObjectType;
  /** How it is run with these values of its variables, coerced. */
  planFor(variables: Readonly<Record<string, unknown>>): OperationPlan;
}

/** How an operation is run while its conditions, @skip and @include, come to the same. */
export interface OperationPlan {
  /** Absent where no subgraph is needed. */
  node: PlanNode | undefined;
  /** What the schema itself answers of it: __schema and __type. */
  introspection: DocumentNode | undefined;
  shape: SelectionShape;
}

/** So many plans of one operation are kept; each condition doubles what there may be. */
const MOST_PLANS = 32;

/**
 * Makes an operation ready. The document must be valid for the API schema. Throws a GraphQLError where it has no operation
 * of that name. Keep the result beside the document: planning takes longer than all else that is done for an operation.
 */
export function prepareOperation(
  supergraph: Supergraph,
  document: DocumentNode,
  operationName?: string | null,
): PreparedOperation {
  const operation = getOperationAST(document, operationName);
  if (!operation)
    throw new GraphQLError(`The document has no operation ${operationName ?? 'that alone could be meant'}.`);
  const rootType = supergraph.schema.getRootType(operation.operation);
  if (!rootType) throw new GraphQLError(`There is no ${operation.operation}.`, { nodes: operation });
  const fragments = fragmentsOf(document);
  const asked = conditionVariables(document);
  const plans = new Map<string, OperationPlan>();

  return {
    supergraph,
    operation,
    rootType,
    planFor(variables) {
      const conditions = Object.fromEntries(asked.map((name) => [name, Boolean(variables[name])]));
      const key = asked.map((name) => (conditions[name] ? '1' : '0')).join('');
      const known = plans.get(key);
      if (known) return known;
      const [oldest] = plans.keys();
      if (plans.size >= MOST_PLANS && oldest !== undefined) plans.delete(oldest);
      const plan = planOperation(operation, rootType, { supergraph, fragments, conditions });
      plans.set(key, plan);
      return plan;
    },
  };
}

function planOperation(
  operation: OperationDefinitionNode,
  rootType: GraphQLObjectType,
  reading: Reading,
): OperationPlan {
  const sets = [operation.selectionSet];
  const shape = new SelectionShape(sets, reading);
  const fields = [...fieldsAsked(rootType, sets, reading).values()].flat();
  const meta = fields.filter(({ name: { value } }) => value === '__schema' || value === '__type');
  const needsSubgraphs = fields.some(({ name: { value } }) => !value.startsWith('__'));
  return {
    node: needsSubgraphs
      ? planText(plainText(operation, rootType, reading), operation.name?.value, reading)
      : undefined,
    introspection:
      meta.length > 0
        ? {
            kind: Kind.DOCUMENT,
            definitions: [
              { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: meta } },
              ...reading.fragments.values(),
            ],
          }
        : undefined,
    shape,
  };
}

function planText(text: string, operationName: string | undefined, { supergraph }: Reading): PlanNode | undefined {
  return supergraph.planner.plan(text, operationName, new Set(), 0).node;
}

/** The operation as the planner is handed it. */
function plainText(operation: OperationDefinitionNode, rootType: GraphQLObjectType, reading: Reading): string {
  const selectionSet = plainSelection(rootType, [operation.selectionSet], reading);
  const used = new Set<string>();
  visit(selectionSet, { Variable: ({ name }) => void used.add(name.value) });
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value));
  return print({ ...operation, directives: [], ...(variableDefinitions && { variableDefinitions }), selectionSet });
}

function fragmentsOf({ definitions }: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return fragments;
}

function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ name, arguments: args }) {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of args ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names].sort();
}
