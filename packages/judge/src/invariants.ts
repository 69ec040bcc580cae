import { evalFhirPathTyped, parseFhirPath, toTypedValue } from '@medplum/core';
import type { Invariant } from './guide.ts';
import type { JsonObject } from './json.ts';
import { plainInvariant } from './plain-invariants.ts';

type Compiled = (element: JsonObject, resource: JsonObject) => boolean;

const compiled = new Map<string, Compiled>();

/** Whether an element holds to a rule in FHIRPath; a rule that cannot be read or run holds, for it proves nothing. */
export function holds({ expression }: Invariant, element: JsonObject, resource: JsonObject): boolean {
  let rule = compiled.get(expression);
  if (!rule) {
    rule = plainInvariant(expression) ?? inFhirPath(expression);
    compiled.set(expression, rule);
  }
  return rule(element, resource);
}

/** A rule as FHIRPath has it, however it is written. */
export function inFhirPath(expression: string): Compiled {
  try {
    const path = parseFhirPath(expression);
    return (element, resource) => {
      try {
        const around = toTypedValue(resource);
        const variables = { '%resource': around, '%rootResource': around };
        return evalFhirPathTyped(path, [toTypedValue(element)], variables)[0]?.value !== false;
      } catch {
        return true;
      }
    };
  } catch {
    return () => true;
  }
}
