import {
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isObjectType,
} from 'graphql';
import {
  ASSUMED_SIZES,
  DEFAULT_WEIGHT,
  INTROSPECTION,
  ROOT_WEIGHT,
  SIZED_FIELDS,
  SLICING_ARGUMENT,
  UNKNOWN_LIST,
  WEIGHTS,
} from './cost-table.ts';

/** How often something is, where only the operation can say. */
export interface Slicing {
  argument: string;
  /** Where the operation says nothing. */
  assumed: number;
}

/** What one field costs, as the rules and the table have it. */
export interface FieldCost {
  weight: number;
  /** How many of it there are; 1 for what is no list. */
  size: number | Slicing;
  /** Lists right below it that have as many items as its own argument says: a connection's edges. */
  sized?: { fields: readonly string[]; size: Slicing };
  /** Its size is said by the field above it. */
  sizedAbove: boolean;
}

type Field = GraphQLField<unknown, unknown>;

/** The cost of a field of an object type, the roots among them. */
export function costOfField(
  schema: GraphQLSchema,
  parent: GraphQLObjectType | GraphQLInterfaceType,
  field: Field,
): FieldCost {
  const path = `${parent.name}.${field.name}`;
  const introspection = parent.name.startsWith('__');
  const weight = WEIGHTS[path] ?? (introspection ? introspectionWeight(field) : defaultWeight(schema, parent, field));
  const below = sizedBelow(field);
  return {
    weight,
    size: isList(field) ? (introspection ? INTROSPECTION.listSize : sizeOfList(path, field)) : 1,
    ...(below && { sized: below }),
    sizedAbove: isSizedAbove(parent, field),
  };
}

function defaultWeight(schema: GraphQLSchema, parent: GraphQLObjectType | GraphQLInterfaceType, field: Field): number {
  if (parent === schema.getMutationType()) return ROOT_WEIGHT.mutation;
  if (parent === schema.getSubscriptionType()) return ROOT_WEIGHT.subscription;
  return isLeafType(getNamedType(field.type)) ? DEFAULT_WEIGHT.leaf : DEFAULT_WEIGHT.object;
}

function introspectionWeight(field: Field): number {
  return isLeafType(getNamedType(field.type)) ? DEFAULT_WEIGHT.leaf : INTROSPECTION.object;
}

function sizeOfList(path: string, field: Field): number | Slicing {
  return slicingOf(field) ?? ASSUMED_SIZES[path] ?? UNKNOWN_LIST;
}

/** A connection: no list itself, but it has edges and an argument that says how many. */
function sizedBelow(field: Field): FieldCost['sized'] {
  const type = getNamedType(field.type);
  const size = slicingOf(field);
  if (isList(field) || !size || !isObjectType(type)) return undefined;
  const fields = SIZED_FIELDS.filter((name) => name in type.getFields());
  return fields.length > 0 ? { fields, size } : undefined;
}

function isSizedAbove(parent: GraphQLObjectType | GraphQLInterfaceType, field: Field): boolean {
  return parent.name.endsWith('Connection') && SIZED_FIELDS.includes(field.name);
}

function slicingOf(field: Field): Slicing | undefined {
  const argument = field.args.find(({ name }) => name === SLICING_ARGUMENT);
  if (!argument) return undefined;
  const { defaultValue } = argument;
  return { argument: argument.name, assumed: typeof defaultValue === 'number' ? defaultValue : UNKNOWN_LIST };
}

function isList({ type }: Field): boolean {
  return isListType(getNullableType(type));
}
