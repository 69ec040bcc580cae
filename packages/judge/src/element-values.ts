import type { Place } from './finding.ts';
import type { TypeRule } from './guide.ts';
import type { JsonObject } from './json.ts';
import { isPrimitive } from './primitives.ts';
import type { ElementNode } from './profile-tree.ts';

/** A value of an element, with the property that has it. */
export interface Value {
  value: unknown;
  /** What it is a part of, where it is one. */
  whole?: unknown;
  place: Place;
  /** Of a choice, the type that its property's name ends with. */
  type: string | undefined;
  /** Not in a list, whether it has to be or not. */
  alone?: true;
}

/** The values of an element, by the property, or the properties of a choice, that have it; these are known from then on. */
export function valuesOf(object: JsonObject, { name, rule }: ElementNode, place: Place, known: Set<string>): Value[] {
  const choice = name.endsWith('[x]');
  const stem = choice ? name.slice(0, -3) : name;
  const keys = choice
    ? Object.keys(object).filter((key) => isChoice(key, stem))
    : Object.hasOwn(object, name)
      ? [name]
      : [];
  if (!choice) known.add(name);
  return keys.flatMap((key) => {
    known.add(key);
    const type = choice ? typeNamed(key.slice(stem.length), rule.types) : undefined;
    const value = object[key];
    if (!Array.isArray(value)) return [{ value, place: place.to(key), type, alone: true }];
    return value.map((item, index) => ({ value: item, place: place.to(key, index), type }));
  });
}

function isChoice(key: string, stem: string): boolean {
  return key.startsWith(stem) && /^[A-Z]/.test(key.slice(stem.length));
}

/** `Quantity` and `DateTime` as types' names have it; of what is none of those expected, the name as it is. */
function typeNamed(ending: string, types: TypeRule[] = []): string {
  const lower = ending.charAt(0).toLowerCase() + ending.slice(1);
  if (types.some(({ code }) => code === ending)) return ending;
  return types.some(({ code }) => code === lower) || isPrimitive(lower) ? lower : ending;
}
