import type { PlanNode, QueryPlanner } from '@graphql-hive/router-query-planner';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { type AskedFields, dataKey, fieldsAsked, plainFields, type Reading } from './selection.ts';
import { SelectionShape } from './shape.ts';
import type { Supergraph } from './supergraph.ts';
import { askingTypenames } from './typenames.ts';

/** An operation of a checked document, ready to be run as often as it is asked for. */
export interface PreparedOperation {
  readonly supergraph: Supergraph;
  readonly operation: OperationDefinitionNode;
  readonly rootType: GraphQLObjectType;
  /** Of its document, by name. */
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** How it is run with these values of its variables, coerced. */
  planFor(variables: Readonly<Record<string, unknown>>): OperationPlan;
}

/** How an operation is run while its conditions, @skip and @include, come to the same. */
export interface OperationPlan {
  /** What is read before all else: root fields that the supergraph has read first, where there are others. */
  first: PlanNode | undefined;
  /** Absent where no subgraph is needed. */
  node: PlanNode | undefined;
  dispatched: readonly DispatchedField[];
  /** What the schema itself answers of it: __schema and __type. */
  introspection: DocumentNode | undefined;
  shape: SelectionShape;
}

/** A root field of which is seen when it runs whom to ask. */
export interface DispatchedField {
  definition: GraphQLField<unknown, unknown>;
  node: FieldNode;
  /** As the client calls it. */
  key: string;
  /** Where it stands in the merged answer of the subgraphs. */
  dataKey: string;
  /** How it is read where this subgraph has it. */
  planIn(subgraph: string): PlanNode | undefined;
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
    fragments,
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
  const { planner, readFirst, dispatched, plannerIn, aliasPrefix } = reading.supergraph;
  const sets = [operation.selectionSet];
  const asked = [...fieldsAsked(rootType, sets, reading)];
  const isQuery = operation.operation === 'query';
  const {
    meta = [],
    first = [],
    dispatch = [],
    other = [],
  } = Object.groupBy(asked, ([, [node]]) => {
    const name = node?.name.value ?? '';
    if (name.startsWith('__')) return 'meta';
    return isQuery && dispatched.has(name) ? 'dispatch' : isQuery && readFirst.has(name) ? 'first' : 'other';
  });
  const plan = (fields: typeof asked, by: QueryPlanner): PlanNode | undefined => {
    if (fields.length === 0) return undefined;
    const text = plainText(operation, rootType, new Map(fields), reading);
    const { node } = by.plan(text, operation.name?.value, new Set(), 0);
    return node && askingTypenames(node, reading.supergraph);
  };
  return {
    first: plan(first, planner),
    node: plan(other, planner),
    dispatched: dispatch.flatMap(([key, nodes]): DispatchedField[] => {
      const [node] = nodes;
      const definition = node && rootType.getFields()[node.name.value];
      if (!definition) return [];
      const plans = new Map<string, PlanNode | undefined>();
      const planIn = (subgraph: string) => {
        if (!plans.has(subgraph)) plans.set(subgraph, plan([[key, nodes]], plannerIn(subgraph)));
        return plans.get(subgraph);
      };
      return [{ definition, node, key, dataKey: dataKey(node, definition, aliasPrefix), planIn }];
    }),
    introspection: introspectionOf(
      operation,
      meta.flatMap(([, nodes]) => nodes),
      reading,
    ),
    shape: new SelectionShape(sets, reading),
  };
}

function introspectionOf(operation: OperationDefinitionNode, fields: readonly FieldNode[], { fragments }: Reading) {
  const meta = fields.filter(({ name: { value } }) => value === '__schema' || value === '__type');
  if (meta.length === 0) return undefined;
  const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: meta };
  return { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }, ...fragments.values()] } as const;
}

/** These fields of the operation as the planner is handed them. */
function plainText(
  operation: OperationDefinitionNode,
  rootType: GraphQLObjectType,
  fields: AskedFields,
  reading: Reading,
): string {
  const selectionSet: SelectionSetNode = {
    kind: Kind.SELECTION_SET,
    selections: plainFields(rootType, fields, reading),
  };
  const used = new Set<string>();
  visit(selectionSet, { Variable: ({ name }) => void used.add(name.value) });
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value));
  return print({ ...operation, directives: [], ...(variableDefinitions && { variableDefinitions }), selectionSet });
}

/** Makes each operation of a document ready once, for as long as the document is kept. */
export function operationBook(supergraph: Supergraph) {
  const known = new WeakMap<DocumentNode, Map<string, PreparedOperation>>();
  return (document: DocumentNode, operationName?: string | null): PreparedOperation => {
    const operations = known.get(document) ?? new Map<string, PreparedOperation>();
    known.set(document, operations);
    const prepared = operations.get(operationName ?? '') ?? prepareOperation(supergraph, document, operationName);
    operations.set(operationName ?? '', prepared);
    return prepared;
  };
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
