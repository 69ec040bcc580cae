import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import type { ConcreteRequest, GraphQLTaggedNode, NormalizationSelection } from 'relay-runtime';

/** What relay-compiler would make of a query of plain fields with literal arguments. */
export function relayOperation(schema: GraphQLSchema, text: string): GraphQLTaggedNode {
  const [definition] = parse(text).definitions;
  const query = schema.getQueryType();
  if (definition?.kind !== Kind.OPERATION_DEFINITION || !query) throw new Error(`no query: ${text}`);
  const selections = selectionsOf(query, definition.selectionSet);
  const operation = { kind: 'Operation', name: 'Test', argumentDefinitions: [], selections };
  const fragment = { kind: 'Fragment', name: 'Test', type: 'Query', argumentDefinitions: [], selections };
  const params = { id: null, cacheID: text, metadata: {}, name: 'Test', operationKind: 'query', text };
  return { kind: 'Request', operation, fragment, params } as unknown as ConcreteRequest;
}

function selectionsOf(parent: GraphQLObjectType, { selections }: SelectionSetNode): NormalizationSelection[] {
  return selections.map((node) => {
    if (node.kind !== Kind.FIELD) throw new Error('no fragments here');
    return selectionOf(parent, node);
  });
}

function selectionOf(parent: GraphQLObjectType, node: FieldNode): NormalizationSelection {
  const name = node.name.value;
  const args = (node.arguments ?? []).map(({ name: key, value }) => ({
    kind: 'Literal',
    name: key.value,
    value: valueFromASTUntyped(value),
  }));
  const alias = node.alias?.value ?? null;
  const shared = { alias, name, args: args.length > 0 ? args : null, storageKey: null };
  const type = parent.getFields()[name]?.type;
  const named = type && getNamedType(type);
  if (!type || !node.selectionSet || !isObjectType(named)) {
    return { ...shared, kind: 'ScalarField' } as unknown as NormalizationSelection;
  }
  const inner = isNonNullType(type) ? type.ofType : type;
  return {
    ...shared,
    kind: 'LinkedField',
    concreteType: named.name,
    plural: isListType(inner),
    selections: selectionsOf(named, node.selectionSet),
  } as unknown as NormalizationSelection;
}
