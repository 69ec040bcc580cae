import type { HistoryEventFragment } from '../gql/graphql.ts';
import { pathOfReason, placeOf } from './form/field-of-path.ts';
import type { FieldName } from './form/form-values.ts';

/** One thing that the reviewer asked to be mended. */
export interface AskedChange {
  readonly label: string;
  readonly message: string;
  readonly path: readonly string[];
}

/** What the reviewer wrote when the request came back. */
export interface AskedChanges {
  readonly message: string | null;
  readonly changes: readonly AskedChange[];
}

/** What was asked for last; null where a request never came back. History is in any order. */
export function askedChanges(history: readonly HistoryEventFragment[]): AskedChanges | null {
  const asked = history
    .filter((event) => event.action === 'REQUEST_CHANGES')
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
    .at(0);
  if (asked === undefined) return null;
  const changes = asked.reasons.map((reason) => ({
    label: reason.label,
    message: reason.message,
    path: pathOfReason(reason.path),
  }));
  return { message: asked.message ?? null, changes };
}

/** What was asked for at one field of the form. */
export function changesAtField(changes: readonly AskedChange[], field: FieldName): AskedChange[] {
  return changes.filter((change) => placeOf(change.path)?.field === field);
}

/** What was asked for at one evidence file. */
export function changesAtEvidence(changes: readonly AskedChange[], evidenceId: string): AskedChange[] {
  return changes.filter((change) => change.path[0] === 'evidence' && change.path[1] === evidenceId);
}

/** What was asked for at one requirement. */
export function changesAtRequirement(changes: readonly AskedChange[], code: string): AskedChange[] {
  return changes.filter((change) => change.path[0] === 'checklist' && change.path[1] === code);
}

/** What was asked for without saying where, or at a place that is gone. */
export function changesElsewhere(changes: readonly AskedChange[], evidenceIds: readonly string[]): AskedChange[] {
  return changes.filter((change) => {
    if (placeOf(change.path) !== undefined || change.path[0] === 'checklist') return false;
    return change.path[0] !== 'evidence' || !evidenceIds.includes(change.path[1] ?? '');
  });
}
