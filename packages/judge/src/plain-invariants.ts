import { PropertyType } from '@medplum/core';
import { isObject, type JsonObject } from './json.ts';

/** Whether something is there, or is not. */
interface Term {
  path: string[];
  exists: boolean;
}

/** A rule that asks no more than that of several elements: `text.exists() or entry.exists()`. */
export type PlainInvariant = (element: JsonObject) => boolean;

const TERM = /^([a-z]\w*(?:\.[a-z]\w*)*)\.(exists|empty)\(\)$/;

/** What the name of an element with a choice of types may end with. */
const TYPES = new Set(Object.values(PropertyType).map((type) => type.charAt(0).toUpperCase() + type.slice(1)));

/** A rule in FHIRPath as a function, where it is a plain one: these are most of all, and run a hundred times as fast. */
export function plainInvariant(expression: string): PlainInvariant | undefined {
  for (const [operator, joined] of [
    [' or ', 'some'],
    [' and ', 'every'],
  ] as const) {
    const terms = expression.split(operator).map(termOf);
    if (terms.every((term) => term !== undefined)) return (element) => terms[joined]((term) => isTrue(term, element));
  }
  return undefined;
}

function termOf(text: string): Term | undefined {
  const [, path, asked] = TERM.exec(text.trim()) ?? [];
  return path === undefined ? undefined : { path: path.split('.'), exists: asked === 'exists' };
}

function isTrue({ path, exists }: Term, element: JsonObject): boolean {
  return leadsToSomething(element, path) === exists;
}

function leadsToSomething(value: unknown, [name, ...more]: string[]): boolean {
  if (value === undefined || value === null) return false;
  if (Array.isArray(value))
    return value.some((one) => leadsToSomething(one, name === undefined ? [] : [name, ...more]));
  if (name === undefined) return true;
  return isObject(value) && leadsToSomething(elementOf(value, name), more);
}

function elementOf(object: JsonObject, name: string): unknown {
  if (Object.hasOwn(object, name)) return object[name];
  const key = Object.keys(object).find((one) => one.startsWith(name) && TYPES.has(one.slice(name.length)));
  return key === undefined ? undefined : object[key];
}
