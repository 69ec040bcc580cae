import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNullableType,
  isListType,
  isObjectType,
  responsePathAsArray,
} from 'graphql';

/**
 * An error of a subgraph comes with its place in the operation that was sent there, which may be another than in the
 * client's. What does not lie within the field that it became of is given that field's own: list indexes and aliases
 * included.
 */
export function placeErrors(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) field.resolve = placing(field.resolve ?? defaultFieldResolver);
  }
}

type Resolve = GraphQLFieldResolver<unknown, unknown>;

function placing(resolve: Resolve): Resolve {
  return (source, args, context, info) => {
    const refuse = (error: unknown) => {
      throw placed(error, info);
    };
    try {
      const value = resolve(source, args, context, info);
      return value instanceof Promise ? value.then((found) => placed(found, info), refuse) : placed(value, info);
    } catch (error) {
      return refuse(error);
    }
  };
}

/** Stitching also hands errors over as values, in the place of what could not be had. */
function placed(value: unknown, info: GraphQLResolveInfo): unknown {
  if (Array.isArray(value)) {
    return value.some((item) => item instanceof GraphQLError) ? value.map((item) => placed(item, info)) : value;
  }
  if (!(value instanceof GraphQLError) || !value.path || liesWithin(value.path, info)) return value;
  const { message, extensions, originalError } = value;
  return new GraphQLError(message, { extensions, originalError: originalError ?? null });
}

/** Of what a subgraph propagated up to this field, its own place is the better one. */
function liesWithin(path: readonly (string | number)[], { path: here, returnType }: GraphQLResolveInfo): boolean {
  const own = responsePathAsArray(here);
  if (path.length <= own.length || own.some((step, index) => path[index] !== step)) return false;
  return (typeof path[own.length] === 'number') === isListType(getNullableType(returnType));
}
