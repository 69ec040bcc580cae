import { type Change, ChangeType, CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { deprecationsOf, removalDate } from './deprecations.ts';

/** A breaking change that was decided on. */
export interface DeclaredBreakingChange {
  /** Where, as the check names it: `Type.field.argument`. */
  path: string;
  /** Why clients must live with it. */
  reason: string;
}

/** What would break clients of the released API and was neither announced nor declared, a line each. */
export async function undeclaredBreakingChanges(
  released: string,
  api: string,
  { declared, today }: { declared: readonly DeclaredBreakingChange[]; today: string },
): Promise<string[]> {
  const paths = new Set(declared.map(({ path }) => path));
  const deprecations = deprecationsOf(released);
  /** Its date has come: clients were told, and had their time. */
  const isAnnounced = ({ type, path = '' }: Change) => {
    const date = removalDate(deprecations.get(path) ?? '');
    return REMOVALS.has(type) && date !== undefined && date <= today;
  };
  const changes = await diff(buildSchema(released), buildSchema(api));
  return (
    changes
      .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
      // A type goes with the last of the fields that led to it, each of which is looked at.
      .filter(({ type }) => type !== ChangeType.TypeRemoved)
      .filter((change) => !isAnnounced(change))
      .filter(({ path }) => path === undefined || !paths.has(path))
      .map(({ path, message }) => `${path}: ${message}`)
  );
}

const REMOVALS = new Set<string>([
  ChangeType.FieldRemoved,
  ChangeType.FieldArgumentRemoved,
  ChangeType.InputFieldRemoved,
  ChangeType.EnumValueRemoved,
]);
