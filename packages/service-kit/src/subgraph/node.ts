import { Field, ID, InterfaceType } from 'type-graphql';

const typeNames = new WeakMap<object, string>();

/** What has an id: found again by it alone, by `Query.node`. */
@InterfaceType({
  description: 'What has an id, which nothing else in the graph has: found again by it alone.',
  resolveType: (value: object) => typeNames.get(value),
})
export abstract class Node {
  @Field(() => ID, { description: 'Opaque identifier.' })
  id!: string;
}

/** Answers `Query.node` with a value of this type; null stays null. */
export function asNode<Value extends object>(typeName: string, value: Value | null | undefined): Value | null {
  if (value) typeNames.set(value, typeName);
  return value ?? null;
}

/** What every subgraph says of its `Query.node`. */
export const NODE_DESCRIPTION =
  'Anything by its id. Null where there is no such thing, or the caller may not read it: the same for both.';
