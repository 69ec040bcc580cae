import type { FetchNode, PlanNode } from '@graphql-hive/router-query-planner';
import {
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  stripIgnoredCharacters,
} from 'graphql';
import type { Supergraph } from './supergraph.ts';

export const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * A plan whose fetches also ask what an object is wherever it may be of several types: the answer cannot be made without.
 * The planner itself is not asked for it, as it would look for who tells that before it looks for who tells the rest, and
 * ask two subgraphs where one has everything.
 */
export function askingTypenames(node: PlanNode, supergraph: Supergraph): PlanNode {
  const within = (each: PlanNode) => askingTypenames(each, supergraph);
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map(within) };
    case 'Flatten':
      return { ...node, node: within(node.node) };
    case 'Fetch':
    case 'BatchFetch':
      return { ...node, operation: textAsking(node, supergraph) };
    case 'Subscription':
      return { ...node, primary: { ...node.primary, operation: textAsking(node.primary, supergraph) } };
    default:
      return node;
  }
}

function textAsking({ operation }: Pick<FetchNode, 'operation'>, supergraph: Supergraph): string {
  let added = false;

  function asking(set: SelectionSetNode, type: string | undefined): SelectionSetNode {
    const selections = set.selections.map((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD || !selection.selectionSet) return selection;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        return {
          ...selection,
          selectionSet: asking(selection.selectionSet, selection.typeCondition?.name.value ?? type),
        };
      }
      const fieldType = type && supergraph.typeOfField(type, selection.name.value);
      const inner = asking(selection.selectionSet, fieldType);
      if (!fieldType || !supergraph.toldApart.has(fieldType) || inner.selections.some(isTypename)) {
        return { ...selection, selectionSet: inner };
      }
      added = true;
      return { ...selection, selectionSet: { ...inner, selections: [TYPENAME, ...inner.selections] } };
    });
    return { ...set, selections };
  }

  const document = parse(operation, { noLocation: true });
  const definitions = document.definitions.map((definition) => {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      return { ...definition, selectionSet: asking(definition.selectionSet, rootTypeOf(definition, supergraph)) };
    }
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) return definition;
    return { ...definition, selectionSet: asking(definition.selectionSet, definition.typeCondition.name.value) };
  });
  return added ? stripIgnoredCharacters(print({ ...document, definitions })) : operation;
}

function rootTypeOf({ operation }: OperationDefinitionNode, { schema }: Supergraph): string | undefined {
  return schema.getRootType(operation)?.name;
}

function isTypename(selection: SelectionSetNode['selections'][number]): boolean {
  return selection.kind === Kind.FIELD && selection.name.value === '__typename' && !selection.alias;
}
