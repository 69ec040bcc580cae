import { asList, isObject, type JsonObject } from './json.ts';

/** Whether a resource says by which profile it was made. */
export function namesProfile({ meta }: JsonObject): boolean {
  return isObject(meta) && asList(meta.profile).length > 0;
}

/** The codes of an element, each with its system where it is no plain code. */
export function codingsOf(value: unknown): { system?: string; code: string }[] {
  if (typeof value === 'string') return [{ code: value }];
  if (!isObject(value)) return [];
  const codings = 'coding' in value ? asList(value.coding) : 'code' in value ? [value] : [];
  return codings.filter(isObject).flatMap(({ system, code }) =>
    // A code without its system is one of none.
    typeof code === 'string' ? [{ system: String(system ?? ''), code }] : [],
  );
}
