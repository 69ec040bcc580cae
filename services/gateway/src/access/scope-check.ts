import { type FieldScope, isApiScope } from '@portal/domain';
import { ANONYMOUS } from '@portal/service-kit/identity';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { BearerGrant } from './bearer-grant.ts';
import { READ_WITH, type RequiredScopes, requiredScopes } from './required-scopes.ts';
import { noTokenMay, personMay, resourceServerMay, scopeMissing } from './scope-errors.ts';

/** What of a token is looked at. */
type Asking = Pick<BearerGrant, 'scopes' | 'caller'>;

/** Somebody who may read the catalogue, and nothing else. */
export const CATALOGUE_READER: Asking = { scopes: new Set(['catalogue:read']), caller: ANONYMOUS };

/** What is looked at before an operation is run. */
export interface Operation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName?: string | null | undefined;
}

/** Fields whose answers are judged when they have come, by their types: what they may find is anything. */
const JUDGED_WHEN_FOUND: readonly string[] = ['Query.node'];

/**
 * Why a token may not run an operation: the first field, in the order of the text, that asks for a scope it does not have.
 * The document has been validated: its fields exist and its fragments are not circular.
 */
export function scopeRefusal(grant: Asking, operation: Operation): GraphQLError | undefined {
  const { schema, document, operationName } = operation;
  const definition = getOperationAST(document, operationName);
  const root = definition && schema.getRootType(definition.operation);
  if (!root) return undefined;
  const fragments = fragmentsOf(document);
  for (const { name, selection } of rootFields(definition.selectionSet, fragments)) {
    const walk = {
      schema,
      fragments,
      held: grant,
      found: JUDGED_WHEN_FOUND.includes(`${root.name}.${name}`),
      seen: new Set<string>(),
    };
    const refused = refusalOfField(name, selection, root, walk);
    if (refused) return refused;
  }
  return undefined;
}

interface Walk {
  schema: GraphQLSchema;
  fragments: Fragments;
  held: Asking;
  /** Below a field that is judged when its answer has come. */
  found: boolean;
  /** A fragment is looked at once below a root field, however often it is spread: time stays linear. */
  seen: Set<string>;
}

function refusalBelow(selection: SelectionSetNode, type: GraphQLNamedType, walk: Walk): GraphQLError | undefined {
  for (const node of selection.selections) {
    const refused =
      node.kind === Kind.FIELD
        ? refusalOfField(node.name.value, node.selectionSet, type, walk)
        : refusalOfFragment(node, type, walk);
    if (refused) return refused;
  }
  return undefined;
}

/** By what the field says, and by what the type that it leads to does. What neither it nor its own type says is for nobody. */
function refusalOfField(
  name: string,
  selection: SelectionSetNode | undefined,
  parent: GraphQLNamedType,
  walk: Walk,
): GraphQLError | undefined {
  const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
  if (!field) return undefined;
  const path = `${parent.name}.${name}`;
  const own = requiredScopes(field);
  if (!own && isObjectType(parent) && !requiredScopes(parent)) return noTokenMay(path);
  const refused = own && refusalOf(own, walk.held, path);
  if (refused) return refused;
  const inside = parent === walk.schema.getMutationType() ? { ...walk, held: withWhatIsRead(walk.held, own) } : walk;
  const type = getNamedType(field.type);
  for (const one of typesThatMayCome(type, path, walk.schema)) {
    const asked = requiredScopes(one);
    const ofType = asked && refusalOf(asked, inside.held, path);
    if (ofType) return ofType;
  }
  return selection && refusalBelow(selection, type, inside);
}

/** What is an interface or a union is judged by all that may come of it. */
function typesThatMayCome(type: GraphQLNamedType, path: string, schema: GraphQLSchema): readonly GraphQLObjectType[] {
  if (isObjectType(type)) return [type];
  return isAbstractType(type) && !JUDGED_WHEN_FOUND.includes(path) ? schema.getPossibleTypes(type) : [];
}

type Spread = Exclude<SelectionSetNode['selections'][number], { kind: Kind.FIELD }>;

