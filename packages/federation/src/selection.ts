import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  getNamedType,
  type InlineFragmentNode,
  isCompositeType,
  isObjectType,
  isUnionType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Supergraph } from './supergraph.ts';
import { TYPENAME } from './typenames.ts';

/** A document's fragments, and what its conditions come to. */
export interface Reading {
  supergraph: Supergraph;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Values of the variables that @skip and @include name. */
  conditions: Readonly<Record<string, boolean>>;
}

/** Fields by the key of the answer under which they stand, in the order asked; those of one key are one field. */
export type AskedFields = ReadonlyMap<string, readonly FieldNode[]>;

/** Whether @skip and @include leave a selection in the answer. */
function isIncluded(directives: readonly DirectiveNode[] | undefined, { conditions }: Reading): boolean {
  return (directives ?? []).every(({ name, arguments: args }) => {
    if (name.value !== 'skip' && name.value !== 'include') return true;
    const value = args?.[0]?.value;
    const holds =
      value?.kind === Kind.VARIABLE ? conditions[value.name.value] : value?.kind === Kind.BOOLEAN && value.value;
    return Boolean(holds) === (name.value === 'include');
  });
}

function fragmentOf(node: InlineFragmentNode | FragmentSpreadNode, { fragments }: Reading) {
  const { typeCondition, selectionSet } =
    node.kind === Kind.INLINE_FRAGMENT ? node : (fragments.get(node.name.value) ?? {});
  return { on: typeCondition?.name.value, selectionSet };
}

/** The fields asked of an object of this type (GraphQL specification, 6.3.2: CollectFields). */
export function fieldsAsked(
  type: GraphQLObjectType | GraphQLInterfaceType,
  sets: readonly SelectionSetNode[],
  reading: Reading,
): AskedFields {
  const asked = new Map<string, FieldNode[]>();
  // A fragment is read once, however often it is spread: it may be in fragments that double each other.
  const seen = new Set<SelectionSetNode>();
  const collect = (set: SelectionSetNode): void => {
    if (seen.has(set)) return;
    seen.add(set);
    for (const selection of set.selections) {
      if (!isIncluded(selection.directives, reading)) continue;
      if (selection.kind === Kind.FIELD) add(asked, selection.alias?.value ?? selection.name.value, selection);
      else {
        const { on, selectionSet } = fragmentOf(selection, reading);
        if (selectionSet && (on === undefined || reading.supergraph.satisfies(type.name, on))) collect(selectionSet);
      }
    }
  };
  for (const set of sets) collect(set);
  return asked;
}

/** Whether the same is asked of every object of an interface, and of none what it is. */
export function isAskedAlike(type: GraphQLInterfaceType, sets: readonly SelectionSetNode[], reading: Reading): boolean {
  const seen = new Set<SelectionSetNode>();
  const alike = (set: SelectionSetNode): boolean => {
    if (seen.has(set)) return true;
    seen.add(set);
    return set.selections.every((selection) => {
      if (!isIncluded(selection.directives, reading)) return true;
      if (selection.kind === Kind.FIELD) return selection.name.value !== '__typename';
      const { on, selectionSet } = fragmentOf(selection, reading);
      return (
        !selectionSet || ((on === undefined || reading.supergraph.satisfies(type.name, on)) && alike(selectionSet))
      );
    });
  };
  return sets.every(alike);
}

function add<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** The selections below fields that are one field of the answer. */
export function selectionsOf(nodes: readonly FieldNode[]): SelectionSetNode[] {
  return nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
}

/**
 * The key under which a field stands in the merged answer of the subgraphs. A client's alias may be the name of any field,
 * and of a key that the plan asks for beside it; of a field with arguments the plan may need another value than the client.
 * Such stand under a name of their own until the answer is made.
 */
export function dataKey({ alias, name }: FieldNode, field: GraphQLField<unknown, unknown> | undefined, prefix: string) {
  const key = alias?.value ?? name.value;
  return key !== name.value || (field && field.args.length > 0) ? prefix + key : key;
}

/** A key of the merged answer, as the client calls it. */
export function clientKey(key: string, aliasPrefix: string): string {
  return key.startsWith(aliasPrefix) ? key.slice(aliasPrefix.length) : key;
}

/**
 * The same selections written plainly for the planner: no named fragments, no conditions, no field twice, aliases by their
 * name of the merged answer.
 */
function plainSelection(
  type: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
  reading: Reading,
): SelectionSetNode {
  const selections = isObjectType(type)
    ? plainFields(type, fieldsAsked(type, sets, reading), reading)
    : ofSeveral(type, sets, reading);
  return { kind: Kind.SELECTION_SET, selections: selections.length > 0 ? selections : [TYPENAME] };
}

function ofSeveral(
  type: Exclude<GraphQLCompositeType, GraphQLObjectType>,
  sets: readonly SelectionSetNode[],
  reading: Reading,
): SelectionNode[] {
  const { schema, satisfies, toldApart } = reading.supergraph;
  const own = new Map<string, FieldNode[]>();
  const narrower = new Map<string, SelectionSetNode[]>();
  const seen = new Set<SelectionSetNode>();
  const collect = (set: SelectionSetNode): void => {
    if (seen.has(set)) return;
    seen.add(set);
    for (const selection of set.selections) {
      if (!isIncluded(selection.directives, reading)) continue;
      if (selection.kind === Kind.FIELD) {
        add(own, selection.alias?.value ?? selection.name.value, selection);
        continue;
      }
      const { on, selectionSet } = fragmentOf(selection, reading);
      if (!selectionSet) continue;
      const condition = on === undefined ? undefined : schema.getType(on);
      const members = schema.getPossibleTypes(type);
      const wider =
        on === undefined ||
        satisfies(type.name, on) ||
        (isUnionType(condition) && members.every((member) => satisfies(member.name, on)));
      if (wider) collect(selectionSet);
      else if (isUnionType(condition)) {
        for (const member of members) if (satisfies(member.name, on)) add(narrower, member.name, selectionSet);
      } else add(narrower, on, selectionSet);
    }
  };
  for (const set of sets) collect(set);
  const common = isUnionType(type) ? [] : plainFields(type, own, reading);
  const parts = [...narrower].map(([on, inner]): InlineFragmentNode => {
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: on } },
      selectionSet: plainSelection(schema.getType(on) as GraphQLCompositeType, inner, reading),
    };
  });
  // Where what all of them have is asked, the fetches ask it by themselves (askingTypenames).
  return [...(common.length > 0 && toldApart.has(type.name) ? [] : [TYPENAME]), ...common, ...parts];
}

/** The same of fields that are known. */
export function plainFields(
  type: Exclude<GraphQLCompositeType, { getTypes(): unknown }>,
  asked: AskedFields,
  reading: Reading,
): FieldNode[] {
  return [...asked.values()].flatMap((nodes) => {
    const [node] = nodes;
    // What an object is called is known without asking, and __schema and __type are for no subgraph.
    if (!node || node.name.value.startsWith('__')) return [];
    const field = type.getFields()[node.name.value];
    const fieldType = getNamedType(field?.type);
    const key = dataKey(node, field, reading.supergraph.aliasPrefix);
    return {
      kind: Kind.FIELD,
      ...(key !== node.name.value && { alias: { kind: Kind.NAME, value: key } }),
      name: node.name,
      ...(node.arguments && { arguments: node.arguments }),
      ...(isCompositeType(fieldType) && { selectionSet: plainSelection(fieldType, selectionsOf(nodes), reading) }),
    } as FieldNode;
  });
}
