import type { Value } from '../element-values.ts';
import type { Place } from '../finding.ts';
import type { ElementRule, TypeRule } from '../guide.ts';
import { equals, hasPattern, isObject, type JsonObject } from '../json.ts';
import { isPrimitive, primitiveFault } from '../primitives.ts';
import type { ElementNode } from '../profile-tree.ts';
import { move, type PatchOperation, put, remove, replace } from './patch.ts';

/** What is missing, where it can only be one value. */
export function missingElement({ name, rule }: ElementNode, above: Place): PatchOperation | undefined {
  const { fixed, pattern = fixed, types = [], list } = rule;
  const [type] = types;
  if (pattern === undefined || types.length > 1) return undefined;
  const key = name.endsWith('[x]') ? `${name.slice(0, -3)}${capital(type?.code ?? '')}` : name;
  return put([...above.keys, key], list ? [pattern] : pattern);
}

/** Without what may not be there, or what is there again. */
export function tooManyElements(
  { max, min, list }: ElementRule,
  values: Value[],
  property: Place,
): PatchOperation | undefined {
  if (max === 0) return remove(property.keys);
  const each = values.map(({ value }) => value);
  if (!list || each.length > 100) return undefined;
  const distinct = each.filter((one, place) => each.findIndex((other) => equals(other, one)) === place);
  return max !== null && distinct.length <= max && distinct.length >= min
    ? replace(property.keys, distinct)
    : undefined;
}

/** What nobody knows is what was meant, with another name, or goes. */
export function unknownElement(object: JsonObject, key: string, node: ElementNode, above: Place): PatchOperation {
  const alike = (name: string) => name.toLowerCase().replaceAll(/[_-]|e?s$/g, '');
  const meant = [...node.children.keys()].find((name) => alike(name) === alike(key) && !Object.hasOwn(object, name));
  return meant === undefined ? remove([...above.keys, key]) : move([...above.keys, key], [...above.keys, meant]);
}

/** A value of a choice by the name of the only type that it may be of. */
export function otherChoice(
  { value, place }: Value,
  name: string,
  [type, ...more]: TypeRule[],
): PatchOperation | undefined {
  const fits = type && more.length === 0 && isPrimitive(type.code) && primitiveFault(type.code, value) === undefined;
  if (!fits) return undefined;
  return move(place.keys, [...place.keys.slice(0, -1), `${name.replace('[x]', '')}${capital(type.code)}`]);
}

/** A value that has all that a pattern says, and keeps what it has beside that. */
export function withPattern(value: unknown, pattern: unknown): unknown {
  if (Array.isArray(pattern)) {
    const items: unknown[] = Array.isArray(value) ? value : [];
    const missing = pattern.filter((one) => !items.some((item) => hasPattern(item, one)));
    // The only one there is was meant to be the only one that there should be.
    if (items.length === 1 && missing.length === 1 && pattern.length === 1) return [withPattern(items[0], missing[0])];
    return [...items, ...missing];
  }
  if (!isObject(pattern)) return pattern;
  const has = isObject(value) ? value : {};
  return {
    ...has,
    ...Object.fromEntries(Object.entries(pattern).map(([key, one]) => [key, withPattern(has[key], one)])),
  };
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
