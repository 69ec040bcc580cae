import { directiveAt } from '@portal/federation';
import {
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
} from 'graphql';
import { DEFAULT_WEIGHT, INTROSPECTION, ROOT_WEIGHT, UNKNOWN_LIST } from './cost-rules.ts';

/** How often something is, where only the operation can say. */
export interface Slicing {
  argument: string;
  /** Where the operation says nothing. */
  assumed: number;
}

/** What one field costs, as it says itself and else the rules. */
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
type Parent = GraphQLObjectType | GraphQLInterfaceType;

/** The cost of a field of an object type, the roots among them. */
export type CostOfField = (parent: Parent, field: Field) => FieldCost;

/** Reads each field once. */
export function fieldCosts(schema: GraphQLSchema): CostOfField {
  const sizedAbove = fieldsSizedAbove(schema);
  const known = new WeakMap<Field, FieldCost>();
  return (parent, field) => {
    const cost = known.get(field) ?? { ...costOfField(schema, parent, field), sizedAbove: sizedAbove.has(field) };
    known.set(field, cost);
    return cost;
  };
}

function costOfField(schema: GraphQLSchema, parent: Parent, field: Field): Omit<FieldCost, 'sizedAbove'> {
  if (parent.name.startsWith('__')) {
    const weight = isLeafType(getNamedType(field.type)) ? DEFAULT_WEIGHT.leaf : INTROSPECTION.object;
    return { weight, size: isList(field) ? INTROSPECTION.listSize : 1 };
  }
  const weight = directiveAt(field, 'cost')?.weight as number | undefined;
  const { assumedSize = UNKNOWN_LIST, slicing, sizedFields: fields } = sizeSaid(field);
  return {
    weight: weight ?? defaultWeight(schema, parent, field),
    size: isList(field) ? (slicing ?? assumedSize) : 1,
    ...(fields && slicing && { sized: { fields, size: slicing } }),
  };
}

function defaultWeight(schema: GraphQLSchema, parent: Parent, field: Field): number {
  if (parent === schema.getMutationType()) return ROOT_WEIGHT.mutation;
  if (parent === schema.getSubscriptionType()) return ROOT_WEIGHT.subscription;
  return isLeafType(getNamedType(field.type)) ? DEFAULT_WEIGHT.leaf : DEFAULT_WEIGHT.object;
}

interface SizeSaid {
  assumedSize?: number;
  slicing?: Slicing | undefined;
  sizedFields?: readonly string[];
}

function sizeSaid(field: Field): SizeSaid {
  const { slicingArguments, ...said } = (directiveAt(field, 'listSize') ?? {}) as SizeSaid & {
    slicingArguments?: string[];
  };
  const argument = field.args.find(({ name }) => slicingArguments?.includes(name));
  if (!argument) return said;
  const { name, defaultValue } = argument;
  return {
    ...said,
    slicing: { argument: name, assumed: typeof defaultValue === 'number' ? defaultValue : UNKNOWN_LIST },
  };
}

/** A connection's edges: lists of which a field that leads to their type says how long they are. */
function fieldsSizedAbove(schema: GraphQLSchema): ReadonlySet<Field> {
  const sized = new Set<Field>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const below = getNamedType(field.type);
      if (!isObjectType(below)) continue;
      for (const name of sizeSaid(field).sizedFields ?? []) {
        const one = below.getFields()[name];
        if (one) sized.add(one);
      }
    }
  }
  return sized;
}

function isList({ type }: Field): boolean {
  return isListType(getNullableType(type));
}
