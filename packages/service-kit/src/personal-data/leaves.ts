/** Where in a JSON value what was sealed of it stands, and the index of its words. */
export const SEALED = '_sealed';
export const WORDS = '_words';

type Json = Record<string, unknown>;

/** The values at these paths, those that say something. */
export function leavesOf(value: object, paths: readonly string[]): Json {
  const found = paths.map((path) => [path, at(value, path.split('.'))] as const);
  return Object.fromEntries(found.filter(([, leaf]) => leaf !== null && leaf !== undefined));
}

/** The value without them. */
export function withoutLeaves(value: object, paths: readonly string[]): object {
  const copy = structuredClone(value);
  for (const path of paths) {
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    const parent = at(copy, steps);
    if (isObject(parent) && parent[last] !== undefined) parent[last] = null;
  }
  return copy;
}

/** The value with them again. */
export function withLeaves(value: Json, leaves: Json): Json {
  for (const [path, leaf] of Object.entries(leaves)) {
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    const parent = at(value, steps);
    if (isObject(parent)) parent[last] = leaf;
  }
  return value;
}

function at(value: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>((found, step) => (isObject(found) ? found[step] : undefined), value);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
