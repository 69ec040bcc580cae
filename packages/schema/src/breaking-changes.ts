import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

/** A breaking change that was decided on. */
export interface DeclaredBreakingChange {
  /** Where, as the check names it: `Type.field.argument`. */
  path: string;
  /** Why clients must live with it. */
  reason: string;
}

/** What would break clients of the released API and was not declared, a line each. */
export async function undeclaredBreakingChanges(
  released: string,
  api: string,
  declared: DeclaredBreakingChange[],
): Promise<string[]> {
  const paths = new Set(declared.map(({ path }) => path));
  const changes = await diff(buildSchema(released), buildSchema(api));
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .filter(({ path }) => path === undefined || !paths.has(path))
    .map(({ path, message }) => `${path}: ${message}`);
}
