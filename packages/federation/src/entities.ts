import type { FetchRewrite, FlattenNodePathSegment, RequiresSelection } from '@graphql-hive/router-query-planner';
import type { Supergraph } from './supergraph.ts';

/** An object of the merged answer. */
export type Tree = Record<string, unknown>;

/** Where an object stands in the answer: keys and list indexes. */
export type Place = readonly (string | number)[];

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of the merged answer that a path of the plan leads to, in order. */
export function objectsAt(root: Tree, path: readonly FlattenNodePathSegment[], supergraph: Supergraph): Tree[] {
  const found: Tree[] = [];
  walk(root, path, 0, supergraph, undefined, (object) => found.push(object));
  return found;
}

/** The same with the place of each. */
export function placesAt(
  root: Tree,
  path: readonly FlattenNodePathSegment[],
  supergraph: Supergraph,
): Map<Tree, Place> {
  const found = new Map<Tree, Place>();
  walk(root, path, 0, supergraph, [], (object, place) => found.set(object, [...(place ?? [])]));
  return found;
}

function walk(
  value: unknown,
  path: readonly FlattenNodePathSegment[],
  at: number,
  supergraph: Supergraph,
  place: (string | number)[] | undefined,
  found: (object: Tree, place: Place | undefined) => void,
): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    // Lists within lists have one "@" each; a path that ends at a list means its items.
    const next = path[at] === '@' ? at + 1 : at;
    for (let index = 0; index < value.length; index += 1) {
      place?.push(index);
      walk(value[index], path, next, supergraph, place, found);
      place?.pop();
    }
    return;
  }
  if (!isTree(value)) return;
  const segment = path[at];
  if (segment === undefined) {
    found(value, place);
    return;
  }
  if (segment === '@') return;
  if ('Field' in segment) {
    place?.push(segment.Field);
    walk(value[segment.Field], path, at + 1, supergraph, place, found);
    place?.pop();
    return;
  }
  const { __typename: typename } = value;
  const conditions = segment.TypeCondition;
  if (typeof typename !== 'string' || conditions.some((condition) => supergraph.satisfies(typename, condition))) {
    walk(value, path, at + 1, supergraph, place, found);
  }
}

/**
 * What a subgraph needs to know of an entity to tell more of it; undefined where it is not of a type that is asked about,
 * or where a field that is needed did not come.
 */
export function representationOf(
  entity: Tree,
  requires: readonly RequiresSelection[],
  supergraph: Supergraph,
): Tree | undefined {
  const { __typename: typename } = entity;
  if (typeof typename !== 'string') return undefined;
  let representation: Tree | undefined;
  for (const selection of requires) {
    if (selection.kind !== 'InlineFragment') continue;
    if (!supergraph.satisfies(typename, selection.typeCondition)) continue;
    representation ??= { __typename: typename };
    if (!project(entity, selection.selections, supergraph, representation)) return undefined;
  }
  return representation;
}

function project(from: Tree, selections: readonly RequiresSelection[], supergraph: Supergraph, into: Tree): boolean {
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      const { __typename: typename } = from;
      if (typeof typename === 'string' && !supergraph.satisfies(typename, selection.typeCondition)) continue;
      if (!project(from, selection.selections, supergraph, into)) return false;
    } else if (selection.kind === 'Field') {
      // The alias is the field's own name, where the plan had to ask for it under another.
      const value = projectValue(from[selection.name], selection.selections, supergraph);
      if (value === undefined) return false;
      into[selection.alias ?? selection.name] = value;
    }
  }
  return true;
}

function projectValue(
  value: unknown,
  selections: readonly RequiresSelection[] | undefined,
  supergraph: Supergraph,
): unknown {
  if (!selections || value === null || value === undefined) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => projectValue(item, selections, supergraph));
    return items.includes(undefined) ? undefined : items;
  }
  const into: Tree = {};
  return project(value as Tree, selections, supergraph, into) ? into : undefined;
}

/** Changes keys and values as the plan says, on the way to a subgraph and back. */
export function rewrite(value: unknown, rewrites: readonly FetchRewrite[] | undefined, supergraph: Supergraph): void {
  for (const each of rewrites ?? []) {
    if ('KeyRenamer' in each) {
      const { path, renameKeyTo } = each.KeyRenamer;
      rewriteAt(value, path, 0, supergraph, (object, key) => {
        if (!Object.hasOwn(object, key)) return;
        object[renameKeyTo] = object[key];
        delete object[key];
      });
    } else {
      const { path, setValueTo } = 'ValueSetter' in each ? each.ValueSetter : each;
      rewriteAt(value, path, 0, supergraph, (object, key) => {
        object[key] = setValueTo;
      });
    }
  }
}

function rewriteAt(
  value: unknown,
  path: readonly ({ TypenameEquals: string[] } | { Key: string })[],
  at: number,
  supergraph: Supergraph,
  change: (object: Tree, key: string) => void,
): void {
  if (Array.isArray(value)) {
    for (const item of value) rewriteAt(item, path, at, supergraph, change);
    return;
  }
  const segment = path[at];
  if (!isTree(value) || segment === undefined) return;
  if ('TypenameEquals' in segment) {
    const { __typename: typename } = value;
    const conditions = [segment.TypenameEquals].flat();
    if (typeof typename === 'string' && !conditions.some((each) => supergraph.satisfies(typename, each))) return;
    rewriteAt(value, path, at + 1, supergraph, change);
  } else if (at === path.length - 1) change(value, segment.Key);
  else rewriteAt(value[segment.Key], path, at + 1, supergraph, change);
}

/** Writes what came of an object into what is known of it; what is known already is not lost to a null. */
export function mergeInto(target: Tree, source: Tree): void {
  for (const key of Object.keys(source)) {
    const came = source[key];
    const known = target[key];
    if (known === undefined || known === null) target[key] = came;
    else if (came !== null && typeof came === 'object' && typeof known === 'object') mergeValues(known, came);
    else if (came !== null && came !== undefined) target[key] = came;
  }
}

function mergeValues(known: object, came: object): void {
  if (Array.isArray(known) && Array.isArray(came)) {
    for (let index = 0; index < came.length; index += 1) {
      const [item, other] = [known[index], came[index]];
      if (isTree(item) && isTree(other)) mergeInto(item, other);
      else if (Array.isArray(item) && Array.isArray(other)) mergeValues(item, other);
      else if (item === null || item === undefined) known[index] = other;
    }
  } else if (isTree(known) && isTree(came)) mergeInto(known, came);
}

/** A copy that shares nothing: one entity at two places is completed differently at each. */
export function copyOf<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(copyOf) as Value;
  if (!isTree(value)) return value;
  const copy: Tree = {};
  for (const key of Object.keys(value)) copy[key] = copyOf(value[key]);
  return copy as Value;
}
