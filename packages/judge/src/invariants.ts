import { evalFhirPathTyped, type FhirPathAtom, parseFhirPath, toTypedValue } from '@medplum/core';
import type { Invariant } from './guide.ts';
import type { JsonObject } from './json.ts';

const parsed = new Map<string, FhirPathAtom>();

/** Whether an element holds to a rule in FHIRPath; a rule that cannot be read or run holds, for it proves nothing. */
export function holds({ expression }: Invariant, element: JsonObject, resource: JsonObject): boolean {
  try {
    const path = parsed.get(expression) ?? parseFhirPath(expression);
    parsed.set(expression, path);
    const around = toTypedValue(resource);
    const [result] = evalFhirPathTyped(path, [toTypedValue(element)], { '%resource': around, '%rootResource': around });
    return result?.value !== false;
  } catch {
    return true;
  }
}
