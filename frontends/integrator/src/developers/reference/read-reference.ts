import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  parse,
  print,
  type TypeNode,
  valueFromASTUntyped,
} from 'graphql';
import {
  type Access,
  type Argument,
  type Deprecation,
  type Field,
  isRoot,
  type ListSize,
  type Reference,
  type ReferenceItem,
  type Root,
  type TypeEntry,
  type TypeUse,
} from './reference.ts';

/** Reads the schema that is downloaded: descriptions, arguments, cost, scopes and what is deprecated. */
export function readReference(sdl: string): Reference {
  const roots: Record<Root, Field[]> = { Query: [], Mutation: [], Subscription: [] };
  const types: TypeEntry[] = [];
  for (const definition of parse(sdl, { noLocation: true }).definitions) {
    const entry = typeEntry(definition);
    if (!entry) continue;
    if (isRoot(entry.name)) roots[entry.name].push(...entry.fields);
    else types.push(entry);
  }
  types.sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const all: ReferenceItem[] = [...Object.values(roots).flat(), ...types.flatMap((type) => [type, ...type.fields])];
  return { roots, types, items: new Map(all.map((item) => [item.id, item])) };
}

function typeEntry(node: DefinitionNode): TypeEntry | undefined {
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return entry('object', node, { fields: node.fields?.map((field) => fieldOf(node.name.value, field)) });
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return entry('input', node, { fields: node.fields?.map((field) => inputFieldOf(node.name.value, field)) });
    case Kind.ENUM_TYPE_DEFINITION:
      return entry('enum', node, {
        values: node.values?.map((value) => ({ ...named(value), deprecation: deprecationOf(value.directives) })),
      });
    case Kind.SCALAR_TYPE_DEFINITION:
      return entry('scalar', node, {});
    default:
      return undefined;
  }
}

interface Named {
  readonly name: { readonly value: string };
  readonly description?: { readonly value: string } | undefined;
}

function named({ name, description }: Named): { name: string; description: string } {
  return { name: name.value, description: description?.value ?? '' };
}

function entry(
  kind: TypeEntry['kind'],
  node: Named & { readonly description?: { readonly value: string } | undefined },
  { fields = [], values = [] }: Partial<Pick<TypeEntry, 'fields' | 'values'>>,
): TypeEntry {
  return { kind, id: node.name.value, ...named(node), fields, values };
}

function fieldOf(owner: string, node: FieldDefinitionNode): Field {
  const args = (node.arguments ?? []).map(argumentOf);
  const weight = argumentsOf('cost', node.directives)?.weight;
  return {
    kind: 'field',
    id: `${owner}.${node.name.value}`,
    owner,
    ...named(node),
    type: typeUse(node.type),
    args,
    access: accessOf(node.directives),
    cost: weight === undefined ? 0 : Number(weight),
    list: listSizeOf(node.directives, args),
    deprecation: deprecationOf(node.directives),
  };
}

function inputFieldOf(owner: string, node: InputValueDefinitionNode): Field {
  const { name, description, type, deprecation } = argumentOf(node);
  const access: Access = { kind: 'token', scopes: [] };
  const id = `${owner}.${name}`;
  return { kind: 'field', id, owner, name, description, type, args: [], access, cost: null, list: null, deprecation };
}

function argumentOf(node: InputValueDefinitionNode): Argument {
  return {
    ...named(node),
    type: typeUse(node.type),
    defaultValue: node.defaultValue ? print(node.defaultValue) : null,
    deprecation: deprecationOf(node.directives),
  };
}

function typeUse(node: TypeNode): TypeUse {
  let inner = node;
  while (inner.kind !== Kind.NAMED_TYPE) inner = inner.type;
  return { text: print(node), name: inner.name.value };
}

type Directives = readonly ConstDirectiveNode[] | undefined;

/** The arguments of a directive; undefined where it is not there. */
function argumentsOf(name: string, directives: Directives): Record<string, unknown> | undefined {
  const found = directives?.find((directive) => directive.name.value === name);
  return (
    found && Object.fromEntries((found.arguments ?? []).map((arg) => [arg.name.value, valueFromASTUntyped(arg.value)]))
  );
}

function accessOf(directives: Directives): Access {
  if (argumentsOf('sessionOnly', directives)) return { kind: 'session' };
  if (argumentsOf('resourceServerOnly', directives)) return { kind: 'resource-server' };
  const asked = argumentsOf('requiresScopes', directives);
  return { kind: 'token', scopes: (asked?.scopes as string[][] | undefined) ?? [] };
}

function listSizeOf(directives: Directives, args: readonly Argument[]): ListSize | null {
  const size = argumentsOf('listSize', directives);
  const [argument] = (size?.slicingArguments as string[] | undefined) ?? [];
  if (argument !== undefined) {
    const defaultValue = args.find(({ name }) => name === argument)?.defaultValue ?? null;
    return { kind: 'argument', argument, defaultValue };
  }
  return size?.assumedSize === undefined ? null : { kind: 'assumed', size: Number(size.assumedSize) };
}

function deprecationOf(directives: Directives): Deprecation | null {
  const found = argumentsOf('deprecated', directives);
  if (!found) return null;
  const reason = typeof found.reason === 'string' ? found.reason : '';
  return { reason, from: /\b\d{4}-\d{2}-\d{2}\b/.exec(reason)?.[0] ?? null };
}
