/** A type as it stands in the schema. */
export interface TypeUse {
  /** As written: "[Portfolio!]!". */
  text: string;
  /** Without lists and marks: "Portfolio". */
  name: string;
}

/** That something should no longer be used. */
export interface Deprecation {
  reason: string;
  /** The date from which it may go, as 2027-06-30; null where the reason names none. */
  from: string | null;
}

/** What a token must be to read a field; sessions need no scope. */
export type Access =
  /** All scopes of one of the lists; none where any token will do. */
  { kind: 'token'; scopes: string[][] } | { kind: 'session' } | { kind: 'resource-server' };

/** How many items a list is taken to have, where the cost of an operation is counted. */
export type ListSize =
  | { kind: 'assumed'; size: number }
  | { kind: 'argument'; argument: string; defaultValue: string | null };

/** An argument of a field. */
export interface Argument {
  name: string;
  description: string;
  type: TypeUse;
  defaultValue: string | null;
  deprecation: Deprecation | null;
}

/** A field of a type, of an input, or of one of the three roots. */
export interface Field {
  kind: 'field';
  /** "Query.portfolios": its address, too. */
  id: string;
  owner: string;
  name: string;
  description: string;
  type: TypeUse;
  args: Argument[];
  access: Access;
  /** Points for one; null for what has none, such as the fields of an input. */
  cost: number | null;
  list: ListSize | null;
  deprecation: Deprecation | null;
}

/** What a field of an enumeration may be. */
export interface EnumValue {
  name: string;
  description: string;
  deprecation: Deprecation | null;
}

/** A type that is not one of the roots. */
export interface TypeEntry {
  kind: 'object' | 'input' | 'enum' | 'scalar';
  /** Its name, and its address. */
  id: string;
  name: string;
  description: string;
  fields: Field[];
  values: EnumValue[];
}

/** Anything with an address of its own. */
export type ReferenceItem = Field | TypeEntry;

/** The three doors into the graph, in the order in which they are shown. */
export const ROOTS = ['Query', 'Mutation', 'Subscription'] as const;

/** One of the three doors into the graph. */
export type Root = (typeof ROOTS)[number];

/** The whole API, as the schema tells it. */
export interface Reference {
  roots: Record<Root, Field[]>;
  /** By name, in the order of the alphabet. */
  types: TypeEntry[];
  /** Fields and types by their ids. */
  items: ReadonlyMap<string, ReferenceItem>;
}

/** Whether a type is one of the three doors. */
export function isRoot(name: string): name is Root {
  return (ROOTS as readonly string[]).includes(name);
}

/** The address of what has this id. */
export function addressOfItem(id: string): string {
  return `/desenvolvedores/referencia/${id}`;
}

/** The fields that lead to a type. */
export function fieldsThatLeadTo(reference: Reference, typeName: string): Field[] {
  return [...reference.items.values()].filter(
    (item): item is Field =>
      item.kind === 'field' && (item.type.name === typeName || item.args.some(({ type }) => type.name === typeName)),
  );
}

/** What is deprecated, those that go first before the others. */
export function deprecatedFields(reference: Reference): (Field & { deprecation: Deprecation })[] {
  return [...reference.items.values()]
    .filter((item): item is Field & { deprecation: Deprecation } => item.kind === 'field' && item.deprecation !== null)
    .toSorted((a, b) => (a.deprecation.from ?? '9999').localeCompare(b.deprecation.from ?? '9999'));
}
