import {
  GraphQLError,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Tree } from './entities.ts';
import type { PreparedOperation } from './prepare.ts';
import type { FieldShape, SelectionShape } from './shape.ts';

/** On an object of the merged answer: why fields of it did not come. */
const FAILURE: unique symbol = Symbol('why fields are missing');

/** An error that has its place already says why fields are missing. */
export const TOLD: unique symbol = Symbol('told elsewhere');

/** A field that may not be null has no value: whatever holds it becomes null. */
const NOTHING: unique symbol = Symbol('null where none may be');

/** A place of the answer, linked to where it is in. */
interface Step {
  before: Step | undefined;
  key: string | number;
}

/**
 * Makes the answer of what the subgraphs told: each field that was asked for, in the order asked and by the client's name;
 * null where nothing came, or around it where null may not be (GraphQL specification, 6.4.4). Errors are added to `errors`.
 */
export function completeAnswer(
  { rootType, supergraph }: PreparedOperation,
  shape: SelectionShape,
  data: Tree,
  errors: GraphQLError[],
): Tree | null {
  const { schema } = supergraph;

  function complete(type: GraphQLOutputType, value: unknown, field: FieldShape, holder: Tree, at: Step): unknown {
    if (isNonNullType(type)) {
      const completed = complete(type.ofType, value, field, holder, at);
      if (completed !== null) return completed;
      refuseNull(at, value === undefined ? failureOf(holder) : undefined);
      return NOTHING;
    }
    if (value === undefined || value === null) {
      const failure = value === undefined ? failureOf(holder) : undefined;
      if (failure !== undefined && failure !== TOLD) errors.push(located(failure, at));
      return null;
    }
    if (isListType(type)) return list(type.ofType, value, field, at);
    if (isLeafType(type)) {
      if (!isEnumType(type) || (typeof value === 'string' && type.getValue(value))) return value;
      errors.push(located(new GraphQLError(`Enum "${type.name}" cannot represent what the subgraph answered.`), at));
      return null;
    }
    const runtimeType = isObjectType(type) ? type : runtimeTypeOf(value as Tree, type.name);
    if (!runtimeType || !field.selection || typeof value !== 'object') return null;
    const fields = field.selection.fieldsOf(runtimeType);
    if (!fields) {
      const failure = failureOf(value as Tree) ?? new GraphQLError(`No subgraph says which ${runtimeType.name} it is.`);
      if (failure !== TOLD) errors.push(located(failure, at));
      return null;
    }
    const completed = object(runtimeType, fields, value as Tree, at);
    return completed === NOTHING ? null : completed;
  }

  function list(itemType: GraphQLOutputType, value: unknown, field: FieldShape, at: Step): unknown[] | null {
    if (!Array.isArray(value)) {
      errors.push(located(new GraphQLError('The subgraph answered no list.'), at));
      return null;
    }
    const items = new Array<unknown>(value.length);
    let whole = true;
    for (let index = 0; index < value.length; index += 1) {
      const item = complete(itemType, value[index] ?? null, field, EMPTY, { before: at, key: index });
      if (item === NOTHING) whole = false;
      items[index] = item;
    }
    return whole ? items : null;
  }

  function object({ name }: GraphQLNamedType, fields: readonly FieldShape[], value: Tree, at: Step | undefined) {
    const answer: Tree = Object.create(null);
    let whole = true;
    for (const field of fields) {
      if (field.ready) {
        answer[field.key] = value[field.dataKey];
        continue;
      }
      const completed = field.type
        ? complete(field.type, value[field.dataKey], field, value, { before: at, key: field.key })
        : name;
      if (completed === NOTHING) whole = false;
      answer[field.key] = completed;
    }
    return whole ? answer : NOTHING;
  }

  /** Where a subgraph holds an interface as an object, and no other said what it is, the interface is all that is known. */
  function runtimeTypeOf(
    { __typename: typename }: Tree,
    abstract: string,
  ): GraphQLObjectType | GraphQLInterfaceType | undefined {
    if (typeof typename !== 'string') return undefined;
    const type = schema.getType(typename);
    const known = isObjectType(type) || isInterfaceType(type);
    return known && supergraph.satisfies(typename, abstract) ? type : undefined;
  }

  /** One error says why it is null, and the subgraph may have said it already. */
  function refuseNull(at: Step, failure: unknown): void {
    if (failure !== undefined || errors.some(({ path }) => path && meets(path, at))) return;
    errors.push(located(new GraphQLError('Cannot return null for a field that may not be null.'), at));
  }

  const answer = object(rootType, shape.fieldsOf(rootType), data, undefined);
  return answer === NOTHING ? null : (answer as Tree);
}

const EMPTY: Tree = {};

/** Why fields of an object are missing. */
export function failureOf(holder: Tree): unknown {
  return (holder as { [FAILURE]?: unknown })[FAILURE];
}

/** Marks an object whose further fields could not be read. */
export function markFailed(target: Tree, cause: unknown): void {
  (target as { [FAILURE]?: unknown })[FAILURE] ??= cause;
}

/** Whether an error's path leads to this place, through it, or ends before it. */
function meets(path: readonly (string | number)[], at: Step): boolean {
  const place = pathOf(at);
  const shared = Math.min(path.length, place.length);
  for (let index = 0; index < shared; index += 1) if (path[index] !== place[index]) return false;
  return true;
}

function pathOf(at: Step): (string | number)[] {
  const path: (string | number)[] = [];
  for (let step: Step | undefined = at; step; step = step.before) path.push(step.key);
  return path.reverse();
}

/** An error at its place. */
export function located(cause: unknown, at: Step): GraphQLError {
  const message = cause instanceof Error ? cause.message : String(cause);
  const extensions = cause instanceof GraphQLError ? cause.extensions : undefined;
  return new GraphQLError(message, {
    path: pathOf(at),
    ...(extensions && { extensions }),
    originalError: cause instanceof Error ? cause : null,
  });
}
