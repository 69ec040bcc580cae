/**
 * What counts where a field says nothing of itself: the supergraph has @cost and @listSize at those that do.
 *
 * What a field weighs, after the GraphQL Cost Directives specification (IBM): a field of an object type 1, of a scalar or an
 * enum 0. A list is weighed once for each of its items, and so is what stands below it.
 */
export const DEFAULT_WEIGHT = { object: 1, leaf: 0 } as const;

/** A mutation writes, records and announces; a subscription stays. */
export const ROOT_WEIGHT = { query: 0, mutation: 10, subscription: 5 } as const;

/** The largest operation that is run, in points. */
export const LARGEST_OPERATION = 10_000;

/** Nothing is free: an operation of scalars alone costs this, and so does one that is refused as it stands. */
export const SMALLEST_OPERATION = 1;

/** `__schema` and `__type` weigh 10 each; below them an object weighs a tenth, and each list counts as three. */
export const INTROSPECTION = { root: 10, object: 0.1, listSize: 3 } as const;

/** A list that does not say how long it is. Composition lets none through. */
export const UNKNOWN_LIST = 10;