function refusalOfFragment(node: Spread, type: GraphQLNamedType, walk: Walk): GraphQLError | undefined {
  if (node.kind === Kind.INLINE_FRAGMENT) {
    const condition = node.typeCondition && walk.schema.getType(node.typeCondition.name.value);
    return refusalNarrowed(node.selectionSet, condition || type, type, walk);
  }
  const fragment = walk.fragments.get(node.name.value);
  if (!fragment || walk.seen.has(node.name.value)) return undefined;
  walk.seen.add(node.name.value);
  const condition = walk.schema.getType(fragment.typeCondition.name.value);
  return refusalNarrowed(fragment.selectionSet, condition ?? type, type, walk);
}

/** What may be anything asks for the scope of what a fragment takes it for. */
function refusalNarrowed(selection: SelectionSetNode, type: GraphQLNamedType, from: GraphQLNamedType, walk: Walk) {
  const narrowed = walk.found && isAbstractType(from) && isObjectType(type);
  return (narrowed ? nodeRefusal(walk.held, type) : undefined) ?? refusalBelow(selection, type, walk);
}

/** Why a token may not read by its id what turns out to be of this type. */
export function nodeRefusal(held: Asking, type: GraphQLNamedType | undefined): GraphQLError | undefined {
  const asked = isObjectType(type) ? requiredScopes(type) : undefined;
  return asked ? refusalOf(asked, held, `Query.node: ${type?.name}`, false) : noTokenMay('Query.node');
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function fragmentsOf(document: DocumentNode): Fragments {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/** The fields that an operation asks the root for, whatever fragments they are in. */
export function rootFieldNames(document: DocumentNode, selection: SelectionSetNode): string[] {
  return rootFields(selection, fragmentsOf(document)).map(({ name }) => name);
}

interface RootField {
  name: string;
  selection: SelectionSetNode | undefined;
}

function rootFields(selection: SelectionSetNode, fragments: Fragments, seen = new Set<string>()): RootField[] {
  return selection.selections.flatMap((node): RootField[] => {
    if (node.kind === Kind.FIELD) {
      // __schema, __type and __typename: the schema is public.
      return node.name.value.startsWith('__') ? [] : [{ name: node.name.value, selection: node.selectionSet }];
    }
    if (node.kind === Kind.INLINE_FRAGMENT) return rootFields(node.selectionSet, fragments, seen);
    const fragment = fragments.get(node.name.value);
    if (!fragment || seen.has(node.name.value)) return [];
    seen.add(node.name.value);
    return rootFields(fragment.selectionSet, fragments, seen);
  });
}

function withWhatIsRead(grant: Asking, asked: RequiredScopes | undefined): Asking {
  const used = (asked ?? []).filter((all) => all.every((scope) => holds(grant, scope, true))).flat();
  const reads = used.flatMap((scope) => READ_WITH[scope] ?? []);
  return { ...grant, scopes: new Set([...grant.scopes, ...reads]) };
}

/** The reserved scopes are facts of who asks, and of whether another field led here: a token is never a session. */
function holds({ scopes, caller }: Asking, scope: FieldScope, led: boolean): boolean {
  if (isApiScope(scope)) return scopes.has(scope);
  if (scope === 'inherited') return led;
  if (scope === 'person' || scope === 'resource-server') return caller.kind === scope;
  return scope === 'anyone';
}

function refusalOf(asked: RequiredScopes, asking: Asking, field: string, led = true): GraphQLError | undefined {
  const missing = asked.map((all) => all.filter((scope) => !holds(asking, scope, led)));
  if (missing.some((scopes) => scopes.length === 0)) return undefined;
  // What another token could have.
  const grantable = missing.filter((scopes) => scopes.every((scope) => isApiScope(scope) || scope === 'person'));
  if (grantable.length === 0) {
    return asked.flat().includes('resource-server') ? resourceServerMay(field) : noTokenMay(field);
  }
  const scopes = grantable.map((all) => all.filter(isApiScope));
  return scopes.some((all) => all.length === 0) ? personMay(field) : scopeMissing(scopes, field);
}
