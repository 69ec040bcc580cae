import type { ApiScope } from '@portal/domain';
import { ANONYMOUS } from '@portal/service-kit/identity';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { BearerGrant } from '../tokens/bearer-grant.ts';
import { noTokenMay, personMay, resourceServerMay, scopeMissing } from './scope-errors.ts';
import { CLIENT_FIELDS, INHERITED, NODES, READ_WITH, ROOT_FIELDS, type Rule, TYPES } from './scope-table.ts';

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

/**
 * Why a token may not run an operation: the first field, in the order of the text, that asks for a scope it does not have.
 * The document has been validated: its fields exist and its fragments are not circular.
 */
export function scopeRefusal(grant: Asking, operation: Operation): GraphQLError | undefined {
  const { schema, document, operationName } = operation;
  const definition = getOperationAST(document, operationName);
  if (!definition) return undefined;
  const root = rootOf(definition);
  const fragments = fragmentsOf(document);
  for (const { name, selection } of rootFields(definition.selectionSet, fragments)) {
    const path = `${root}.${name}`;
    const rule = ROOT_FIELDS[root][name] ?? 'NO_TOKEN';
    const refused = refusalOf(rule, grant, path) ?? refusalOfKind(grant, root, name);
    if (refused) return refused;
    const held = root === 'Mutation' ? withWhatIsRead(grant, rule) : grant;
    const type = typeOf(schema, root, name);
    const below = selection && type && refusalBelow(selection, type, { schema, fragments, held, seen: new Set() });
    if (below) return below;
  }
  return undefined;
}

interface Walk {
  schema: GraphQLSchema;
  fragments: Fragments;
  held: Asking;
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

function refusalOfField(name: string, selection: SelectionSetNode | undefined, parent: GraphQLNamedType, walk: Walk) {
  const type = typeOf(walk.schema, parent.name, name);
  if (isInterfaceType(type)) return selection && refusalBelow(selection, type, walk);
  if (!isObjectType(type)) return undefined;
  const rule = TYPES[type.name] ?? 'NO_TOKEN';
  const refused = rule === INHERITED ? undefined : refusalOf(rule, walk.held, `${parent.name}.${name}`);
  return refused ?? (selection && refusalBelow(selection, type, walk));
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
  const refused = isInterfaceType(from) && isObjectType(type) ? nodeRefusal(walk.held, type.name) : undefined;
  return refused ?? refusalBelow(selection, type, walk);
}

/** Why a token may not read by its id what turns out to be of this type. */
export function nodeRefusal(held: Asking, typeName: string): GraphQLError | undefined {
  const rule = NODES[typeName] ?? TYPES[typeName] ?? 'NO_TOKEN';
  return rule === INHERITED ? noTokenMay(typeName) : refusalOf(rule, held, `Query.node: ${typeName}`);
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

function rootOf({ operation }: OperationDefinitionNode): keyof typeof ROOT_FIELDS {
  return operation === 'query' ? 'Query' : operation === 'mutation' ? 'Mutation' : 'Subscription';
}

function typeOf(schema: GraphQLSchema, typeName: string, field: string): GraphQLNamedType | undefined {
  const type = schema.getType(typeName);
  const found = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field] : undefined;
  return found && getNamedType(found.type);
}

function withWhatIsRead(grant: Asking, rule: Rule): Asking {
  const read = typeof rule === 'string' ? READ_WITH[rule as ApiScope] : undefined;
  return read ? { ...grant, scopes: new Set([...grant.scopes, read]) } : grant;
}

/** A system's token has no person: what is not for systems is refused it, whatever its scopes. */
function refusalOfKind({ caller }: Asking, root: keyof typeof ROOT_FIELDS, name: string): GraphQLError | undefined {
  const refused = caller.kind === 'client' && !CLIENT_FIELDS[root].includes(name);
  return refused ? personMay(`${root}.${name}`) : undefined;
}

function refusalOf(rule: Rule, { scopes: held, caller }: Asking, field: string): GraphQLError | undefined {
  if (rule === 'ANY_TOKEN') return undefined;
  if (rule === 'RESOURCE_SERVER') return caller.kind === 'resource-server' ? undefined : resourceServerMay(field);
  if (rule === 'NO_TOKEN') return noTokenMay(field);
  const wanted = typeof rule === 'string' ? [rule] : rule;
  return wanted.some((scope) => held.has(scope)) ? undefined : scopeMissing(wanted, field);
}
