/** An object of a document. */
export type JsonObject = Record<string, unknown>;

/** Whether a value is an object, and no array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as what there is of it: none, one, or each of several. */
export function asList(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Whether a value is exactly as expected. */
export function equals(value: unknown, expected: unknown): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(value) &&
      value.length === expected.length &&
      expected.every((one, place) => equals(value[place], one))
    );
  }
  if (!isObject(expected)) return value === expected;
  const keys = Object.keys(expected);
  return (
    isObject(value) &&
    Object.keys(value).length === keys.length &&
    keys.every((key) => equals(value[key], expected[key]))
  );
}

/** Whether a value has at least what a pattern says; of an array each item that the pattern has, in any order. */
export function hasPattern(value: unknown, pattern: unknown): boolean {
  if (Array.isArray(pattern)) {
    return Array.isArray(value) && pattern.every((one) => value.some((item) => hasPattern(item, one)));
  }
  if (!isObject(pattern)) return value === pattern;
  return isObject(value) && Object.entries(pattern).every(([key, one]) => hasPattern(value[key], one));
}

/** Whether a value says nothing: null, or a text without a letter. */
export function isNothing(value: unknown): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '');
}
