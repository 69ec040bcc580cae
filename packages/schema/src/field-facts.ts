import { API_SCOPES, RESERVED_SCOPES } from '@portal/domain';
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type TypeNode,
  valueFromASTUntyped,
} from 'graphql';

const SCOPES: readonly string[] = [...API_SCOPES, ...RESERVED_SCOPES];

/** What the fields of a supergraph leave unsaid of who may ask for them and of what they cost: a line each, with what to write. */
export function unsaidFacts(supergraph: DocumentNode): string[] {
  const types = supergraph.definitions.filter((one) => one.kind === Kind.OBJECT_TYPE_DEFINITION);
  const fields = types.flatMap((type) =>
    (type.fields ?? []).map((node) => ({ type, node, path: `${type.name.value}.${node.name.value}` })),
  );
  const composites = new Set(supergraph.definitions.flatMap(nameOfComposite));
  return [
    ...[...types.map((node) => ({ node, path: node.name.value })), ...fields].flatMap(unknownScopes),
    ...fields.flatMap(unscoped),
    ...fields.flatMap((field) => unpaid(field, composites)),
    ...unsized(fields, composites),
  ];
}

interface Field {
  type: ObjectTypeDefinitionNode;
  node: FieldDefinitionNode;
  path: string;
}

function unknownScopes({ node, path }: { node: ObjectTypeDefinitionNode | FieldDefinitionNode; path: string }) {
  const unknown = scopesAsked(node).filter((scope) => !SCOPES.includes(scope));
  return unknown.map((scope) => `${path} asks for ${scope}, which is none of ${SCOPES.join(', ')}`);
}

function unscoped({ type, node, path }: Field): string[] {
  if ([node, type].some((one) => scopesAsked(one).length > 0)) return [];
  const above = ROOTS.includes(type.name.value) ? 'it' : `it, or above the class ${type.name.value}`;
  return [
    `${path} does not say who may ask for it: write @RequiresScopes('requests:read'), or another, above ${above}`,
  ];
}

const ROOTS = ['Query', 'Mutation', 'Subscription'];

/** A mutation and a subscription cost by themselves, an object too. */
function unpaid({ type, node, path }: Field, composites: ReadonlySet<string>): string[] {
  const weight = argument(node, 'cost', 'weight');
  const free = weight === 0 && ROOTS.includes(type.name.value);
  const leaf = type.name.value === 'Query' && weight === undefined && !composites.has(nameOf(node.type));
  return free || leaf ? [`${path} could be had for nothing: write @Cost(1), or more, above it`] : [];
}

/** Each list of objects has its size, by one way: its own, or that of the connection that it stands in. */
function unsized(fields: readonly Field[], composites: ReadonlySet<string>): string[] {
  return fields
    .filter(({ node }) => isList(node.type) && composites.has(nameOf(node.type)))
    .flatMap((field) => {
      const own = directive(field.node, 'listSize') !== undefined;
      const leading = fields.filter(({ node }) => nameOf(node.type) === field.type.name.value);
      const [sizing = [], silent = []] = [true, false].map((does) =>
        leading.filter(({ node }) => sizedFields(node).includes(field.node.name.value) === does),
      );
      if (own)
        return sizing.map(({ path }) => `${field.path} has a size of its own and another by ${path}: one is enough`);
      const paged = silent.filter(({ node }) => node.arguments?.some(({ name }) => name.value === 'first'));
      const told = sizing.length > 0 ? silent : paged;
      if (told.length > 0)
        return told.map(({ path }) => `${path} does not say how many it gives: write @ListSize('first') above it`);
      return sizing.length > 0
        ? []
        : [`${field.path} does not say how long it is: write @ListSize(10), or another, above it`];
    });
}

function scopesAsked(node: Annotated): string[] {
  return [argument(node, 'requiresScopes', 'scopes') ?? []].flat(3) as string[];
}

function sizedFields(node: FieldDefinitionNode): readonly unknown[] {
  return (argument(node, 'listSize', 'sizedFields') as unknown[] | undefined) ?? [];
}

function nameOfComposite(definition: DocumentNode['definitions'][number]): string[] {
  const { kind } = definition;
  const composite =
    kind === Kind.OBJECT_TYPE_DEFINITION ||
    kind === Kind.INTERFACE_TYPE_DEFINITION ||
    kind === Kind.UNION_TYPE_DEFINITION;
  return composite ? [definition.name.value] : [];
}

function isList(type: TypeNode): boolean {
  return type.kind === Kind.NON_NULL_TYPE ? isList(type.type) : type.kind === Kind.LIST_TYPE;
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

type Annotated = { readonly directives?: readonly ConstDirectiveNode[] | undefined };

function directive({ directives }: Annotated, name: string): ConstDirectiveNode | undefined {
  return directives?.find((one) => one.name.value === name);
}

function argument(node: Annotated, name: string, of: string): unknown {
  const found = directive(node, name)?.arguments?.find((one) => one.name.value === of);
  return found && valueFromASTUntyped(found.value);
}
